"""What is odd about the rows of a file as a whole: what was seen, what it usually means, and what to do."""

from collections.abc import Callable, Mapping, Sequence

from mlcore.pipeline.messages import N_, NN_, Figure, Message, Value, message
from mlcore.pipeline.sanity.facts import Looked, Suspicion, SuspicionKind
from mlcore.pipeline.schema import Field, plain
from mlcore.words.files.told import figure, quoted, rows, students
from mlcore.words.numbers import rounded
from mlcore.words.said import said

Fields = Mapping[str, Field]
Facts = dict[str, Value]
Sayer = Callable[[Suspicion, Fields], Message]
SORT_AGAIN = N_("Sort whole rows by student, look at a few of them, and save the file again.")
ABOVE, BELOW = N_("%(away)s above"), N_("%(away)s below")


def sentences(looked: Looked, fields: Sequence[Field]) -> list[str]:
    """One per finding, in their order."""
    return [said(one) for one in findings(looked, fields)]


def findings(looked: Looked, fields: Sequence[Field]) -> list[Message]:
    """The same, to be said in any language."""
    by_slug = {field.slug: field for field in fields}
    return [finding(one, by_slug) for one in looked.found]


def finding(one: Suspicion, fields: Fields) -> Message:
    return _TOLD[one.kind](one, fields)


def _students_gone(one: Suspicion, fields: Fields) -> Message:
    template = NN_(
        "%(gone)s of %(of)s student who are stored are not in the file. Usually it is of another class, or only a "
        "part of one. Look whether it is the right file, and complete.",
        "%(gone)s of %(of)s students who are stored are not in the file. Usually it is of another class, or only a "
        "part of one. Look whether it is the right file, and complete.",
    )
    return message(template, count=one.of, gone=figure(one.count), of=figure(one.of))


def _students_unknown(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(count)s of %(rows)s are of students who are not stored. Usually the file is of another class, or numbers "
        "its students in another way. Look which column names them."
    )
    return message(template, count=figure(one.count), rows=rows(one.of))


def _dated_before(one: Suspicion, fields: Fields) -> Message:
    template = NN_(
        "The file is %(days)s day older than the newest value that is stored. Look whether there is a newer one.",
        "The file is %(days)s days older than the newest value that is stored. Look whether there is a newer one.",
    )
    return message(template, count=one.count, days=figure(one.count))


def _nothing_new(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(count)s of %(of)s numbers are what is stored already. Usually the file was taken in before, or is of last "
        "term. If you meant a newer one, choose that."
    )
    return message(template, count=figure(one.count), of=figure(one.of))


def _older_values(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(count)s of %(of)s numbers are what was stored earlier and has changed since. Usually the file is of a past "
        "term or year. Choose the newest one."
    )
    return message(template, count=figure(one.count), of=figure(one.of))


def _shifted(one: Suspicion, fields: Fields) -> Message:
    away = rows(abs(one.step))
    facts: Facts = {"start": figure(one.start), "count": figure(one.count), "rows": rows(one.of), "away": away}
    facts["aside"] = message(ABOVE if one.step > 0 else BELOW, away=away)
    facts["field"] = _called(one.field, fields) if one.field else ""
    template = N_("%(fits)s Move it back, or take the file as it was before. %(again)s")
    return message(template, fits=message(_FITS[bool(one.field), one.start > 1], **facts), again=message(SORT_AGAIN))


def _sorted_apart(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(field)s is in order from the first row to the last, and the rest of the rows is not in that order: the "
        "column seems to have been sorted without the others. Take the file as it was before. %(again)s"
    )
    return message(template, field=_called(one.field, fields), again=message(SORT_AGAIN))


def _unrelated(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "The values of %(students)s do not go with what is stored of them: names or numbers seem to stand beside the "
        "values of others, as where only a part of the columns was sorted. %(again)s"
    )
    return message(template, students=students(one.count), again=message(SORT_AGAIN))


def _another_scale(one: Suspicion, fields: Fields) -> Message:
    maximum = fields[one.field].bounds[1]
    template = N_(
        "All %(of)s values of %(field)s are at most %(top)s, far below what is usual there: they seem to be out of "
        "%(top)s, not of %(maximum)s. Say that the column's maximum is %(top)s, or multiply by %(times)s in the file."
    )
    times = Figure(plain(float(rounded(maximum / one.top, 2))))
    facts = {"top": Figure(plain(one.top)), "maximum": Figure(plain(maximum)), "times": times}
    return message(template, of=figure(one.of), field=_called(one.field, fields), **facts)


def _swapped(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(first)s goes with what is stored as %(second)s, and %(second)s with what is stored as %(first)s: the two "
        "columns seem to be swapped. Look at their headers, and at which field each is read as."
    )
    return message(template, first=_called(one.field, fields), second=_called(one.other, fields))


def _repeated_rows(one: Suspicion, fields: Fields) -> Message:
    first, second = one.begins
    template = N_(
        "The numbers of %(rows)s from row %(first)s of the students on stand again from row %(second)s on: a block "
        "seems to have been pasted twice. Take the file as it was before."
    )
    return message(template, rows=rows(one.count), first=figure(first), second=figure(second))


def _choice_vanished(one: Suspicion, fields: Fields) -> Message:
    field = fields[one.field]
    facts: Facts = {
        "students": students(one.count),
        "choice": field.shown(one.choice),
        "field": _called(one.field, fields),
    }
    if not one.instead:
        template = N_(
            "%(students)s had “%(choice)s” in %(field)s, and nobody in the file has: of most it is not known now. "
            "Usually it was renamed or is misspelt. Look at how the file writes it."
        )
        return message(template, **facts)
    template = N_(
        "%(students)s had “%(choice)s” in %(field)s, and nobody in the file has: most have “%(instead)s” now. Usually "
        "it was renamed or is misspelt. Look at how the file writes it."
    )
    return message(template, **facts, instead=field.shown(one.instead))


def _constant(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(field)s is the same in %(count)s of %(rows)s. Usually one value was copied down the column. Look at it, or "
        "leave the column out."
    )
    return message(template, field=_called(one.field, fields), count=figure(one.count), rows=rows(one.of))


def _empty(one: Suspicion, fields: Fields) -> Message:
    template = N_(
        "%(field)s is not known in %(count)s of %(rows)s. Usually the values stand in another column, or are written "
        "in a way that is not understood. Look at it, or leave the column out."
    )
    return message(template, field=_called(one.field, fields), count=figure(one.count), rows=rows(one.of))


def _called(slug: str, fields: Fields) -> Message:
    return quoted(fields[slug].label)


# Whether one column fits, and whether only from some row on.
_FITS: Mapping[tuple[bool, bool], str] = {
    (True, True): N_(
        "From row %(start)s of the students on, in %(count)s of %(rows)s %(field)s fits the student %(aside)s better "
        "than the one beside: that column seems to be shifted by %(away)s."
    ),
    (True, False): N_(
        "In %(count)s of %(rows)s %(field)s fits the student %(aside)s better than the one beside: that column seems "
        "to be shifted by %(away)s."
    ),
    (False, True): N_(
        "From row %(start)s of the students on, in %(count)s of %(rows)s the values fit the student %(aside)s better "
        "than the one beside: the rows seem to be shifted by %(away)s."
    ),
    (False, False): N_(
        "In %(count)s of %(rows)s the values fit the student %(aside)s better than the one beside: the rows seem to be "
        "shifted by %(away)s."
    ),
}
_TOLD: Mapping[SuspicionKind, Sayer] = {
    "students gone": _students_gone,
    "students unknown": _students_unknown,
    "dated before": _dated_before,
    "nothing new": _nothing_new,
    "older values": _older_values,
    "shifted": _shifted,
    "sorted apart": _sorted_apart,
    "unrelated": _unrelated,
    "another scale": _another_scale,
    "swapped": _swapped,
    "repeated rows": _repeated_rows,
    "choice vanished": _choice_vanished,
    "constant": _constant,
    "empty": _empty,
}
