"""Bokmål as Django knows it; dates with strokes, as many type them, are understood too."""

from django.conf.locale.nb.formats import DATE_INPUT_FORMATS as _DAYS
from django.conf.locale.nb.formats import DATETIME_INPUT_FORMATS as _MOMENTS

DATE_INPUT_FORMATS = [*_DAYS, "%d/%m/%Y", "%d/%m/%y"]
DATETIME_INPUT_FORMATS = [*_MOMENTS, "%d/%m/%Y %H:%M"]
