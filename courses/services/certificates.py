"""Issue and print certificates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from courses.domain.progress import Remaining, in_module, remaining
from courses.models import Certificate, CoursePage, LessonPage, ModulePage, StepProgress
from courses.services.outline import Outline
from portal.exports.certificate import Certificate as Sheet
from portal.exports.certificate import certificate_pdf
from portal.kernel.certcode import new_code
from portal.kernel.clock import Clock, oslo_date, system_clock
from portal.security import audit


class NotCompleteError(Exception):
    """The module is not complete, so there is nothing to certify."""


def module_remaining(person: Any, outline: Outline, module: ModulePage) -> Remaining:
    """Return what the person has left of a module."""
    steps = in_module(outline.steps, module.translation_key)
    return remaining(steps, StepProgress.objects.of(person).records(step.key for step in steps))


def issue(
    person: Any, outline: Outline, module: ModulePage, name: str, language: str, clock: Clock = system_clock
) -> Certificate:
    """Give the person the certificate of a module, or the one they already have.

    Raises `NotCompleteError` while steps remain.
    """
    held = Certificate.objects.of(person).filter(subject_key=module.translation_key).first()
    if held is not None:
        return held
    if not module_remaining(person, outline, module).complete:
        raise NotCompleteError
    with transaction.atomic():
        certificate, created = Certificate.objects.get_or_create(
            person=person,
            subject_key=module.translation_key,
            defaults={
                "code": new_code(),
                "course_key": outline.key,
                "name": name,
                "language": language,
                "minutes": sum(step.minutes for step in in_module(outline.steps, module.translation_key)),
                "issued_at": clock(),
                **_words(outline, module),
            },
        )
        if created:
            audit.record(person, "course.certificate_issued", certificate)
    return certificate


def _words(outline: Outline, module: ModulePage) -> dict[str, Any]:
    """Take down titles in every language the module is published in, so that later edits change no certificate."""
    modules = ModulePage.objects.live().filter(translation_key=module.translation_key).select_related("locale")
    courses = CoursePage.objects.live().filter(translation_key=outline.key).select_related("locale")
    lessons = LessonPage.objects.live().filter(translation_key__in=[step.key for step in outline.infos])
    titles = {page.locale.language_code: page.title for page in modules}
    texts: dict[str, Any] = {code: {"text": "", "learnt": []} for code in titles}
    for course in courses:
        texts.setdefault(course.locale.language_code, {"learnt": []})["text"] = course.certificate_text
    order = {step.key: at for at, step in enumerate(outline.infos) if step.module == module.translation_key}
    for lesson in sorted(
        lessons.filter(translation_key__in=order).select_related("locale").defer("body"),
        key=lambda each: order[each.translation_key],
    ):
        texts.setdefault(lesson.locale.language_code, {"text": "", "learnt": []})["learnt"].append(lesson.title)
    return {
        "titles": titles,
        "course_titles": {page.locale.language_code: page.title for page in courses},
        "texts": texts,
    }


def in_language(words: dict[str, Any], language: str, fallback: Any = "") -> Any:
    """Return a snapshot's words in the language, else in bokmål, nynorsk or English, else `fallback`."""
    for code in (language, "nb", "nn", "en"):
        if words.get(code):
            return words[code]
    return fallback


def verification_address(certificate: Certificate, language: str) -> str:
    """Return the full address at which anybody with the code can check the certificate."""
    with translation.override(language):
        path = reverse("courses:verify", args=[certificate.code])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def pdf(certificate: Certificate, language: str) -> bytes:
    """Return the certificate as a tagged PDF in a language."""
    course = in_language(certificate.course_titles, language)
    module = in_language(certificate.titles, language)
    sheet = Sheet(
        name=certificate.name,
        course=f"{course} – {module}" if course else module,
        completed=oslo_date(certificate.issued_at),
        issuer=settings.WAGTAIL_SITE_NAME,
        address=verification_address(certificate, language),
        code=certificate.code,
        language=language,
        learnt=tuple(in_language(certificate.texts, language, {}).get("learnt", ())),
    )
    return certificate_pdf(sheet, created=certificate.issued_at)
