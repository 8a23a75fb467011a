"""Content security policy and cookies.

Public pages are cached, so they carry nothing inline and no nonce. The admin is not cached and gets a nonce
(portal/security/middleware.py); Wagtail's own pages need inline styles. See docs/decisions/0005.
"""

from __future__ import annotations

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

# Uploaded files are saved, never shown in our origin (portal/security/middleware.py).
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# Only our own pages read our static files.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What a broken page writes to the log names no local variables and none of what was sent.
DEFAULT_EXCEPTION_REPORTER_FILTER = "portal.security.logs.SilentReporterFilter"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
