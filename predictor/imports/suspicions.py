"""Whether the rows of a file look odd as a whole, beside what is known of the same students."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Window
from django.db.models.functions import RowNumber

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.messages import Message
from predictor.imports import words
from predictor.imports.core.people import How, Match
from predictor.imports.core.person import Person, name_key
from predictor.imports.core.targets import fields_for
from predictor.imports.drafts import Draft
from predictor.models import Import

if TYPE_CHECKING:
    from mlcore.pipeline.sanity.facts import Looked
    from mlcore.pipeline.sanity.table import FileRows, Students, Values

# Files of past terms are recognised by what was known before the last imports.
IMPORTS_BACK = 5
FEWEST_NAMES = 3


def suspicions(draft: Draft) -> tuple[list[Message], list[Message]]:
    """What is odd, the worst first, and what so few rows cannot tell. Raises ImportRefused."""
    # It costs numpy, which no command but those that read files should pay for.
    from mlcore.words.files import not_looked_for, suspicious

    looked = _look(draft)
    odd = suspicious.findings(looked, fields_for(draft.kind, draft.schema))
    return [*_other_names(draft.matches), *_other_numbers(draft), *odd], not_looked_for.unchecked(looked)


def _other_names(matches: Sequence[Match]) -> Iterator[Message]:
    """Short numbers are easily those of others elsewhere; a few people change their names."""
    named = [match for match in matches if match.how is How.NUMBER and match.entry.name]
    differ = sum(match.names_differ for match in named)
    if differ >= FEWEST_NAMES and 2 * differ > len(named):
        yield words.other_names(differ, len(named))


def _other_numbers(draft: Draft) -> Iterator[Message]:
    """Another system numbers the same students in its own way: each would be stored once more."""
    numbered = {name_key(person.name) for person in draft.people if person.reference}
    every = [match for match in draft.matches if match.how is How.NEW and match.entry.row not in draft.decisions]
    new = [match for match in every if match.entry.name and match.entry.reference]
    known = sum(name_key(match.entry.name) in numbered for match in new)
    if known >= FEWEST_NAMES and 2 * known > len(new):
        yield words.other_numbers(known, len(new))


def _look(draft: Draft) -> "Looked":
    from mlcore.pipeline.sanity.looking import look
    from mlcore.pipeline.sanity.table import Known

    rows = [match for match in draft.matches if match.how is not How.LEFT_OUT]
    known = Known(students=values_of(draft.people), earlier=earlier_values([draft.row.classroom_id]))
    looked = look(_file_rows(draft, rows), known, fields_for(draft.kind, draft.schema))
    expected = _expected(draft, rows)
    return replace(looked, found=tuple(one for one in looked.found if one.kind not in expected))


def _expected(draft: Draft, rows: Sequence[Match]) -> set[str]:
    """What is nothing odd in such a file: newcomers, and a few rows that were rejected before."""
    are_corrected = REMARK in draft.table.headers
    are_newcomers = draft.kind == "students" and not any(match.person for match in rows)
    gone = {"students gone"} if are_corrected or are_newcomers else set()  # not for readers
    return gone | ({"students unknown"} if draft.kind == "students" else set())  # not for readers


def _file_rows(draft: Draft, rows: Sequence[Match]) -> "FileRows":
    days = [match.entry.day for match in rows if match.entry.day]
    slugs = [field.slug for field in draft.fields.values()]
    return replace(file_rows(rows, slugs), dated=draft.day or max(days, default=None))


def file_rows(rows: Sequence[Match], slugs: Iterable[str]) -> "FileRows":
    """What stands in the fields of these names (slugs), as the check looks at it."""
    from mlcore.pipeline.sanity.table import FileRows

    return FileRows(
        students=[str(match.person.pk) if match.person else None for match in rows],
        values={slug: [match.entry.values.get(slug) for match in rows] for slug in slugs},
        named_by=([match.entry.reference for match in rows], [match.entry.name for match in rows]),
    )


def values_of(people: Iterable[Person]) -> "Students":
    """Results that are in force count more than what was noted."""
    return {
        str(person.pk): {**person.in_effect, **{slug: value for (slug, _), (_, value) in person.outcomes.items()}}
        for person in people
    }


def earlier_values(classes: Iterable[int]) -> "list[Students]":
    """What was known before the last imports of each class, the newest first; two queries however many classes."""
    place = Window(RowNumber(), partition_by="classroom", order_by="-id")
    imports = Import.objects.filter(classroom__in=list(classes), state=Import.State.STORED)
    past = imports.exclude(kind=Import.Kind.OUTCOMES).annotate(place=place).filter(place__lte=IMPORTS_BACK)
    found: list[dict[str, Values]] = [{} for _ in range(IMPORTS_BACK)]
    for row in past.prefetch_related("changes"):
        known = {str(change.student_id): change.before["known"] for change in row.changes.all() if change.before}
        found[row.place - 1].update(known)
    return [state for state in found if state]
