"""Addresses of this room. Books and chapters themselves are pages with addresses of their own."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.handbook.views import borrowing, reading, whole

app_name = "handbook"

urlpatterns: list[URLPattern] = [
    path("handbok/", reading.mine, name="mine"),
    path("handbok/<uuid:book_key>/utskrift/", whole.printed, name="printed"),
    path("handbok/<uuid:book_key>/handbok.pdf", whole.pdf_file, name="pdf"),
    path("handbok/<uuid:book_key>/skriv/", borrowing.write, name="write"),
    path("handbok/kapittel/<uuid:chapter_key>/lest/", reading.sign_read, name="sign"),
    path("handbok/kapittel/<uuid:chapter_key>/lesere/", reading.who_has_read, name="readers"),
    path("handbok/kapittel/<uuid:chapter_key>/endringer/", reading.changed, name="changes"),
    path("handbok/kapittel/<uuid:chapter_key>/lan/", borrowing.lend, name="borrow"),
]
