"""Northern Sami as used in Norway writes dates and decimals as bokmål does; Django has no formats for it."""

from django.conf.locale.nb.formats import *  # noqa: F403
