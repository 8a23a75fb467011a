"""A course certificate as a tagged PDF on one landscape page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, override

from portal.exports.pdf import SITE_NAME, localised_date
from portal.exports.typeset import typeset


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. `learnt` is a short list; more than ten points do not fit on the page.

    `address` is the full address of the page where a stranger can check it, `code` the code to type there.
    """

    name: str
    course: str
    completed: date
    issuer: str
    address: str
    code: str
    language: str
    learnt: tuple[str, ...] = ()


def certificate_pdf(certificate: Certificate, *, created: datetime | None = None) -> bytes:
    """Return the certificate as PDF/UA-1 bytes, its own words in the certificate's language."""
    with override(certificate.language):
        labels = {
            "site": SITE_NAME,
            "promise": gettext("Improvement that lasts, together across services"),
            "heading": gettext("Course certificate"),
            "completed": gettext("has completed the course"),
            "learnt": gettext("What the course covered"),
            "issued-by": gettext("Issued by"),
            "verify": gettext("Anyone can check this certificate at"),
            "code": gettext("with the code"),
        }
        completed = localised_date(certificate.completed)
    data = {
        "language": certificate.language,
        "name": certificate.name,
        "course": certificate.course,
        "completed": completed,
        "learnt": certificate.learnt[:10],
        "issuer": certificate.issuer,
        "address": certificate.address,
        "address-shown": certificate.address.removeprefix("https://").removeprefix("http://"),
        "code": certificate.code,
        "labels": labels,
    }
    return typeset("certificate", data, created=created)
