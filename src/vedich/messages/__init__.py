"""Every sentence a person reads, in Vietnamese and in English, and numbers and dates as each reads them.

The lowest room: it imports nothing of Về Đích. Code holds keys, `catalogues/*.yaml` hold the words.
"""

from vedich.messages.catalogue import LANGUAGES, Lang, Text, has, language, set_language, text
from vedich.messages.formats import date_text, number_text
from vedich.messages.problem import Place, Problem, Refused

__all__ = [
    "LANGUAGES",
    "Lang",
    "Place",
    "Problem",
    "Refused",
    "Text",
    "date_text",
    "has",
    "language",
    "number_text",
    "set_language",
    "text",
]
