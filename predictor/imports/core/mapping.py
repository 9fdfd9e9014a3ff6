"""Which column holds what: guessed with a reason for each, and checked once somebody has said it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.files.layout.layout import LayoutColumn
from mlcore.pipeline.messages import N_, Message, Value, message
from mlcore.pipeline.schema import Schema, header_key
from mlcore.pipeline.schema.likeness import nearest
from predictor.imports.core.table import Table
from predictor.imports.core.targets import BY_WORD, DAY, FIELD, OUT, Kind, Who, field_of, field_target, fields_for

NEARLY = 0.8
NAME_TWICE = N_("The name is in one column or in two. Leave out the whole name, or its parts.")
NOBODY = N_("Say which column holds the school's own number or the name: else nobody knows who is who.")
NOTHING = N_("Say for at least one column what it tells about the students; all are left out.")
DIGITS = re.compile(r"\d+")


class Why(StrEnum):
    REMEMBERED = "remembered"
    MATCHES = "matches"
    CALLED = "called"
    NEARLY_CALLED = "nearly called"
    SENSITIVE = "sensitive"
    TAKEN = "taken"
    NO_RESULT = "no result"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What a column probably holds. `like` is the target that was not proposed because it is sensitive or taken, or why
    the format of the file leaves the column out.
    """

    position: int
    header: str
    target: str = OUT
    why: Why = Why.NOTHING
    like: str = ""


@dataclass(frozen=True)
class MappingError(Exception):
    """Why columns cannot be read like this; `positions` are those to blame."""

    message: Message
    positions: tuple[int, ...] = ()

    def __str__(self) -> str:
        return str(self.message)


def known_headers(schema: Schema, headers: Sequence[str]) -> tuple[int, bool]:
    """For the reader of files: how many headers are understood. No sheet has all: whichever has most is read."""
    understood = {BY_WORD.get(header_key(header)) or schema.field_for_header(header) for header in headers}
    return len(understood - {None}), False


def guess(
    table: Table, schema: Schema, kind: Kind, remembered: Mapping[str, str], best_number: int | None = None
) -> tuple[Guess, ...]:
    """One per column, no target twice. `remembered`: what somebody said before, by `header_key`; `best_number` the
    column whose numbers are those of the class's students.
    """
    columns = [table.column(position) for position in range(len(table.headers))]
    proposed = [_guess(column, schema, kind, remembered) for column in columns]
    best = best_number if best_number is not None else next(iter(table.best_keys()), None)
    if best is not None and (best_number is not None or proposed[best].why is not Why.REMEMBERED):
        why = Why.CALLED if best_number is None else Why.MATCHES
        proposed = [_numbered(one, best, why) for one in proposed]
    taken: set[str] = set()
    guesses = []
    for one in proposed:
        once = _once(one, taken)
        guesses.append(once)
        taken.add(once.target)
    return tuple(guesses)


def remembered_as(target: str, kind: Kind) -> str:
    """What is left out of a list of marks may be what a list of results is about."""
    return f"{OUT} of {kind}" if target == OUT else target


def _numbered(guess: Guess, best: int, why: Why) -> Guess:
    """What the numbers themselves say counts more than what a column is called."""
    if guess.position == best:
        return Guess(position=best, header=guess.header, target=Who.NUMBER, why=why)
    return Guess(position=guess.position, header=guess.header) if guess.target == Who.NUMBER else guess


def _once(guess: Guess, taken: set[str]) -> Guess:
    is_twice = guess.target != OUT and (guess.target in taken or _says_the_name_again(guess.target, taken))
    if not is_twice:
        return guess
    return Guess(position=guess.position, header=guess.header, why=Why.TAKEN, like=guess.target)


def _says_the_name_again(target: str, taken: set[str]) -> bool:
    """Either the whole name stands in one column, or its parts stand in two."""
    whole, parts = {Who.NAME.value}, {Who.FIRST.value, Who.LAST.value}
    return (target in parts and bool(whole & taken)) or (target in whole and bool(parts & taken))


def _guess(column: LayoutColumn, schema: Schema, kind: Kind, remembered: Mapping[str, str]) -> Guess:
    position, header = column.position, column.header
    if header == REMARK:
        return Guess(position=position, header=header)
    before = remembered.get(header_key(header)) or remembered.get(header_key(column.title), "")
    if before == remembered_as(OUT, kind):
        return Guess(position=position, header=header, why=Why.REMEMBERED)
    if _is_open(before, schema, kind):
        return Guess(position=position, header=header, target=before, why=Why.REMEMBERED)
    if column.role == "left_out":
        return Guess(position=position, header=header, why=Why.NO_RESULT, like=column.why)
    target, why = _called(column, schema, kind)
    if (field := field_of(target, schema)) and field.sensitive:
        return Guess(position=position, header=header, why=Why.SENSITIVE, like=target)
    return Guess(position=position, header=header, target=target, why=why)


def _is_open(target: str, schema: Schema, kind: Kind) -> bool:
    if target.startswith(FIELD):
        return field_of(target, schema) in fields_for(kind, schema)
    return target in set(Who) or (target == DAY and kind == "outcomes")


def _called(column: LayoutColumn, schema: Schema, kind: Kind) -> tuple[str, Why]:
    fields, title = fields_for(kind, schema), column.title
    named = schema.field_for_header(column.header) or schema.field_for_header(title)
    if named in fields:
        return field_target(named), Why.CALLED
    word = BY_WORD.get(header_key(title), "")
    if _is_open(word, schema, kind):
        return word, Why.CALLED
    if column.role == "name":
        return Who.NAME, Why.CALLED
    names = {key: field for field in fields for key in field.header_keys}
    near = nearest(header_key(title), list(names), NEARLY) if title and named is None else None
    if near and _are_one_number(near, title):
        return field_target(names[near]), Why.NEARLY_CALLED
    return OUT, Why.NOTHING


def _are_one_number(near: str, header: str) -> bool:
    """'item 13' is another column than 'item 12', however alike both are."""
    numbered, named = DIGITS.findall(header), DIGITS.findall(near)
    return numbered == named or not (numbered and named)


def check(targets: Sequence[str], headers: Sequence[str], schema: Schema, kind: Kind) -> None:
    """Raises MappingError, with what to do."""
    for target in targets:
        if target != OUT and not _is_open(target, schema, kind):
            nothing = N_("'%(target)s' is nothing that a column of this file can hold. Choose from the list.")
            raise MappingError(message(nothing, target=target))
    _refuse_twice(targets, headers)
    chosen = set(targets)
    if Who.NAME in chosen and chosen & {Who.FIRST, Who.LAST}:
        raise MappingError(message(NAME_TWICE))
    if not chosen & {Who.NUMBER, Who.NAME, Who.LAST}:
        raise MappingError(message(NOBODY))
    if kind != "students" and not any(target.startswith(FIELD) for target in chosen):
        raise MappingError(message(NOTHING))


def _refuse_twice(targets: Sequence[str], headers: Sequence[str]) -> None:
    counted = Counter(target for target in targets if target != OUT)
    twice = next((target for target, count in counted.items() if count > 1), None)
    if twice is None:
        return
    places = tuple(place for place, target in enumerate(targets) if target == twice)
    named: Value = _named(headers, places[0])
    for place in places[1:]:
        named = message(N_("%(first)s and %(last)s"), first=named, last=_named(headers, place))
    both = N_("%(columns)s cannot both be the same. Keep one of them, and leave the others out.")
    raise MappingError(message(both, columns=named), places)


def _named(headers: Sequence[str], place: int) -> Message:
    name = headers[place] or message(N_("column %(number)s"), number=place + 1)
    return message("'%(name)s'", name=name)
