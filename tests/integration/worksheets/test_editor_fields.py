"""The editor of forms: automatic saving works, and drafts from before a field was renamed are whole."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from django.apps import apps
from wagtail.admin.panels import get_edit_handler
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import TranslationContext, TranslationSource

from portal.worksheets.models import WorksheetTemplatePage

#: What a form of the browser has itself: a control of the same name hides it from every script.
OWN = frozenset(
    {
        *("action", "autocomplete", "elements", "encoding", "enctype", "id", "length", "method", "name", "target"),
        *(
            "checkValidity",
            "contains",
            "dataset",
            "querySelector",
            "reportValidity",
            "requestSubmit",
            "reset",
            "submit",
        ),
    }
)
migration = import_module("portal.worksheets.migrations.0003_scoring")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [*get_page_models(), *get_snippet_models()], ids=lambda model: model.__name__)
def test_no_field_of_an_editor_hides_what_the_form_itself_has(model: type) -> None:
    viewset = getattr(model, "snippet_viewset", None)
    handler = viewset.get_edit_handler() if viewset else get_edit_handler(model)
    assert not OWN & set(handler.get_form_class().base_fields)


@pytest.mark.django_db
def test_drafts_and_translations_keep_their_score(form: WorksheetTemplatePage) -> None:
    revision = form.save_revision()
    revision.content["method"] = revision.content.pop("scoring")
    revision.save(update_fields=["content"])
    source, _made = TranslationSource.get_or_create_from_instance(form)
    content = json.loads(source.content_json)
    content["method"] = content.pop("scoring")
    source.content_json = json.dumps(content)
    source.save(update_fields=["content_json"])
    TranslationContext.objects.create(
        object=source.object, path="method", field_path="method", path_id=TranslationContext._get_path_id("method")
    )
    migration.rename_fields(apps, "method", "scoring")
    revision.refresh_from_db()
    source.refresh_from_db()
    assert revision.as_object().scoring == "sum"
    assert json.loads(source.content_json)["scoring"] == "sum"
    renamed = TranslationContext.objects.get(object=source.object, path="scoring")
    assert renamed.path_id == TranslationContext._get_path_id("scoring")
    migration.rename_fields(apps, "scoring", "method")
    revision.refresh_from_db()
    assert "method" in revision.content
    assert "scoring" not in revision.content
