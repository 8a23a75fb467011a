"""The copy of *mine data*: one zip with JSON for machines and a page for people."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.accounts import mydata
from portal.accounts.models import User
from portal.security import audit


def collect(user: User) -> dict[str, Any]:
    """Ask every room for its part."""
    return {name: export(user) for name, (_title, export) in mydata.exporters().items()}


def as_zip(user: User) -> bytes:
    """Return the zip and note in the audit that it was handed out."""
    data = collect(user)
    titles = {name: str(title) for name, (title, _export) in mydata.exporters().items()}
    page = render_to_string(
        "portal/accounts/pages/my_data_copy.html",
        {
            "parts": [(titles[name], as_html(part)) for name, part in data.items()],
            "person": user,
            "made_at": timezone.localtime(),
            "language": get_language(),
        },
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mine-data.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("mine-data.html", page)
    audit.record(user, "person.data_copied", user)
    return buffer.getvalue()


def as_html(value: Any) -> SafeString:
    """Show a value of the copy whatever it holds: names with values, a list, a date, or plain text. Text is escaped."""
    if isinstance(value, dict):
        inner = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((name, as_html(each)) for name, each in value.items()))
        return format_html("<dl>{}</dl>", inner)
    if isinstance(value, list | tuple):
        inner = format_html_join("", "<li>{}</li>", ((as_html(each),) for each in value))
        return format_html("<ul>{}</ul>", inner) if value else SafeString("–")
    if isinstance(value, datetime):
        return format_html("{}", date_format(timezone.localtime(value), "DATETIME_FORMAT"))
    if isinstance(value, date):
        return format_html("{}", date_format(value, "DATE_FORMAT"))
    return format_html("{}", "–" if value in (None, "") else value)
