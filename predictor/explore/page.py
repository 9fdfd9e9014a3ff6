"""The page of one dataset: findings first, then the chosen picture, then everything at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.datasets.explorations import exploration_of
from mlcore.models import Dataset
from mlcore.pipeline.explore.facts import Exploration, Insight
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.unseen import without
from mlcore.words import names
from mlcore.words.exploration import few
from mlcore.words.insights import sentence
from predictor.explore import choice as choices
from predictor.explore.choice import BESIDE_FEW, FEW, Choice, Closed, Option, OptionGroup
from predictor.explore.compared import compared_figure
from predictor.explore.figure import Figure
from predictor.explore.left_out import LeftOut, left_out
from predictor.explore.overview import Closeness, closeness, matrix_figure
from predictor.explore.quality import quality_of
from predictor.explore.single import single_figures

LEADING = ("strongest", "not-enough", "nothing")
WHY_HIDDEN = {
    FEW: gettext_noop(
        "%(opening)s students belong to this group. Figures about so few could be traced to one of them."
    ),
    BESIDE_FEW: gettext_noop(
        "This group stands beside one of %(few)s students: taken from the figures of all students, its figures would "
        "show theirs."
    ),
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
    left_out: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
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
    left_out: LeftOut | None = None


def explore_page(dataset: Dataset, query: Mapping[str, str]) -> ExplorePage:
    """Raises BadChoice for an address that names what the data does not have."""
    schema = dataset.schema_version.shown
    choice = choices.read_choice(schema, query)
    exploration = seen_exploration(dataset, _exploration(dataset, choice))
    closed = choices.closed_subgroups(exploration)
    if choice.subgroup and choice.subgroup.key in closed:
        why = _(WHY_HIDDEN[closed[choice.subgroup.key]]) % {"few": few(), "opening": names.opening(few())}
        return ExplorePage(choice=choice, form=_form(schema, choice, choice.field, closed), hidden=why)
    # Within a subgroup its own field is the same for everybody.
    own = choice.subgroup.field if choice.subgroup else None
    lines = [line for line in closeness(exploration, schema) if line.field != own]
    field = choice.field or (lines[0].field if lines else None)
    left = left_out(exploration, schema)
    return ExplorePage(
        choice=choice,
        form=_form(schema, choice, field, closed, left),
        rows=exploration.summary.rows,
        findings=findings_of(exploration, schema),
        picture=picture_of(exploration, schema, field, "picture") if field else None,
        field=field,
        lines=tuple(replace(line, is_shown=line.field == field) for line in lines),
        matrix=matrix_figure(exploration, schema, "all"),
        single=tuple(single_figures(exploration, schema, "single")),
        quality=quality_of(dataset, exploration.summary),
        left_out=left,
    )


def _exploration(dataset: Dataset, choice: Choice) -> Exploration:
    subgroup = choice.subgroup.key if choice.subgroup else None
    return exploration_of(dataset, choice.target.slug, subgroup, choice.field.slug if choice.field else None)


def seen_exploration(dataset: Dataset, found: Exploration) -> Exploration:
    """As far as it is about fields that whoever reads may see."""
    return without(found, dataset.schema_version.closed.see)


def picture_of(exploration: Exploration, schema: Schema, field: Field, prefix: str) -> Figure:
    comparison = next(comparison for comparison in exploration.comparisons if comparison.field == field.slug)
    return compared_figure(comparison, schema, exploration.insights, prefix)


def findings_of(exploration: Exploration, schema: Schema) -> Findings:
    """The sentence about all fields leads, the caution closes."""
    texts = {insight: _kept_together(sentence(insight, schema)) for insight in exploration.insights}
    lead = next((i for kind in LEADING for i in texts if i.kind == kind), None)
    return Findings(
        lead=texts[lead] if lead else "",
        others=tuple(
            Finding(text, _field_of(insight, schema, exploration.target))
            for insight, text in texts.items()
            if insight.kind != "caution" and insight != lead
        ),
        caution=next((text for insight, text in texts.items() if insight.kind == "caution"), ""),
    )


def _kept_together(sentence: str) -> str:
    """No line ends between a number and its percent sign."""
    return sentence.replace(" %", "\u00a0%")


def _field_of(insight: Insight, schema: Schema, target: str) -> Field | None:
    others = [slug for slug in insight.fields if slug != target]
    return schema.field(others[0]) if others and insight.kind != "nothing" else None


def _form(schema: Schema, choice: Choice, field: Field | None, closed: Closed, left: LeftOut | None = None) -> Form:
    further = left.fields if left else ()
    elsewhere = {choice.target.slug, *(other.slug for other in further)}
    others = tuple(other for other in schema.described if other.slug not in elsewhere)
    return Form(
        targets=choices.field_options(choices.targets(schema), choice.target),
        fields=choices.field_options(others, field),
        subgroups=choices.subgroup_options(schema, closed, choice.subgroup),
        left_out=choices.field_options(further, field),
    )
