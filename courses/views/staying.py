"""Steps that the page's script takes without leaving the page: a lesson may be open where the network drops."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirectBase

View = Callable[..., HttpResponse]


def says_where(view: View) -> View:
    """Answer the script (`X-Varig-Stay`) with the address to go on to; it goes there when it has it, or later."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "X-Varig-Stay" in request.headers and isinstance(response, HttpResponseRedirectBase):
            return JsonResponse({"go": response.url})
        return response

    return inner
