"""English for readers in Norway and Europe: British order, the month in full, twenty-four hours."""

from django.conf.locale.en_GB.formats import *  # noqa: F403
from django.conf.locale.en_GB.formats import DATE_INPUT_FORMATS as _BRITISH
from django.conf.locale.en_GB.formats import DATETIME_INPUT_FORMATS as _BRITISH_MOMENTS
from django.conf.locale.nb.formats import DATE_INPUT_FORMATS as _NORWEGIAN
from django.conf.locale.nb.formats import DATETIME_INPUT_FORMATS as _NORWEGIAN_MOMENTS

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
# Norwegian habits of typing are understood too.
DATETIME_INPUT_FORMATS = [*_BRITISH_MOMENTS, *(each for each in _NORWEGIAN_MOMENTS if each not in _BRITISH_MOMENTS)]
DATE_INPUT_FORMATS = [*_BRITISH, *(each for each in _NORWEGIAN if each not in _BRITISH)]
