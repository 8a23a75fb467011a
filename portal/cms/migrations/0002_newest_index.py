"""An index for lists of the newest pages, on Wagtail's own table.

Wagtail's models know nothing of it: where a later Wagtail migration rebuilds the table on SQLite, lists stay right and
only lose speed. Run this again then (`migrate cms 0001`, `migrate cms`).
"""

from django.db import migrations

NAME = "cms_newest"


def create(apps, schema_editor):
    # SQLite sorts NULL last in descending order by itself, and knows no other way in an index.
    nulls = " NULLS LAST" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(
        f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailcore_page (first_published_at DESC{nulls}, id DESC)"
    )


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
