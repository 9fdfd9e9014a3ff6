"""What is proposed for a file: a field per column, what is done with it, and why; as a schema once it is agreed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.schema.schema import as_in_files
from mlcore.pipeline.schema.texts import listed

# The result, what it is predicted from, what is looked at only to see for whom a model errs, what is only stored.
Use = Literal["result", "input", "audit", "kept", "left out"]  # not for readers
LONGEST_SLUG = 50
NO_RESULT = N_("No column holds numbers that could be a result. A result is a score in numbers: name its column.")
SHARED = N_(
    "No column of a header of its own holds numbers that could be a result: columns %(places)s share theirs. Give each "
    "a header of its own in the file, and bring it once more."
)
NO_INPUT = N_("No column is left from which %(result)s could be predicted. Use one that is known before it.")


@dataclass(frozen=True, kw_only=True)
class ProposedColumn:
    """One column of the file, in its place from 0. Nothing is kept of one that has no field. `has_commas`: its numbers
    are written with a decimal comma."""

    position: int
    header: str
    use: Use
    because: tuple[Because, ...]
    field: Field | None = None
    has_commas: bool = False

    @property
    def is_taken(self) -> bool:
        return self.field is not None and self.use != "left out"  # not for readers

    @property
    def is_wished(self) -> bool:
        """Whether somebody chose its kind."""
        return any(because.why is Why.WISHED for because in self.because)

    @property
    def kind(self) -> str:
        return self.field.kind if self.field and self.is_taken else "left out"  # not for readers


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Of so many `rows`; `format` is whose export it is, if that is known. Lines above the header and other sheets may
    name people: only how many they are is kept."""

    name: str
    label: str
    columns: tuple[ProposedColumn, ...]
    rows: int
    version: int = 1
    format: str = ""
    lines_above: int = 0
    other_sheets: int = 0
    sheet: str = ""

    @property
    def taken(self) -> tuple[ProposedColumn, ...]:
        return tuple(column for column in self.columns if column.is_taken)

    @property
    def result(self) -> ProposedColumn | None:
        return next((column for column in self.columns if column.use == "result"), None)

    @property
    def has_question(self) -> bool:
        """Whether there is a result, and something to predict it from."""
        return self.result is not None and bool(self._slugs("input"))

    @property
    def with_commas(self) -> frozenset[str]:
        """Slugs of numbers that this file writes with a decimal comma."""
        return frozenset(column.field.slug for column in self.taken if column.field and column.has_commas)

    @property
    def schema(self) -> Schema:
        """Raises DataError where nothing can be predicted, SchemaError where what was changed contradicts itself."""
        result = self.result
        if result is None or result.field is None:
            raise DataError(self._no_result)
        inputs = self._slugs("input")
        if not inputs:
            raise DataError(NO_INPUT, result=f"“{result.field.label}”")
        return Schema.from_dict(self._content(result.field, inputs))

    def _content(self, result: Field, inputs: list[str]) -> dict[str, Any]:
        fields = [column.field for column in self.taken if column.field]
        question = {"slug": self._question_slug(result), "label": result.label, "target": result.slug}
        content: dict[str, Any] = {"name": self.name, "version": self.version, "label": self.label}
        content["group"] = next((field.slug for field in fields if field.is_cluster), None)
        content["field"] = [as_in_files(asdict(field)) for field in fields]
        content["task"] = [question | {"inputs": inputs, "audit": self._slugs("audit")}]
        return content

    @property
    def _no_result(self) -> Message:
        shared = {place for column in self.columns for because in column.because for place in because.places}
        are_shared = any(because.why is Why.SAME_HEADER for column in self.columns for because in column.because)
        places = listed([str(place) for place in sorted(shared)])
        return message(SHARED, places=places) if are_shared else message(NO_RESULT)

    def _question_slug(self, result: Field) -> str:
        return f"{self.name}-{result.slug}"[:LONGEST_SLUG].rstrip("-_")

    def _slugs(self, use: Use) -> list[str]:
        """Names of schools and classes are no inputs."""
        return list(self._fields_for(use))

    def _fields_for(self, use: Use) -> Iterator[str]:
        for column in self.taken:
            if column.field and column.use == use and not column.field.is_cluster:
                yield column.field.slug
