"""Each field on its own: how often each value occurs, what is missing, what is out of range."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.explore.results import Bin, ChoiceCount, ChoiceSummary, Note, NumberFigures, NumberSummary
from mlcore.pipeline.rows import privacy
from mlcore.pipeline.rows.privacy import is_small, suppressed
from mlcore.pipeline.schema import Field, Schema, plain
from mlcore.words import names, numbers
from mlcore.words.exploration import few
from mlcore.words.exploration import note as why
from predictor.charts.bars import bars
from predictor.charts.histogram import histogram
from predictor.explore.figure import Figure, Table


def single_figures(exploration: Exploration, schema: Schema, prefix: str) -> list[Figure]:
    """One figure per field, in the schema's order; `prefix` keeps ids apart on a page with several targets."""
    return [
        _figure(summary, schema.field(summary.field), f"{prefix}-{summary.field}")
        for summary in exploration.summary.fields
    ]


def _figure(summary: NumberSummary | ChoiceSummary, field: Field, key: str) -> Figure:
    if isinstance(summary, ChoiceSummary):
        return choice_figure(summary, field, key)
    if summary.figures is None:
        return Figure(heading=field.label, facts=_gaps(summary), note=_note(summary.note))
    return number_figure(summary, summary.figures, field, key)


def number_figure(summary: NumberSummary, figures: NumberFigures, field: Field, key: str) -> Figure:
    values = (figures.mean, figures.box.median, figures.box.q1, figures.box.q3)
    mean, median, q1, q3 = (numbers.score(value, field) for value in values)
    shown = {"mean": mean, "median": median, "low": q1, "high": q3, "students": numbers.students(summary.n)}
    description = _(
        "Bars show how many of %(students)s have each value. The average is %(mean)s, the median %(median)s; half of "
        "the students lie between %(low)s and %(high)s."
    )
    title = _("Distribution of %(field)s") % {"field": field.label}
    chart = histogram(key, title, description % shown, figures)
    half = numbers.span(figures.box.q1, figures.box.q3, field.decimals)
    facts = ((_("Average"), mean), (_("Median"), median), (_("Middle half"), half), *_gaps(summary))
    table = _number_table(figures, field)
    return Figure(heading=field.label, chart=chart, facts=facts, table=table, note=_note(summary.note))


def _number_table(figures: NumberFigures, field: Field) -> Table:
    counts = [bar.count for bar in figures.histogram]
    hidden, everyone = suppressed(counts), sum(counts)
    rows = [
        (_bin_name(bar, field, is_last=bar == figures.histogram[-1]), *_bin_cells(bar.count, everyone, place in hidden))
        for place, bar in enumerate(figures.histogram)
    ]
    caption = _("%(field)s: key figures, then students per interval") % {"field": field.label}
    return Table(caption, (field.label, _("Value or students"), _("Share")), [*_key_figures(figures, field), *rows])


def _key_figures(figures: NumberFigures, field: Field) -> list[tuple[str, str, str]]:
    box = figures.box
    named = [
        (_("Lowest"), box.minimum),
        (_("Lower quartile"), box.q1),
        (_("Median"), box.median),
        (_("Average"), figures.mean),
        (_("Upper quartile"), box.q3),
        (_("Highest"), box.maximum),
        (_("Standard deviation"), figures.sd),
    ]
    return [(name, numbers.score(value, field), "") for name, value in named]


def _bin_cells(count: int, everyone: int, is_hidden: bool) -> tuple[str, str]:
    if is_hidden:
        return (few() if is_small(count) else _("not shown")), numbers.NONE
    return numbers.count(count), numbers.share(count / everyone)


def _bin_name(bar: Bin, field: Field, *, is_last: bool) -> str:
    if bar.high - bar.low == 1 and bar.low % 1 == 0.5:  # one whole number, in the middle of its bar
        return numbers.localised(plain(bar.low + 0.5))
    ends = {"low": numbers.localised(plain(bar.low)), "high": numbers.localised(plain(bar.high))}
    return (_("%(low)s to %(high)s") if is_last else _("%(low)s to below %(high)s")) % ends


def choice_figure(summary: ChoiceSummary, field: Field, key: str) -> Figure:
    """Beside a small group all counts are in tens, in the picture as well."""
    some = any(is_small(choice.count) for choice in summary.choices)
    rows = [
        (field.shown(choice.choice), _count_text(choice, some), _length(choice.count, some))
        for choice in summary.choices
    ]
    named = "; ".join(f"{label}: {text}" for label, text, __ in rows)
    description = _("Bars show how many of %(students)s belong to each group. %(groups)s.")
    shown = {"students": numbers.students(summary.n), "groups": named}
    chart = bars(key, _("Students by %(field)s") % {"field": field.label}, description % shown, rows)
    table, note = _choice_table(summary, field, some), _note(summary.note)
    return Figure(heading=field.label, chart=chart, facts=_gaps(summary), table=table, note=note)


def _choice_table(summary: ChoiceSummary, field: Field, in_tens: bool) -> Table:
    cells = [
        (field.shown(choice.choice), _count(choice, in_tens), numbers.NONE if in_tens else numbers.share(choice.share))
        for choice in summary.choices
    ]
    caption = _("%(field)s: students per group") % {"field": field.label}
    return Table(caption, (field.label, _("Students"), _("Share")), cells)


def _count_text(choice: ChoiceCount, in_tens: bool) -> str:
    if not choice.count:
        return pgettext("of students", "none")
    return _count(choice, in_tens) if in_tens else f"{numbers.count(choice.count)} ({numbers.share(choice.share)})"


def _count(choice: ChoiceCount, in_tens: bool) -> str:
    return few() if is_small(choice.count) else numbers.count(choice.count, in_tens=in_tens and choice.count > 0)


def _length(count: int, in_tens: bool) -> int | None:
    """None for a bar that is suppressed."""
    if is_small(count):
        return None
    return privacy.in_tens(count) if in_tens else count


def _gaps(summary: NumberSummary | ChoiceSummary) -> tuple[tuple[str, str], ...]:
    """Only what is there: a line of zeros under every chart would hide the one that is not zero."""
    named = ((_("Missing"), summary.missing), (_("Out of range"), summary.out_of_bounds))
    return tuple((name, numbers.count(count)) for name, count in named if count)


def _note(note: Note | None) -> str:
    return f"{names.opening(why(note))}." if note else ""
