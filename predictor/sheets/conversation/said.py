"""A sheet in words, in the order in which it is read: a page and a PDF only lay it out."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mlcore.words import numbers
from predictor.sheets.conversation.dots import Dots
from predictor.sheets.conversation.entries import Entries, Entry
from predictor.sheets.conversation.sheet import Sheet

LONG_DAY, SHORT_DAY = "DATE_FORMAT", "SHORT_DATE_FORMAT"
LONGEST_NAME = 60


@dataclass(frozen=True)
class Part:
    heading: str
    text: str = ""
    lines: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """`beside` are two parts that stand side by side, `parts` follow below."""

    sheet: Sheet
    about: str
    question: str
    statement: str
    aside: str
    demo: str
    dots: Dots
    beside: tuple[Part, ...]
    parts: tuple[Part, ...]
    foot: str


def said(sheet: Sheet, teachers: str, today: dt.date) -> Said:
    reading = sheet.reading
    names = {"low": reading.low, "high": reading.high, "subject": reading.subject}
    return Said(
        sheet=sheet,
        about=" · ".join(filter(None, (_short(sheet.classroom.name), sheet.student.reference, _day(today)))),
        question=_("The question: %(task)s") % {"task": _short(sheet.task.label)},
        statement=_("Students like this one usually score between %(low)s and %(high)s in %(subject)s.") % names,
        aside=_aside(sheet),
        demo=_("This is a demo model. It learned from made-up data.") if sheet.is_demo else "",
        dots=sheet.dots,
        beside=(_target(sheet), _before(sheet)),
        parts=(_went_in(sheet), _cannot_know(), _wrong(teachers)),
        foot=_foot(sheet),
    )


def _aside(sheet: Sheet) -> str:
    outside = _("About 1 in 5 score outside that.")
    if not sheet.reading.grades:
        return outside
    in_grades = _("In grades that is %(grades)s.") % {"grades": _short(sheet.reading.grades)}
    return f"{outside} {in_grades}"


def _target(sheet: Sheet) -> Part:
    target, heading = sheet.standing.target, _("Target")
    if target is None:
        return Part(heading, _("No target is set. Only a teacher sets one, not the model."))
    names = {
        "aim": _short(sheet.standing.aim),
        "who": Truncator(target.made_by.get_username()).chars(LONGEST_NAME // 2),
        "day": _day(timezone.localdate(target.made_at)),
    }
    set_by = _("%(aim)s. Set by %(who)s on %(day)s. A teacher set it, not the model.") % names
    return Part(heading, f"{set_by} {sheet.standing.reach}".strip())


def _before(sheet: Sheet) -> Part:
    """Predictions and results, the newest first; no support, which is between the student and their school."""
    target = sheet.reading.target
    found = [(one.day, _("result %(score)s") % {"score": numbers.score(one.value, target)}) for one in sheet.results]
    for reading in sheet.before:
        names = {"low": reading.low, "high": reading.high}
        found.append((timezone.localdate(reading.prediction.made_at), _("predicted %(low)s to %(high)s") % names))
    in_order = sorted(found, key=lambda one: one[0], reverse=True)
    lines = tuple(f"{_day(day, SHORT_DAY)}: {what}" for day, what in in_order)
    nothing = "" if lines else _("Nothing was predicted before, and no result is on record.")
    return Part(_("What was before"), nothing, lines)


def _went_in(sheet: Sheet) -> Part:
    entries = sheet.entries
    heading = _("What went in on %(day)s") % {"day": _day(timezone.localdate(sheet.prediction.made_at))}
    return Part(heading, " ".join(_of_entries(entries)), entries=entries.shown)


def _of_entries(entries: Entries) -> list[str]:
    said = [entries.more_said, entries.private_said]
    if entries.unknown:
        said.append(_("Not known: %(names)s.") % {"names": entries.unknown})
    said += entries.doubts
    if entries.not_used:
        said.append(_("Not used: %(names)s.") % {"names": entries.not_used})
    return [*filter(None, said), _("Nothing else was used.")]


def _cannot_know() -> Part:
    return Part(
        _("What the model cannot know"),
        _(
            "It does not know how this student works or feels. It does not know what will come next, or what to do. "
            "It only says what students with such entries scored in the past. It is not a grade and not a limit."
        ),
    )


def _wrong(teachers: str) -> Part:
    whom = _("Tell %(teachers)s.") % {"teachers": teachers} if teachers else _("Tell your school.")
    then = _("They can put an entry right and ask the model again. What it said before stays on record.")
    return Part(_("Is something wrong here?"), f"{whom} {then}")


def _foot(sheet: Sheet) -> str:
    prediction = sheet.prediction
    names = {
        "task": _short(sheet.task.label),
        "number": prediction.model_version.number,
        "day": _day(timezone.localdate(prediction.made_at)),
    }
    return _("%(task)s, predicted by model version %(number)s on %(day)s.") % names


def since(entry: Entry) -> str:
    return _("since %(day)s") % {"day": _day(entry.since, SHORT_DAY)} if entry.since else ""


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST_NAME)


def _day(day: dt.date, form: str = LONG_DAY) -> str:
    return date_format(day, form)
