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

# A form with more text than this is answered by a page that says so (portal/security/views.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# What a broken page writes to the log names no local variables and none of what was sent.
DEFAULT_EXCEPTION_REPORTER_FILTER = "portal.security.logs.SilentReporterFilter"

# One door: e-mail and password are changed where they are verified (allauth), not on the admin's own pages.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
