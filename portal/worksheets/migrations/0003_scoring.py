"""The field «method» becomes «scoring»: a control named «method» hides `form.method` from the scripts of the admin.

The column keeps its name: servers of the version before go on reading it while the new ones start. Drafts and texts sent to
translation hold the fields by name, so they are renamed there.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import migrations, models

OLD, NEW = "method", "scoring"
# How wagtail-localize makes a key of a path (TranslationContext._get_path_id).
PATHS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")


def rename_fields(apps: Any, old: str, new: str) -> None:
    """Rename the field in drafts, in texts sent to translation and in what translators have changed."""
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(model="worksheettemplatepage").first()
    if kind is None:
        return
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(content_type_id=kind.pk).iterator():
        if old in revision.content:
            revision.content[new] = revision.content.pop(old)
            revision.save(update_fields=["content"])
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects.filter(specific_content_type_id=kind.pk)
    for source in sources:
        content = json.loads(source.content_json)
        if old in content:
            content[new] = content.pop(old)
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
    contexts = apps.get_model("wagtail_localize", "TranslationContext").objects
    # The object of a translation is told by the kind of all pages; only its source knows that it is a form.
    changed = contexts.filter(object__in=[source.object_id for source in sources], path=old)
    changed.update(path=new, field_path=new, path_id=uuid.uuid5(PATHS, new))


def forwards(apps: Any, schema_editor: Any) -> None:
    rename_fields(apps, OLD, NEW)


def backwards(apps: Any, schema_editor: Any) -> None:
    rename_fields(apps, NEW, OLD)


class Migration(migrations.Migration):
    dependencies = [
        ("worksheets", "0002_shares_words"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AlterField(
            "worksheettemplatepage",
            OLD,
            models.CharField(
                choices=[
                    ("none", "no score"),
                    ("sum", "sum"),
                    ("mean", "mean"),
                    ("share", "share of what is possible, in percent"),
                ],
                db_column="method",
                default="none",
                max_length=10,
                verbose_name="score",
            ),
        ),
        migrations.RenameField("worksheettemplatepage", OLD, NEW),
        migrations.RunPython(forwards, backwards),
    ]
