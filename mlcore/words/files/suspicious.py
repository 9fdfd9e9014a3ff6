"""What is odd about the rows of a file as a whole: what was seen, what it usually means, and what to do."""

from collections.abc import Callable, Mapping, Sequence

from mlcore.pipeline.sanity.facts import Looked, NotChecked, Suspicion, SuspicionKind
from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import listed
from mlcore.words.numbers import count, rows, students, trimmed

Fields = Mapping[str, Field]
Sayer = Callable[[Suspicion, Fields], str]
SORT_AGAIN = "Sort whole rows by student, look at a few of them, and save the file again."


def sentences(looked: Looked, fields: Sequence[Field]) -> list[str]:
    """One per finding, in their order."""
    by_slug = {field.slug: field for field in fields}
    return [sentence(one, by_slug) for one in looked.found]


def sentence(one: Suspicion, fields: Fields) -> str:
    return _SAID[one.kind](one, fields)


def unchecked(looked: Looked) -> list[str]:
    """What could not be looked for, in one sentence per number of rows that would be needed; empty where all was."""
    by_need: dict[tuple[int, int], list[NotChecked]] = {}
    for one in looked.not_checked:
        by_need.setdefault((one.count, one.fewest), []).append(one)
    return [
        f"Not looked for: {listed([_LOOKED_FOR[one.kind] for one in alike])}. That takes at least {fewest}, "
        f"and {'there is' if there == 1 else 'there are'} {count(there) if there else 'none'}."
        for (there, fewest), alike in by_need.items()
    ]


def _students_gone(one: Suspicion, fields: Fields) -> str:
    return (
        f"{count(one.count)} of {students(one.of)} who are stored are not in the file. Usually it is of another "
        "class, or only a part of one. Look whether it is the right file, and complete."
    )


def _students_unknown(one: Suspicion, fields: Fields) -> str:
    return (
        f"{count(one.count)} of {rows(one.of)} are of students who are not stored. Usually the file is of another "
        "class, or numbers its students in another way. Look which column names them."
    )


def _dated_before(one: Suspicion, fields: Fields) -> str:
    days = "1 day" if one.count == 1 else f"{count(one.count)} days"
    return f"The file is {days} older than the newest value that is stored. Look whether there is a newer one."


def _nothing_new(one: Suspicion, fields: Fields) -> str:
    return (
        f"{count(one.count)} of {count(one.of)} numbers are what is stored already. Usually the file was taken in "
        "before, or is of last term. If you meant a newer one, choose that."
    )


def _older_values(one: Suspicion, fields: Fields) -> str:
    return (
        f"{count(one.count)} of {count(one.of)} numbers are what was stored earlier and has changed since. Usually the "
        "file is of a past term or year. Choose the newest one."
    )


def _shifted(one: Suspicion, fields: Fields) -> str:
    what = f"{_called(one.field, fields)} fits" if one.field else "the values fit"
    away, side = rows(abs(one.step)), "above" if one.step > 0 else "below"
    where = "that column seems" if one.field else "the rows seem"
    since = f"From row {count(one.start)} of the students on, in" if one.start > 1 else "In"
    return (
        f"{since} {count(one.count)} of {rows(one.of)} {what} the student {away} {side} better than the one beside: "
        f"{where} to be shifted by {away}. Move it back, or take the file as it was before. {SORT_AGAIN}"
    )


def _sorted_apart(one: Suspicion, fields: Fields) -> str:
    return (
        f"{_called(one.field, fields)} is in order from the first row to the last, and the rest of the rows is not "
        "in that order: the column seems to have been sorted without the others. Take the file as it was before. "
        "" + SORT_AGAIN
    )


def _unrelated(one: Suspicion, fields: Fields) -> str:
    return (
        f"The values of {students(one.count)} do not go with what is stored of them: names or numbers seem to stand "
        "beside the values of others, as where only a part of the columns was sorted. " + SORT_AGAIN
    )


def _another_scale(one: Suspicion, fields: Fields) -> str:
    maximum = fields[one.field].bounds[1]
    top, times = plain(one.top), trimmed(maximum / one.top, 2)
    return (
        f"All {count(one.of)} values of {_called(one.field, fields)} are at most {top}, far below what is usual "
        f"there: they seem to be out of {top}, not of {plain(maximum)}. Say that the column's maximum is {top}, or "
        f"multiply by {times} in the file."
    )


def _swapped(one: Suspicion, fields: Fields) -> str:
    first, second = _called(one.field, fields), _called(one.other, fields)
    return (
        f"{first} goes with what is stored as {second}, and {second} with what is stored as {first}: the two "
        "columns seem to be swapped. Look at their headers, and at which field each is read as."
    )


def _repeated_rows(one: Suspicion, fields: Fields) -> str:
    first, second = one.begins
    return (
        f"The numbers of {rows(one.count)} from row {count(first)} of the students on stand again from row "
        f"{count(second)} on: a block seems to have been pasted twice. Take the file as it was before."
    )


def _choice_vanished(one: Suspicion, fields: Fields) -> str:
    field = fields[one.field]
    now = f"most have “{field.shown(one.instead)}” now" if one.instead else "of most it is not known now"
    return (
        f"{students(one.count)} had “{field.shown(one.choice)}” in {_called(one.field, fields)}, and nobody in the "
        f"file has: {now}. Usually it was renamed or is misspelt. Look at how the file writes it."
    )


def _constant(one: Suspicion, fields: Fields) -> str:
    return (
        f"{_called(one.field, fields)} is the same in {count(one.count)} of {rows(one.of)}. Usually one value was "
        "copied down the column. Look at it, or leave the column out."
    )


def _empty(one: Suspicion, fields: Fields) -> str:
    return (
        f"{_called(one.field, fields)} is not known in {count(one.count)} of {rows(one.of)}. Usually the values "
        "stand in another column, or are written in a way that is not understood. Look at it, or leave the column out."
    )


def _called(slug: str, fields: Fields) -> str:
    return f"“{fields[slug].label}”"


_SAID: Mapping[SuspicionKind, Sayer] = {
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
_LOOKED_FOR: Mapping[SuspicionKind, str] = {
    "students gone": "students who are gone",
    "students unknown": "students who are not stored",
    "dated before": "an old date",
    "nothing new": "values that are stored already",
    "older values": "values of a past term",
    "shifted": "shifted rows",
    "sorted apart": "a column sorted without the others",
    "unrelated": "values beside the wrong students",
    "another scale": "another maximum",
    "swapped": "swapped columns",
    "repeated rows": "repeated rows",
    "choice vanished": "choices that are gone",
    "constant": "columns of one value",
    "empty": "empty columns",
}
