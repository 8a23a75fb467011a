"""Rules that settings must hold, so that a slip stops the start or the deployment and not the people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

_NOT_SHARED = ("LocMemCache", "DummyCache")
_FORBIDDEN = ("'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:")


@register(Tags.security)
def cache_is_shared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Limits on tries and locks are kept in the default cache: one that each process has for itself holds nothing."""
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith(_NOT_SHARED):
        return []
    hint = "Use the database cache, or set REDIS_URL."
    return [Error(f"The default cache ({backend}) is not shared between processes.", hint=hint, id="security.E101")]


@register(Tags.security)
def scripts_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The public policy names where scripts and styles come from, and nothing inline."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    found: list[CheckMessage] = [
        Error(f"{name} of the content security policy holds {value}.", id="security.E102")
        for name in ("default-src", "script-src", "style-src")
        for value in directives.get(name) or ["*"]
        if value in _FORBIDDEN or "nonce" in value
    ]
    return found


@register(Tags.security, deploy=True)
def this_is_no_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The demo's people have a password that everybody knows."""
    if not getattr(settings, "DEMO", False):
        return []
    return [Error("DEMO is on.", hint="Use portal.settings.production.", id="security.E103")]


@register(Tags.security, deploy=True)
def secrets_are_long(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Keys that were in use until now are still believed, so they must be as good as the one in use."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if all(len(key) >= 32 for key in keys):
        return []
    hint = "Make one with: openssl rand -base64 48"
    return [Error("SECRET_KEY or one of SECRET_KEY_FALLBACKS has under 32 characters.", hint=hint, id="security.E104")]


@register(Tags.security, deploy=True)
def cookies_are_bound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Cookies that sign people in belong to this host and to https alone."""
    wrong = [
        name
        for name in ("SESSION_COOKIE", "CSRF_COOKIE")
        if not getattr(settings, f"{name}_NAME").startswith("__Host-")
        or not getattr(settings, f"{name}_SECURE")
        or getattr(settings, f"{name}_DOMAIN")
        or getattr(settings, f"{name}_PATH") != "/"
    ]
    return [Error(f"{name} is not bound to this host and https.", id="security.E105") for name in wrong]


@register(Tags.security, deploy=True)
def letters_can_be_answered(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Links in letters, and where to report a hole, must lead somewhere from outside."""
    found: list[CheckMessage] = []
    if urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme != "https":
        found.append(Warning("VARIG_BASE_URL is not an https address.", id="security.W106"))
    if settings.VARIG_SECURITY_CONTACT.endswith("@localhost"):
        hint = "Set VARIG_SECURITY_CONTACT, for example mailto:sikkerhet@kommunen.no"
        found.append(Warning("Nobody can report a hole: the contact is on localhost.", hint=hint, id="security.W107"))
    return found


@register(Tags.security)
def media_stands_alone(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Uploaded files are never collected as static files, which are served as they are."""
    if not settings.MEDIA_ROOT or not settings.STATIC_ROOT:
        raise ImproperlyConfigured("MEDIA_ROOT and STATIC_ROOT must be set")
    media, static = str(settings.MEDIA_ROOT), str(settings.STATIC_ROOT)
    if media != static and not media.startswith(f"{static}/"):
        return []
    return [Error("MEDIA_ROOT lies inside STATIC_ROOT.", id="security.E108")]
