"""The page of one dataset: findings first, then the chosen picture, then everything at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.explorations import exploration_of
from mlcore.models import Dataset
from mlcore.pipeline.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, Schema
from predictor.exploring import choice as choices
from predictor.exploring import texts
from predictor.exploring.choice import Choice, Option, OptionGroup
from predictor.exploring.compared import compared_figure
from predictor.exploring.figures import Figure
from predictor.exploring.overview import Closeness, closeness, matrix_figure
from predictor.exploring.single import single_figures

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """A sentence, and the field whose picture shows it (None for the sentence about all fields)."""

    sentence: str
    field: Field | None


@dataclass(frozen=True)
class Findings:
    lead: str
    others: tuple[Finding, ...]
    caution: str


@dataclass(frozen=True)
class Form:
    targets: tuple[Option, ...]
    fields: tuple[Option, ...]
    subgroups: tuple[OptionGroup, ...]


@dataclass(frozen=True)
class ExplorePage:
    """`is_hidden`: the subgroup has so few students that nothing is shown of it."""

    choice: Choice
    form: Form
    rows: int
    is_hidden: bool
    findings: Findings | None = None
    picture: Figure | None = None
    field: Field | None = None
    lines: tuple[Closeness, ...] = ()
    matrix: Figure | None = None
    single: tuple[Figure, ...] = ()
    quality: str = ""


def explore_page(dataset: Dataset, query: Mapping[str, str]) -> ExplorePage:
    """Raises BadChoice for an address that names what the data does not have."""
    schema = dataset.schema_version.schema
    choice = choices.read_choice(schema, query)
    whole = exploration_of(dataset, choice.target.slug)
    counts = choices.counts_of(whole)
    if choice.subgroup and counts[choice.subgroup.field.slug][choice.subgroup.choice] < SMALLEST_GROUP:
        return ExplorePage(choice, _form(schema, choice, choice.field, counts), rows=0, is_hidden=True)
    found = exploration_of(dataset, choice.target.slug, choice.subgroup.key) if choice.subgroup else whole
    # Within a subgroup its own field is the same for everybody.
    lines = [line for line in closeness(found, schema) if not choice.subgroup or line.field != choice.subgroup.field]
    field = choice.field or (lines[0].field if lines else None)
    return ExplorePage(
        choice=choice,
        form=_form(schema, choice, field, counts),
        rows=found["summary"]["rows"],
        is_hidden=False,
        findings=findings_of(found, schema),
        picture=picture_of(found, schema, field, "picture") if field else None,
        field=field,
        lines=tuple(lines),
        matrix=matrix_figure(found, schema, "all"),
        single=tuple(single_figures(found, schema, "single")),
        quality=texts.quality(found["summary"]),
    )


def picture_of(found: Found, schema: Schema, field: Field, prefix: str) -> Figure:
    comparison = next(c for c in found["comparisons"] if c["field"] == field.slug)
    return compared_figure(comparison, field, schema.field(found["target"]), found["insights"], prefix)


def findings_of(found: Found, schema: Schema) -> Findings:
    """The sentence about all fields leads, the caution closes."""
    by_kind = {insight["kind"]: texts.kept_together(insight["sentence"]) for insight in found["insights"]}
    lead = next((by_kind[kind] for kind in ("strongest", "not-enough", "nothing") if kind in by_kind), "")
    others = tuple(
        Finding(texts.kept_together(insight["sentence"]), _field_of(insight, schema, found["target"]))
        for insight in found["insights"]
        if insight["kind"] != "caution" and texts.kept_together(insight["sentence"]) != lead
    )
    return Findings(lead, others, by_kind.get("caution", ""))


def _field_of(insight: Found, schema: Schema, target: str) -> Field | None:
    others = [slug for slug in insight["fields"] if slug != target]
    return schema.field(others[0]) if others and insight["kind"] != "nothing" else None


def _form(schema: Schema, choice: Choice, field: Field | None, counts: Mapping[str, Mapping[str, int]]) -> Form:
    others = tuple(other for other in schema.described if other != choice.target)
    return Form(
        targets=choices.field_options(choices.targets(schema), choice.target),
        fields=choices.field_options(others, field),
        subgroups=choices.subgroup_options(schema, counts, choice.subgroup, SMALLEST_GROUP),
    )
