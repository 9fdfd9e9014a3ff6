"""The page of one dataset: findings first, then the chosen picture, then everything at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.datasets.explorations import exploration_of
from mlcore.models import Dataset
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.words import names
from predictor.explore import choice as choices
from predictor.explore import texts
from predictor.explore.choice import BESIDE_FEW, Choice, Closed, Option, OptionGroup
from predictor.explore.compared import compared_figure
from predictor.explore.figure import Figure
from predictor.explore.overview import Closeness, closeness, matrix_figure
from predictor.explore.quality import quality_of
from predictor.explore.single import single_figures

Found = Mapping[str, Any]
WHY_HIDDEN = {
    texts.FEW: f"{names.opening(texts.FEW)} students belong to this group. Figures about so few could be traced to"
    " one of them.",
    BESIDE_FEW: f"This group stands beside one of {texts.FEW} students: taken from the figures of all students, its"
    " figures would show theirs.",
}


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
    """`hidden` says why nothing is shown of the subgroup."""

    choice: Choice
    form: Form
    rows: int = 0
    hidden: str = ""
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
    found = exploration_of(dataset, choice.target.slug, choice.subgroup.key if choice.subgroup else None)
    closed = choices.closed_subgroups(found)
    if choice.subgroup and choice.subgroup.key in closed:
        why = WHY_HIDDEN[closed[choice.subgroup.key]]
        return ExplorePage(choice, _form(schema, choice, choice.field, closed), hidden=why)
    # Within a subgroup its own field is the same for everybody.
    lines = [line for line in closeness(found, schema) if not choice.subgroup or line.field != choice.subgroup.field]
    field = choice.field or (lines[0].field if lines else None)
    return ExplorePage(
        choice=choice,
        form=_form(schema, choice, field, closed),
        rows=found["summary"]["rows"],
        findings=findings_of(found, schema),
        picture=picture_of(found, schema, field, "picture") if field else None,
        field=field,
        lines=tuple(lines),
        matrix=matrix_figure(found, schema, "all"),
        single=tuple(single_figures(found, schema, "single")),
        quality=quality_of(dataset, found["summary"]),
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


def _form(schema: Schema, choice: Choice, field: Field | None, closed: Closed) -> Form:
    others = tuple(other for other in schema.described if other != choice.target)
    return Form(
        targets=choices.field_options(choices.targets(schema), choice.target),
        fields=choices.field_options(others, field),
        subgroups=choices.subgroup_options(schema, closed, choice.subgroup),
    )
