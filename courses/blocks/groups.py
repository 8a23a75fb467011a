"""Names of the groups in which editors find the blocks of lessons."""

from django.utils.translation import gettext_lazy as _

LEARN = _("Learn and try")
