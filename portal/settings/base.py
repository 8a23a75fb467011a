"""What every way of running shares. demo.py, test.py and production.py say what differs.

Everything a deployment may choose is read from environment variables (docs/operations.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.settings import env
from portal.settings.languages import *  # noqa: F403
from portal.settings.languages import ROOT
from portal.settings.policies import *  # noqa: F403

# -- places ----------------------------------------------------------------------------------------------------
VAR = Path(env.text("VARIG_VAR", str(ROOT / "var"))).resolve()
# Made here, so that no command needs another to have run first.
(VAR / "build").mkdir(parents=True, exist_ok=True)

# -- applications: upper floors first, so that their templates and commands win -----------------------------------
INSTALLED_APPS = [
    "courses",
    "improvement",
    "network",
    "portal.worksheets",
    "portal.handbook",
    "portal.gatherings",
    "portal.actions",
    "portal.cms",
    "portal.search",
    "portal.exports",
    "portal.notifications",
    "portal.spaces",
    "portal.assets",
    "portal.accounts",
    "portal.security",
    "portal.roof",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "portal.security.middleware.RequestIdMiddleware",
    # Outside everything that may answer by itself, so that every answer carries the headers.
    "portal.security.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.security.middleware.MethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Anonymous pages leave here; nothing below this line runs for them.
    "portal.cms.pagecache.PublicPageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.accounts.middleware.SessionAgeMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.security.middleware.PrivateResponseMiddleware",
    "portal.security.middleware.AdminNonceMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.cms.redirects.FormerAddressMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.cms.context.chrome",
                "portal.accounts.context.person",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.icons",
                "portal.formmistakes",
            ],
        },
    }
]
FORM_RENDERER = "portal.formrendering.FormRenderer"

# -- data ----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", VAR / "varig.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Rate limits and locks must hold across processes, so the default cache is shared; pages have one of their own.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
if env.text("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text("REDIS_URL"),
    }

# -- people ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cms:my_page"
LOGOUT_REDIRECT_URL = "/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.signup.NameForm"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# One address a person: a new one takes over when its code has been typed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "add_email": "portal.accounts.signin_forms.AddEmailForm",
    "change_password": "portal.accounts.signin_forms.ChangePasswordForm",
    "confirm_login_code": "portal.accounts.signin_forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "portal.accounts.signin_forms.ConfirmEmailCodeForm",
    "login": "portal.accounts.signin_forms.LoginForm",
    "reauthenticate": "portal.accounts.signin_forms.ReauthenticateForm",
    "request_login_code": "portal.accounts.signin_forms.RequestLoginCodeForm",
    "reset_password": "portal.accounts.signin_forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.signin_forms.ResetPasswordKeyForm",
    "set_password": "portal.accounts.signin_forms.SetPasswordForm",
    "signup": "portal.accounts.signin_forms.SignupForm",
}
# Ten wrong passwords for one account from one network address in ten minutes; the key holds both
# (portal/accounts/adapters.py), so that nobody can lock somebody else out.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/600s/key"}
# How many proxies of our own stand in front; only their part of X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("VARIG_TRUSTED_PROXIES", 0)
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Letters get lost: a new code may be asked for twice, and for a new address once in ten seconds (the library's limits).
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "portal.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Varig"
MFA_FORMS = {
    "authenticate": "portal.accounts.factor_forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.factor_forms.ReauthenticateForm",
    "activate_totp": "portal.accounts.factor_forms.ActivateTOTPForm",
    "add_webauthn": "portal.accounts.factor_forms.AddWebAuthnForm",
    "edit_webauthn": "portal.accounts.factor_forms.EditWebAuthnForm",
}
# Roles that work with other people's content or data must have a second factor (trust decisions).
VARIG_MFA_ENFORCED = env.flag("VARIG_MFA_ENFORCED", True)
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.security.views.csrf_failure"

# -- files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "build"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# -- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Varig"
WAGTAILADMIN_BASE_URL = env.text("VARIG_BASE_URL", "http://localhost:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "assets.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.assets.forms.PortalImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "assets.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "txt", "ics"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.assets.forms.PortalDocumentForm"
# Pages bring their own stems (portal/search), so PostgreSQL is to leave words as they are, as SQLite does.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}

# -- background work and letters --------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_FROM_EMAIL = env.text("VARIG_FROM_EMAIL", "Varig <varig@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Letters are stored first (portal/notifications) and sent by the background loop through the transport.
EMAIL_BACKEND = "portal.notifications.backends.OutboxBackend"
VARIG_MAIL_TRANSPORT = env.text("VARIG_MAIL_TRANSPORT", "django.core.mail.backends.smtp.EmailBackend")
VARIG_SECURITY_CONTACT = env.text("VARIG_SECURITY_CONTACT", "mailto:security@localhost")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10

# -- logs: one JSON line each, with what could identify a person taken out ---------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "portal.security.logs.RedactFilter"}},
    "formatters": {"json": {"()": "portal.security.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["redact"]},
    },
    "root": {"handlers": ["stderr"], "level": env.text("VARIG_LOG_LEVEL", "INFO")},
    "loggers": {
        # Not Django's letter to the administrators: it would hold what was sent.
        "django": {"handlers": [], "level": "NOTSET"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Their news is titles and task names, one line each; the audit holds what is worth keeping.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
