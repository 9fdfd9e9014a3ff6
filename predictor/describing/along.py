"""What is taken along of a described file: its description as TOML, and as a Frictionless Table Schema."""

from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.table_schema import table_schema
from mlcore.pipeline.schema.toml.writing import written
from mlcore.words.describing import reasons
from predictor.describing import work
from predictor.models import DescribedFile

HEAD = "Made from {name}: read it through and change what is wrong. Comments give the reasons."


@dataclass(frozen=True, kw_only=True)
class TakenAlong:
    name: str
    version: int
    toml: str
    table_schema: dict[str, Any]


def taken_along(file: DescribedFile) -> TakenAlong:
    """As it was stored, or as it stands now. Raises PipelineError where the proposal is no schema yet."""
    schema, notes = _schema_of(file)
    with_commas = frozenset[str]() if file.grows else work.proposal_of(file).with_commas
    return TakenAlong(
        name=schema.name,
        version=schema.version,
        toml=written(schema.to_dict(), notes, [HEAD.format(name=file.name)]),
        table_schema=table_schema(schema, with_commas),
    )


def _schema_of(file: DescribedFile) -> tuple[Schema, dict[str, list[str]]]:
    stored = file.dataset.schema_version.schema if file.dataset else None
    if file.grows:
        return stored or work.growth_of(file).schema, {}
    proposal = work.proposal_of(file)
    return stored or proposal.schema, reasons.notes(proposal)
