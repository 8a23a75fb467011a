"""The fødselsnummer guard in forms and at the database's door. Only synthetic numbers (month + 80) stand here."""

from __future__ import annotations

import logging

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models

from portal.kernel.fnr import contains_fnr, is_identity_number
from portal.security.fields import OVERRIDE, FreeTextField, IdentityNumberGuardMixin
from portal.security.logs import JsonFormatter, RedactFilter
from portal.security.modelfields import FreeTextField as FreeTextColumn
from portal.security.modelfields import identity_override


def synthetic() -> str:
    """A Tenor-style number: born 1 January (month 81), valid check digits."""
    candidates = (f"018150{serial:05d}" for serial in range(100_000))
    return next(text for text in candidates if is_identity_number([int(digit) for digit in text]))


class NoteForm(IdentityNumberGuardMixin, forms.Form):
    title = forms.CharField()
    email = forms.EmailField(required=False)


class WorkspaceForm(NoteForm):
    identity_override = True


def test_a_form_refuses_a_number_and_keeps_what_was_typed() -> None:
    form = NoteForm({"title": f"Ring {synthetic()} i dag"})
    assert not form.is_valid()
    assert list(form.errors) == ["title"]
    assert form["title"].value() == f"Ring {synthetic()} i dag"
    assert synthetic() not in str(form.errors)


def test_public_forms_have_no_way_past() -> None:
    form = NoteForm({"title": synthetic(), OVERRIDE: "on"})
    assert not form.is_valid()
    assert OVERRIDE not in form.fields


def test_in_workspaces_the_writer_may_say_that_it_is_something_else() -> None:
    first = WorkspaceForm({"title": synthetic()})
    assert not first.is_valid()
    assert OVERRIDE in first.fields
    second = WorkspaceForm({"title": synthetic(), OVERRIDE: "on"})
    assert second.is_valid()
    assert second.used_identity_override


def test_ordinary_numbers_pass() -> None:
    assert NoteForm({"title": "Telefon 22 22 55 55, org.nr. 974 760 673"}).is_valid()


def test_a_single_field_refuses_too() -> None:
    with pytest.raises(ValidationError):
        FreeTextField().clean(synthetic())


def test_the_column_refuses_whatever_code_writes_it() -> None:
    column = FreeTextColumn()
    column.set_attributes_from_name("text")
    with pytest.raises(ValidationError):
        column.get_db_prep_save(f"x {synthetic()}", connection)
    with identity_override(True):
        assert contains_fnr(column.get_db_prep_save(synthetic(), connection))
    assert isinstance(column, models.TextField)


def test_logs_hold_no_numbers_secrets_or_forged_lines() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "%s\nfalsk linje password=hemmelig", (synthetic(),), None)
    RedactFilter().filter(record)
    line = JsonFormatter().format(record)
    assert synthetic() not in line
    assert "hemmelig" not in line
    assert "\n" not in line
