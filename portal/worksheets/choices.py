"""How a form is filled in and where what is written goes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.worksheets.domain.form import Method


class Storage(models.TextChoices):
    """Where answers go. What could hold a patient's matters is never stored (design.md §3.1)."""

    BLANK = "blank", _("nowhere: printed or saved as a document, filled in outside the portal")
    LOCAL = "local", _("nowhere: filled in in the browser, printed or saved by the person")
    STORED = "stored", _("here, in the space it is filled in for")


class Filling(models.TextChoices):
    """Who fills in what."""

    TOGETHER = "together", _("together: everybody writes in the same sheet")
    ALONE = "alone", _("each alone: the spread is shown")


class Scoring(models.TextChoices):
    """How the answers add up."""

    NONE = Method.NONE.value, _("no score")
    SUM = Method.SUM.value, _("sum")
    MEAN = Method.MEAN.value, _("mean")
    SHARE = Method.SHARE.value, _("share of what is possible, in percent")
