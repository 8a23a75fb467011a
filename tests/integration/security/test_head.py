"""HEAD is answered as GET is, without a body: asked as web servers ask, since Django's test client cuts it."""

from __future__ import annotations

import pytest
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory

pytestmark = pytest.mark.django_db


def ask(method: str, path: str) -> tuple[dict[str, str], bytes]:
    # The handler without the signals of a request: they would close the connection that the test's transaction is on.
    handler = BaseHandler()
    handler.load_middleware()
    response = handler.get_response(RequestFactory().generic(method, path))
    return dict(response.headers), b"".join(response)


@pytest.mark.parametrize("path", ["/accounts/login/", "/finnes-ikke/", "/robots.txt", "/healthz"])
def test_head_has_the_length_and_no_body(path: str) -> None:
    headers, body = ask("HEAD", path)
    assert body == b""
    assert int(headers["Content-Length"]) > 0
    assert ask("GET", path)[1]
