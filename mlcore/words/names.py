"""Labels inside sentences, and lists: what a field is called where it stands."""

import re
from collections.abc import Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.texts import MOST_LISTED
from mlcore.words.numbers import localised

# Names of subjects that keep their capital letter inside a sentence.
PROPER = {
    "African", "American", "Arabic", "Asian", "Bengali", "British", "Cantonese", "Catholic", "Chinese", "Christian",
    "Czech", "Danish", "Dutch", "English", "European", "Finnish", "French", "Gaelic", "German", "Greek", "Hebrew",
    "Hindi", "Hispanic", "Hungarian", "Irish", "Islamic", "Italian", "Japanese", "Jewish", "Korean", "Latin",
    "Mandarin", "Muslim", "Norwegian", "Persian", "Polish", "Portuguese", "Punjabi", "Romanian", "Russian",
    "Scottish", "Spanish", "Swahili", "Swedish", "Tamil", "Turkish", "Ukrainian", "Urdu", "Vietnamese", "Welsh",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "April",
    "June", "July", "August", "September", "October", "November", "December", "Christmas", "Easter",
}  # fmt: skip

# Last words of labels: what pupils take, and what needs an article inside a sentence.
TAKEN = {"test", "exam", "course"}
COUNTED = TAKEN | {"score", "grade", "mark", "result"}


# Stored with what was done; said in the reader's language.
AT_TERMINAL = "the command line"  # not for readers


def person(who: str) -> str:
    """Who did something, as it was stored: an account, or the system's name of whoever typed a command."""
    if who == AT_TERMINAL:
        return pgettext("who did it", "the command line")
    typed = who.removesuffix(f" at {AT_TERMINAL}")
    return who if typed == who else _("%(name)s at the command line") % {"name": typed}


def name(field: Field) -> str:
    """A label inside a sentence: 'Maths score' becomes 'maths score'; 'English', 'SES' and 'A-level points' stay."""
    if not _is_english():
        return field.label
    first, *others = re.split(r"\W+", field.label)
    # One letter ('A-level', 'T score'), capitals or figures inside ('SES', 'Q1') and 'Key Stage' are names.
    is_word = len(first) > 1 and first[1:].isalpha() and first[1:].islower()
    if first in PROPER or not is_word or (others and others[0].istitle() and len(others[0]) > 1):
        return field.label
    return field.label[:1].lower() + field.label[1:]


def the(field: Field) -> str:
    """The name with an article where it is a thing that can be counted: 'the maths score', but 'gender', 'English'."""
    if not _is_english():
        return _quoted(field)
    return f"the {name(field)}" if _last_word(field) in COUNTED else name(field)  # not for readers


def average(field: Field) -> str:
    """'average maths score', 'average in the mathematics test', 'average in English'."""
    if not _is_english():
        return _("average of %(field)s") % {"field": _quoted(field)}
    is_taken = _last_word(field) in TAKEN or _is_subject(field)
    return f"average in {the(field)}" if is_taken else f"average {name(field)}"  # not for readers


def subject(field: Field) -> str:
    """'Maths score' is scored in maths, 'English' in English, 'Final grade' in the final grade."""
    if not _is_english():
        return _quoted(field)
    words = name(field).split()
    if _last_word(field) == "score" and len(words) > 1:
        return " ".join(words[:-1])
    return name(field) if _is_subject(field) else f"the {name(field)}"  # not for readers


def together(fields: Sequence[Field]) -> str:
    """Names in a row, their last word said once where all share it: 'maths, reading and writing scores'."""
    if not _is_english():
        return listed([_quoted(field) for field in fields])
    names, last = [name(field) for field in fields], _last_word(fields[0])
    heads = [" ".join(one.split()[:-1]) for one in names]
    if last in COUNTED and all(heads) and {_last_word(field) for field in fields} == {last}:
        return f"{listed(heads)} {last}s"
    return listed(names)


def _is_english() -> bool:
    """Labels are made part of a sentence by the grammar of English; elsewhere they stand as the school wrote them."""
    return (get_language() or "en").startswith("en")


def _quoted(field: Field) -> str:
    return _("“%(label)s”") % {"label": field.label}


def _is_subject(field: Field) -> bool:
    """Whether a label is a subject's name alone: 'Physics', but neither 'Grade' nor 'GPA'."""
    return name(field)[1:].isalpha() and name(field)[1:].islower() and _last_word(field) not in COUNTED


def _last_word(field: Field) -> str:
    return field.label.rpartition(" ")[2].casefold()


def opening(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def where(field: Field, choice: str) -> str:
    return _("where %(field)s is “%(choice)s”") % {"field": the(field), "choice": field.shown(choice)}


def listed(items: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return _("%(items)s and %(last)s") % {"items": ", ".join(items[:-1]), "last": items[-1]}


def some(items: Sequence[str]) -> str:
    """Of very many the first eight: 'a, b and 290 others'."""
    return listed(items) if len(items) <= MOST_LISTED else said_some(items)


def said_some(items: Sequence[str], most: int = MOST_LISTED) -> str:
    """The same without 'and' before the last, where all are named."""
    if len(items) <= most:
        return ", ".join(items)
    shown = {"some": ", ".join(items[: most - 2]), "count": localised(f"{len(items) - most + 2:,}")}
    return _("%(some)s and %(count)s others") % shown


def closely(r: float) -> str:
    """How a correlation is called, whichever sign it has."""
    if abs(r) >= 0.7:
        return pgettext("go together", "closely")
    return pgettext("go together", "clearly") if abs(r) >= 0.4 else pgettext("go together", "loosely")


def untold(target: Field, fields: Sequence[Field]) -> str:
    """What is said where chance alone would give such a connection often enough."""
    names = listed([the(field) for field in fields])
    told = _("For %(fields)s, a connection with %(target)s could not be told from chance in these data.")
    return told % {"fields": names, "target": the(target)}
