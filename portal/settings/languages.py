"""The languages of the portal: bokmål first, nynorsk, English; Northern Sami by a switch.

Django knows no Northern Sami, so its name, a compiled catalogue and its formats come from us (docs/decisions/0006).
"""

from __future__ import annotations

from pathlib import Path

from django.conf.locale import LANG_INFO

from portal.settings import env

ROOT = Path(__file__).resolve().parent.parent.parent

LANG_INFO.setdefault("se", {"bidi": False, "code": "se", "name": "Northern Sami", "name_local": "davvisámegiella"})

# The first Locale row is made from this in the first migration. Never rename a code later.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
if env.flag("VARIG_NORTHERN_SAMI"):
    LANGUAGES.append(("se", "Davvisámegiella"))
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
WAGTAIL_I18N_ENABLED = True
FORMAT_MODULE_PATH = ["portal.formats"]
# Django lets the first path win over the later ones and over every library's own catalogue; `nn` falls back to `nb`.
# The last path holds what we say in the libraries' place, in page and script (docs/decisions/0014).
LOCALE_PATHS = [str(ROOT / room / "locale") for room in ("portal", "courses", "improvement", "network")]
LOCALE_PATHS.append(str(ROOT / "portal" / "locale_libraries"))

# A translator without the right to publish must not be able to make a page live (docs/decisions/0006).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Wagtail's admin has no Sami catalogue; the nynorsk one is ours.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
# One country, one clock: with a single zone to choose the admin asks nobody for theirs.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
