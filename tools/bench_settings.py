"""The demo's settings with the bare views beside the portal, and with the bench's own command."""

import os

from portal.settings.demo import *  # noqa: F403
from portal.settings.demo import INSTALLED_APPS

ROOT_URLCONF = "tools.bench_urls"
INSTALLED_APPS = [*INSTALLED_APPS, "tools"]
if os.environ.get("BENCH_PLAIN"):
    # What `startproject` gives, so that our own middleware counts as ours.
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",  # allauth refuses to start without it
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
