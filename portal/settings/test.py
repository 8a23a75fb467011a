"""For the tests: fast hashing, tasks run at once, letters in memory, plain static files, any database."""

import os

from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, INSTALLED_APPS, STORAGES, VAR

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
# Allowed to break what runs while it is applied, each with its reason:
# courses.0004 drops `completion_rule` after its values have become the data in `completion` (nothing is released yet).
# improvement.0006 drops what a cycle asked and found after 0005 has made rows of it (the same).
MIGRATION_LINTER_OPTIONS = {"ignore_name": ["0004_course_flow", "0006_pdsa_lock"]}
DEMO = True
DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
VARIG_MFA_ENFORCED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = []
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# A file of its own lets a developer keep the prepared database between runs (pytest --reuse-db).
DATABASES["default"].setdefault("TEST", {})
if os.environ.get("TEST_DATABASE_NAME"):
    DATABASES["default"]["TEST"]["NAME"] = env.text("TEST_DATABASE_NAME")
# Every test client loads the middleware anew, and WhiteNoise would read every collected file each time.
STATIC_ROOT = VAR / "static-of-tests"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
