"""Propose a description of a file from the file alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mlcore.pipeline.describing import results, scales
from mlcore.pipeline.describing.deciding import Decision, Kinds, as_wished, decide, names_people
from mlcore.pipeline.describing.profile import Profile, profile
from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.describing.slugs import romanised, slug_of
from mlcore.pipeline.describing.words.vocabulary import Topic, word_of
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.reading import AS_IT_IS, RawTable, Reading, open_table
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.schema import Field, header_key, shortened
from mlcore.pipeline.schema.texts import listed

NO_NUMBERS = N_("'%(column)s' cannot be of the kind %(kind)s: it holds no numbers. Choose another kind.")
MIXED = N_(
    "'%(column)s' cannot be of the kind %(kind)s: percents and parts of one stand side by side (%(rows)s). Choose "
    "another kind."
)
BLANK = N_("'%(column)s' cannot be of the kind %(kind)s: it is blank. Choose another kind.")
OTHER_VALUES = N_(
    "'%(column)s' cannot be of the kind %(kind)s: it has one value, or more than 30. Choose another kind."
)
NO_COLUMN = N_("'%(column)s' is no column of the file, so it cannot be the result. Numbers are in: %(numbers)s.")
NOT_IN_NUMBERS = N_("'%(column)s' holds no numbers, so it cannot be the result. Numbers are in: %(numbers)s.")
NAMELESS = "our-school"
PEOPLE = ("key", "name")
LONGEST_LABEL, LONGEST_NAME = 80, 40


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody wants otherwise: the header of the result, the name of the schema, kinds by place of the column."""

    result: str = ""
    name: str = ""
    kinds: Mapping[int, Kinds] = field(default_factory=dict)


@dataclass(frozen=True)
class _Place:
    """What the file's format says of a column."""

    role: str = ""
    title: str = ""
    maximum: float | None = None


NO_WISHES = Wishes()
Places = Mapping[int, _Place]


def describe(path: Path, how: Reading = AS_IT_IS, wishes: Wishes = NO_WISHES) -> Proposal:
    """A field for each column that can be one, and why. Of names and numbers of people and of texts nothing is kept.

    Raises DataError where the file is no table, or has no column of the wished header or kind.
    """
    with open_table(path, how) as table:
        profiled = profile(table, how.decimal)
        places = places_of(table)
    name = romanised(wishes.name or path.stem).replace("_", "-")[:LONGEST_NAME].strip("-")
    columns = columns_of(profiled.columns, places, wishes)
    result = _result(columns, wishes.result)
    return Proposal(
        name=name if name[:1].isalpha() else f"{NAMELESS}-{name}".rstrip("-"),
        label=scales.label_of((wishes.name or path.stem).replace("-", " "))[:LONGEST_LABEL],
        columns=results.with_uses(columns, result, profiled.sample),
        rows=profiled.rows,
        format=table.layout.format_name,
        lines_above=len(table.layout.context),
        other_sheets=len(table.other_sheets),
        sheet=table.sheet,
    )


def places_of(table: RawTable) -> Places:
    """What the file's format says of its columns, by their place."""
    return {column.position: _Place(column.role or "", column.title, column.maximum) for column in table.layout.columns}


def columns_of(
    profiles: Sequence[Profile], places: Places, wishes: Wishes, taken: Collection[str] = ()
) -> list[ProposedColumn]:
    """A field for each column that can be one. `taken` are slugs and normalised headers that others answer to."""
    sharing = sharing_headers(profiles)
    names = _Names({*sharing, *taken})
    return [
        _column(column, _decided(column, places.get(column.position, _Place()), sharing, wishes), places, names)
        for column in profiles
    ]


def sharing_headers(columns: Sequence[Profile | ProposedColumn]) -> dict[str, tuple[int, ...]]:
    """By normalised header, the columns that have it, counted from 1."""
    found: dict[str, tuple[int, ...]] = {}
    for column in columns:
        key = header_key(column.header)
        found[key] = (*found.get(key, ()), column.position + 1)
    return found


def _decided(column: Profile, place: _Place, sharing: Mapping[str, tuple[int, ...]], wishes: Wishes) -> Decision:
    key = header_key(column.header)
    if not key or len(sharing[key]) > 1:
        because = Because(why=Why.SAME_HEADER, places=sharing[key]) if key else Because(why=Why.NO_HEADER)
        return Decision(kind="left out", because=because)  # not for readers
    wished = wishes.kinds.get(column.position)
    if wished == "left out":  # not for readers
        return _left_out(Why.WISHED)
    is_result = bool(wishes.result) and key == header_key(wishes.result)
    if wished or (is_result and column.numbers):
        _refuse_people(column, place)
    if wished:
        return as_wished(column, wished) or _refuse(column, wished)
    if place.role in PEOPLE or (place.role == "left_out" and not is_result):
        return _left_out(Why.PERSON if place.role in PEOPLE else Why.FORMAT)
    if place.role == "score" or is_result:
        return _as_score(column)
    return decide(column)


def _as_score(column: Profile) -> Decision:
    """A number, if half of what stands there is one, however few they are."""
    decision = decide(column)
    are_numbers = 2 * column.numbers >= column.filled > 0
    return as_wished(column, "number") or decision if decision.kind != "number" and are_numbers else decision


def _left_out(why: Why) -> Decision:
    return Decision(kind="left out", because=Because(why=why))  # not for readers


def _refuse_people(column: Profile, place: _Place) -> None:
    """Whoever wishes for them, too: first names repeat, and would stand among the choices of a field."""
    if place.role in PEOPLE or names_people(column):
        people = N_(
            "'%(column)s' holds names or numbers of people, as its header says, and they are never stored. Leave it "
            "out, or give the column another header in the file if it holds something else."
        )
        raise DataError(people, column=shortened(column.header))


def _refuse(column: Profile, kind: str) -> Decision:
    why = {"number": NO_NUMBERS, "group": BLANK}.get(kind, OTHER_VALUES)
    rows: Message | str = ""
    for row in column.mixed if kind == "number" else ():
        told = message(N_("row %(row)s"), row=row)
        rows = message(N_("%(first)s and %(last)s"), first=rows, last=told) if rows else told
    raise DataError(MIXED if rows else why, column=shortened(column.header), kind=kind, rows=rows)


class _Names:
    """Slugs and labels that no two columns of a file share, nor answer to another's header."""

    def __init__(self, headers: Collection[str]) -> None:
        self._headers, self._taken = set(headers), set[str]()

    def of(self, header: str, title: str, number: int) -> dict[str, Any]:
        own = header_key(header)
        others = (self._headers - {own}) | self._taken
        slug = slug_of(scales.label_of(title or header), others, number)
        label = next((text for text in (scales.label_of(title or header), header) if _is_free(text, others)), header)
        names = {slug, header_key(slug), header_key(label)}
        self._taken |= names | {own}
        return {"slug": slug, "label": shortened(label, LONGEST_LABEL), "aliases": () if header == label else (header,)}


def _is_free(label: str, others: set[str]) -> bool:
    key = header_key(shortened(label, LONGEST_LABEL))
    return bool(key) and key not in others


def _column(column: Profile, decision: Decision, places: Places, names: _Names) -> ProposedColumn:
    proposed = ProposedColumn(
        position=column.position,
        header=column.header,
        use="left out",  # not for readers
        because=(decision.because,),  # not for readers
    )
    if decision.kind == "left out":  # not for readers
        return proposed
    place = places.get(column.position, _Place())
    what, because = _what(column, decision, place)
    named = names.of(column.header, place.title, column.position + 1)
    found = Field(kind=decision.kind, **named, **what, **_flags(column, decision))
    has_commas = decision.kind == "number" and bool(column.commas)
    return replace(proposed, use="kept", field=found, because=(*proposed.because, *because), has_commas=has_commas)


def _what(column: Profile, decision: Decision, place: _Place) -> tuple[dict[str, Any], tuple[Because, ...]]:
    """What the values may be, and why."""
    if decision.kind != "number" or column.met is None:
        return {"choices": decision.choices}, ()
    low, high, because = scales.bounds_of(place.title or column.header, column.met, place.maximum)
    what = {"minimum": low, "maximum": high, "unit": scales.unit_in(column.header), "unknown": decision.unknown}
    others = (Because(why=Why.OTHER_WORDS, word=", ".join(decision.unknown)),) if decision.unknown else ()
    return what | {"step": scales.step_of(column.met)}, (because, *others)


def _flags(column: Profile, decision: Decision) -> dict[str, Any]:
    """Scores and counts are of a moment; what else is said of students lasts."""
    is_scored = bool(word_of(Topic.SCORE, column.header) or word_of(Topic.BEFORE, column.header))
    is_sensitive = decision.kind != "group" and bool(word_of(Topic.SENSITIVE, column.header))
    is_of_a_moment = decision.kind == "number" or (is_scored and decision.kind != "group")
    about = "moment" if is_of_a_moment else "student"
    return {"about": about, "sensitive": is_sensitive, "changeable": is_of_a_moment and not is_sensitive}


def _result(columns: Sequence[ProposedColumn], wished: str) -> ProposedColumn | None:
    if not wished:
        return results.likely_result(columns)
    places = sharing_headers(columns).get(header_key(wished), ())
    if len(places) > 1:
        several = N_(
            "%(count)s columns are called '%(column)s', so nobody can tell which is meant: columns %(places)s. Give "
            "each a header of its own in the file."
        )
        shown = listed(list(map(str, places)))
        raise DataError(several, count=len(places), column=shortened(wished), places=shown)
    found = next((column for column in columns if header_key(column.header) == header_key(wished)), None)
    if found is None or found.field is None or not found.field.is_number:
        numbers = [f"'{column.header}'" for column in columns if column.field and column.field.is_number]
        why = NO_COLUMN if found is None else NOT_IN_NUMBERS
        raise DataError(why, column=shortened(wished), numbers=listed(numbers))
    return found
