"""The guard at every view's door. A test walks the URL table: a view without one of these stops the build.

`@public("why")` lets everyone in. `@signed_in` asks for a person. `@guarded(question)` asks a permission function:
`question(request, **url_kwargs) -> Decision`; no means 404 for a signed-in person (the same as missing, so that nobody
learns what exists) and the sign-in page for an anonymous one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from portal.kernel.decisions import Decision
from portal.security.typed import typed_texts
from portal.security.views import signed_out

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Question = Callable[..., Decision]


def public(reason: str) -> Callable[[View], View]:
    """Mark a view as open to everyone; `reason` says why that is right."""

    def mark(view: View) -> View:
        view.guard = ("public", reason)  # type: ignore[attr-defined]
        return view

    return mark


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page; somebody who sent what they had written gets it back first."""
    if request.method == "POST" and typed_texts(request):
        return signed_out(request)
    return redirect_to_login(request.get_full_path())


def signed_in(view: View) -> View:
    """Let any signed-in person in; the view reads only what is theirs."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_the_door(request)
        return view(request, *args, **kwargs)

    inner.guard = ("signed_in", "")  # type: ignore[attr-defined]
    return inner  # type: ignore[return-value]


def guarded(question: Question) -> Callable[[View], View]:
    """Let in whom the permission function says yes to. The decision is kept as `request.decision`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            decision = question(request, *args, **kwargs)
            if not decision.allowed:
                if not request.user.is_authenticated:
                    return _to_the_door(request)
                raise Http404
            request.decision = decision  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        inner.guard = ("guarded", question.__name__)  # type: ignore[attr-defined]
        return inner  # type: ignore[return-value]

    return wrap
