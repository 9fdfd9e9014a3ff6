"""What an admin changes in a proposal: kinds and the result, for which the file is read again, and single facts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mlcore.pipeline.describing.deciding import Kinds
from mlcore.pipeline.describing.describing import Wishes, describe
from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn, Use
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.files.reading import Reading
from mlcore.pipeline.schema import Field

WISHED = Because(why=Why.WISHED)


@dataclass(frozen=True, kw_only=True)
class ColumnChange:
    """How somebody wants one column; `facts` are parts of its field, where it stays of its kind."""

    kind: Kinds
    use: Use = "input"
    facts: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Of a whole description; `result` is the place of the column that is predicted."""

    name: str
    label: str
    result: int | None
    columns: Mapping[int, ColumnChange]


def kinds_wished(proposal: Proposal, changes: Changes) -> dict[int, Kinds]:
    """Kinds that are other than proposed, and those that were wished before."""
    before: dict[int, Kinds] = {column.position: _kind(column) for column in proposal.columns if column.is_wished}
    wished = {position: change.kind for position, change in changes.columns.items()}
    new = {c.position: wished[c.position] for c in proposal.columns if wished.get(c.position, c.kind) != c.kind}
    return before | new


def has_to_be_looked_at(proposal: Proposal, changes: Changes) -> bool:
    """Whether a column is to be of another kind, or another one the result."""
    result = proposal.result.position if proposal.result else None
    same = of_the_same_kind(proposal, changes)
    return len(same.columns) < len(changes.columns) or changes.result != result


def of_the_same_kind(proposal: Proposal, changes: Changes) -> Changes:
    """Without those of columns that are to be of another kind: what was said of the old one does not fit."""
    kinds = {column.position: column.kind for column in proposal.columns}
    same = {place: change for place, change in changes.columns.items() if change.kind == kinds.get(place)}
    return replace(changes, columns=same)


def looked_at(path: Path, how: Reading, proposal: Proposal, changes: Changes) -> Proposal:
    """The file described once more, as somebody wishes. Raises DataError for what it cannot be."""
    headers = {column.position: column.header for column in proposal.columns}
    header = headers.get(changes.result, "") if changes.result is not None else ""
    wishes = Wishes(result=header, kinds=kinds_wished(proposal, changes))
    return replace(describe(path, how, wishes), name=changes.name, label=changes.label)


def edited(proposal: Proposal, changes: Changes, *, with_uses: bool) -> Proposal:
    """With the facts that were changed; `with_uses` where what is done with each column was seen as well."""
    columns = (_edited(column, changes.columns.get(column.position), with_uses) for column in proposal.columns)
    return replace(proposal, name=changes.name, label=changes.label, columns=tuple(columns))


def _edited(column: ProposedColumn, change: ColumnChange | None, with_uses: bool) -> ProposedColumn:
    if change is None or column.field is None or not column.is_taken or change.kind != column.kind:
        return column
    field = replace(column.field, **_facts(column.field, change))
    use = change.use if with_uses and column.use != "result" and not field.is_cluster else column.use
    if (field, use) == (column.field, column.use):
        return column
    return replace(column, field=field, use=use, because=(*_kept(column, use), WISHED))


def _facts(field: Field, change: ColumnChange) -> dict[str, Any]:
    facts: dict[str, Any] = {key: value for key, value in change.facts.items() if value != getattr(field, key)}
    # What somebody enters of a moment may be tried out; what lasts, or is sensitive, is not played with.
    about = facts.get("about", field.about)
    return facts | {"changeable": about == "moment" and not facts.get("sensitive", field.sensitive)}


def _kept(column: ProposedColumn, use: Use) -> tuple[Because, ...]:
    """Without a reason for what is no longer done, and without saying twice that it was changed."""
    gone = {Why.WISHED} | ({Why.SENSITIVE, Why.ALSO_RESULT, Why.KNOWN_BEFORE} if use != column.use else set())
    return tuple(because for because in column.because if because.why not in gone)


def _kind(column: ProposedColumn) -> Kinds:
    return column.field.kind if column.field and column.is_taken else "left out"  # not for readers
