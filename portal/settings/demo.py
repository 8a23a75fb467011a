"""The demo and the developer's machine: SQLite under var/, letters on an outbox page, MFA offered but not enforced."""

from portal.settings import env
from portal.settings.base import *  # noqa: F403

DEMO = True
DEBUG = env.flag("VARIG_DEBUG")
SECRET_KEY = "only-for-the-demo-and-for-developers-never-for-production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
WAGTAILADMIN_BASE_URL = env.text("VARIG_BASE_URL", f"http://localhost:{env.text('PORT', '8000')}")
VARIG_MFA_ENFORCED = env.flag("VARIG_MFA_ENFORCED", False)
# Passkeys on http://localhost: browsers treat localhost as a safe place, the library wants to be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
VARIG_MAIL_TRANSPORT = ""
