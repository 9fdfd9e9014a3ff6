"""What a later file brings that a schema does not know: new columns, choices and wider bounds, as its next version."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from mlcore.pipeline.describing.deciding import MOST_CHOICES
from mlcore.pipeline.describing.describing import Wishes, columns_of, places_of
from mlcore.pipeline.describing.orders import missing_places
from mlcore.pipeline.describing.profile import Profile, Profiled, profile, spellings
from mlcore.pipeline.describing.proposal import ProposedColumn
from mlcore.pipeline.describing.reasons import Because
from mlcore.pipeline.describing.results import with_uses
from mlcore.pipeline.describing.scales import bounds_of
from mlcore.pipeline.files.headers import known_headers
from mlcore.pipeline.files.reading import AS_IT_IS, Reading, open_table
from mlcore.pipeline.schema import Field, InvalidValue, Schema
from mlcore.pipeline.schema.likeness import nearest
from mlcore.pipeline.schema.schema import as_in_files

# So much of two choices is the same where one is a slip of the other.
SLIP = 0.8


class Growing(StrEnum):
    NEW_FIELD = "new field"
    NEW_CHOICES = "new choices"
    WIDER = "wider"
    # What a newer version does not mend.
    SLIPS = "slips"
    TOO_MANY = "too many"
    NO_COLUMN = "no column"


CHANGES = frozenset({Growing.NEW_FIELD, Growing.NEW_CHOICES, Growing.WIDER})


@dataclass(frozen=True, kw_only=True)
class Grown:
    """One thing that the file brings. `field` is as the newer version has it; `words` are choices that are new or
    probably misspelt; `because` are the reasons of a new column."""

    what: Growing
    field: Field
    words: tuple[str, ...] = ()
    use: str = ""
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Growth:
    """`schema` is the next version, or the same where nothing is to be changed."""

    older: Schema
    schema: Schema
    grown: tuple[Grown, ...]

    @property
    def changes(self) -> tuple[Grown, ...]:
        return tuple(each for each in self.grown if each.what in CHANGES)


def grow(path: Path, schema: Schema, how: Reading = AS_IT_IS) -> Growth:
    """What a file of later students brings. Raises DataError where it is no table."""
    with open_table(path, how, partial(known_headers, schema)) as table:
        profiled, places = profile(table, how.decimal), places_of(table)
    known = {column.position: field for column in profiled.columns if (field := schema.field_for_header(column.header))}
    missing = [field for field in schema.fields if field not in known.values()]
    grown = [each for column in profiled.columns if (each := _of_known(column, known.get(column.position)))]
    unknown = [column for column in profiled.columns if column.position not in known]
    taken = {key for field in schema.fields for key in (field.slug, *field.header_keys)}
    proposed = [column for column in columns_of(unknown, places, Wishes(), taken) if column.is_taken]
    grown += _of_new(proposed, schema, profiled)
    grown += [Grown(what=Growing.NO_COLUMN, field=field) for field in missing]
    return Growth(older=schema, schema=_next_version(schema, grown), grown=tuple(grown))


def _of_known(column: Profile, field: Field | None) -> Grown | None:
    if field is None or field.is_cluster:
        return None
    return _wider(column, field) if field.is_number else _more_choices(column, field)


def _wider(column: Profile, field: Field) -> Grown | None:
    low, high = field.bounds
    met = column.met
    if met is None or (low <= met.low and met.high <= high):
        return None
    bottom, top, because = bounds_of(column.header, met)
    wide = replace(field, minimum=min(low, bottom), maximum=max(high, top))
    return Grown(what=Growing.WIDER, field=wide, because=(because,))


def _more_choices(column: Profile, field: Field) -> Grown | None:
    if column.texts is None or column.number_texts is None:
        return Grown(what=Growing.TOO_MANY, field=field)
    texts = [text for text, _ in spellings(column.texts + column.number_texts) if _is_refused(text, field)]
    slips = tuple(text for text in texts if nearest(text, field.choices, SLIP))
    new = [text for text in texts if text not in slips]
    if not new:
        return Grown(what=Growing.SLIPS, field=field, words=slips) if slips else None
    if len(new) + len(field.choices) > MOST_CHOICES:
        return Grown(what=Growing.TOO_MANY, field=field)
    return Grown(what=Growing.NEW_CHOICES, field=replace(field, choices=_with(field, new)), words=tuple(new))


def _is_refused(text: str, field: Field) -> bool:
    try:
        field.clean(text)
    except InvalidValue:
        return True
    return False


def _with(field: Field, new: Sequence[str]) -> tuple[str, ...]:
    """Choices in an order at their places in it, if one is known that keeps the others as they stand; else behind."""
    ordered = missing_places(field.choices, new, are_grades=True) if field.kind == "ordered" else None
    return ordered or (*field.choices, *new)


def _of_new(columns: Sequence[ProposedColumn], schema: Schema, profiled: Profiled) -> Iterator[Grown]:
    """New columns with what is done with them; the result of the first question tells which give it away."""
    result = _result(schema, profiled)
    for column in with_uses([*columns, *([result] if result else [])], result, profiled.sample):
        if column.is_taken and column.field and column.use != "result":
            yield Grown(what=Growing.NEW_FIELD, field=column.field, use=column.use, because=column.because)


def _result(schema: Schema, profiled: Profiled) -> ProposedColumn | None:
    target = schema.field(schema.tasks[0].target)
    found = (column for column in profiled.columns if schema.field_for_header(column.header) == target)
    proposed = (
        ProposedColumn(position=c.position, header=c.header, use="kept", because=(), field=target) for c in found
    )
    return next(proposed, None)


def _next_version(schema: Schema, grown: Sequence[Grown]) -> Schema:
    changes = {each.field.slug: each for each in grown if each.what in CHANGES}
    if not changes:
        return schema
    content = schema.to_dict() | {"version": schema.version + 1}
    fields = [changes[field.slug].field if field.slug in changes else field for field in schema.fields]
    new = [each for each in changes.values() if each.what is Growing.NEW_FIELD]
    content["field"] = [as_in_files(asdict(field)) for field in [*fields, *(each.field for each in new)]]
    content["task"] = [_with_new(task, new) for task in content["task"]]
    return Schema.from_dict(content)


def _with_new(task: dict[str, Any], new: Sequence[Grown]) -> dict[str, Any]:
    inputs = [each.field.slug for each in new if each.use == "input"]
    audit = [each.field.slug for each in new if each.use == "audit"]
    return task | {"inputs": [*task["inputs"], *inputs], "audit": [*task["audit"], *audit]}
