"""The demo's settings with the bare views beside the portal."""

from portal.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tools.bench_urls"
