"""Find which column of a file holds which field, and say plainly where one is missing or twice there."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.layout.again import Meant
from mlcore.pipeline.files.layout.layout import PLAIN, Layout, LayoutColumn
from mlcore.pipeline.files.layout.scaling import in_points
from mlcore.pipeline.messages import N_, Figure, Message, message
from mlcore.pipeline.schema import Field, Schema, header_key, shortened
from mlcore.pipeline.schema.likeness import difference, nearest
from mlcore.pipeline.schema.spelling import tidy
from mlcore.pipeline.schema.texts import MOST_LISTED, listed

SURPLUS = "cells beyond the header"  # not for readers
MOST_ALIKE = 5
# Wide files can lack hundreds of columns; each is compared with each that is not understood.
MOST_COMPARED = 50
# So much of two spellings is the same where one is a slip of the other.
NEARLY = 0.8
TITLE = N_(
    "The header is looked for among the first 15 rows: remove what stands above it, or name its columns like these."
)
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Column:
    """One column that is checked. Without a field its cells must be blank."""

    position: int
    header: str
    field: Field | None
    points: Field | None = None  # the field as the file counts it, where that is another maximum
    title: str = ""  # the header without what its format adds, where that names the field

    @property
    def expects(self) -> Field | None:
        """What may stand in the file."""
        return self.points or self.field

    @property
    def meant(self) -> Meant:
        """What its header must say where its rows stand alone."""
        return self.position, self.title or self.header, self.points.bounds[1] if self.points else None


def columns_of(
    headers: Sequence[str], schema: Schema, required: Collection[str] | None, layout: Layout = PLAIN
) -> tuple[Column, ...]:
    """The columns to check, in the order of the file, with the one beyond the header. `required`: as in `Checker`.

    Raises DataError for a missing required column, two columns of one field, or no known column at all.
    """
    known = [Column(position, header, schema.field_for_header(header)) for position, header in enumerate(headers)]
    known = _by_layout(known, schema, layout)
    _refuse_twins(known)
    _refuse_unknown(known, schema)
    missing = [field for field in missing_fields(known, schema) if required is None or field.slug in required]
    _refuse_missing(missing, known)
    beyond = Column(len(headers), SURPLUS, None)
    return (*(column for column in known if column.field or column.header == SURPLUS), beyond)


def telling_who(columns: Sequence[Column], layout: Layout) -> set[int]:
    """Where numbers and names of people stand: as the format says, and before the first column that is a field."""
    first = min((column.position for column in columns if column.field), default=0)
    people = {column.position for role in ("key", "name") for column in layout.columns if column.role == role}
    return people | set(range(first))


def _by_layout(columns: Sequence[Column], schema: Schema, layout: Layout) -> list[Column]:
    """With fields that are known by what a header says without what its format adds, and with maxima of the file."""
    named = {column.field.slug for column in columns if column.field}
    return [_by_title(*pair, schema, named) for pair in zip_longest(columns, layout.columns)]


def _by_title(column: Column, found: LayoutColumn | None, schema: Schema, named: Collection[str]) -> Column:
    if found is None or found.role not in ("score", "other"):
        return column
    if column.field:
        # A header that a schema spells out says what it means: its maximum is that of the field.
        is_spelled_out = found.role == "score" and found.header != found.title
        return column if is_spelled_out else replace(column, points=in_points(column.field, found.maximum))
    field = schema.field_for_header(found.title)
    if field is None or field.slug in named:
        return column
    return replace(column, field=field, points=in_points(field, found.maximum), title=found.title)


def known_headers(schema: Schema, headers: Sequence[str]) -> tuple[int, bool]:
    """How many fields have a header there, and whether all have one."""
    slugs = {field.slug for header in headers if (field := schema.field_for_header(header))}
    return len(slugs), len(slugs) == len(schema.fields)


def missing_fields(columns: Collection[Column], schema: Schema) -> list[Field]:
    """The fields without a column."""
    found = {column.field.slug for column in columns if column.field}
    return [field for field in schema.fields if field.slug not in found]


def _refuse_twins(columns: Sequence[Column]) -> None:
    first: dict[str, Column] = {}
    for column in columns:
        if column.field and (other := first.setdefault(column.field.slug, column)) is not column:
            twins = N_(
                "Two columns hold %(field)s: '%(first)s' (column %(one)s) and '%(second)s' (column %(two)s). "
                "Keep one of them."
            )
            places = {"one": other.position + 1, "two": column.position + 1}
            raise DataError(twins, field=column.field.label, first=other.header, second=column.header, **places)


def _refuse_unknown(columns: Sequence[Column], schema: Schema) -> None:
    if not any(column.field for column in columns):
        wanted = listed([field.slug for field in schema.fields])
        none = N_("No column of the file is known. %(alike)s%(found)s Expected are: %(wanted)s. %(title)s")
        alike = _alike(schema.fields, columns)
        raise DataError(none, alike=alike, found=_found(columns), wanted=wanted, title=message(TITLE))


def _refuse_missing(missing: Sequence[Field], columns: Sequence[Column]) -> None:
    """Names each missing column with the spellings that are understood."""
    if missing:
        header = N_("%(field)s (header: %(headers)s)")
        named = [message(header, field=one.label, headers=_spellings(one)) for one in missing]
        without = N_("The file has no column for: %(wanted)s. %(alike)s%(found)s")
        raise DataError(without, wanted=_one_by_one(named), alike=_alike(missing, columns), found=_found(columns))


def _one_by_one(items: Sequence[Message]) -> Message:
    """All up to ten; of more eight and how many follow."""
    is_cut = len(items) > MOST_LISTED
    told, *others = items[: MOST_LISTED - 2] if is_cut else items
    for item in others:
        told = message("%(told)s; %(item)s", told=told, item=item)
    others_count = Figure(f"{len(items) - MOST_LISTED + 2:,}")
    return message(N_("%(some)s and %(count)s others"), some=told, count=others_count) if is_cut else told


def _alike(missing: Sequence[Field], columns: Sequence[Column]) -> Message | str:
    """Which headers that are not understood look like those of missing columns, and where they differ."""
    headers = {header_key(column.header): column.header for column in columns if column.field is None}
    said = (like for field in missing[:MOST_COMPARED] if (like := _looks_like(field, headers)))
    alike: Message | str = ""
    for like in islice(said, MOST_ALIKE):
        alike = message("%(alike)s%(like)s. ", alike=alike, like=like)
    return alike


def _looks_like(field: Field, headers: Mapping[str, str]) -> Message | None:
    """`headers` by their keys."""
    for name in (field.label, field.slug, *field.aliases):
        key = nearest(header_key(name), list(headers), NEARLY)
        if key and _are_one_number(key, name):
            header = tidy(headers[key])
            looks = N_("'%(header)s' looks like '%(name)s'%(difference)s")
            other = difference(header, name, header_key)
            return message(looks, header=shortened(header), name=name, difference=other)
    return None


def _are_one_number(header: str, name: str) -> bool:
    """'item 13' is another column than 'item 12', however alike both are."""
    numbered, named = DIGITS.findall(header), DIGITS.findall(name)
    return not numbered or not named or numbered == named


def _spellings(field: Field) -> Message | str:
    by_key: dict[str, str] = {}
    for header in (field.slug, field.label, *field.aliases):
        by_key.setdefault(header_key(header), header)
    told: Message | str = ""
    for header in by_key.values():
        told = message(N_("%(first)s or %(last)s"), first=told, last=f"'{header}'") if told else f"'{header}'"
    return told


def _found(columns: Sequence[Column]) -> Message:
    headers = [column.header for column in columns]
    shown = ", ".join(f"'{shortened(header)}'" for header in headers[:20])
    if len(headers) > 20:
        return message(N_("Its columns are: %(columns)s and %(count)s more."), columns=shown, count=len(headers) - 20)
    return message(N_("Its columns are: %(columns)s."), columns=shown)


def ignored_headers(headers: Sequence[str], columns: Collection[Column], filled: Collection[int]) -> tuple[str, ...]:
    """The headers of all columns that no field uses; columns without header and content are no columns."""
    used = {column.position for column in columns}
    return tuple(
        header or f"column {position + 1} (no header)"  # not for readers
        for position, header in enumerate(headers)
        if position not in used and (header or position in filled)
    )
