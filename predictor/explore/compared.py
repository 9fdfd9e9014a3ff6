"""One field beside the target: a sentence, the picture, the key figures and the table."""

from collections.abc import Sequence
from dataclasses import replace

from mlcore.pipeline.explore.facts import Insight, Trend
from mlcore.pipeline.explore.results import Comparison, Difference, Group, GroupComparison, NumberComparison
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats.interval import Interval
from mlcore.words import exploration as words
from mlcore.words import insights as insight_words
from mlcore.words import names, numbers
from predictor.charts.boxes import boxes
from predictor.charts.scatter import scatter
from predictor.explore.figure import Figure, Table
from predictor.explore.overview import CHANCE

Insights = Sequence[Insight]
Facts = tuple[tuple[str, str], ...]
OWN_SENTENCE = ("changeable", "groups", "trend", "by-subject", "number")


def compared_figure(comparison: Comparison, schema: Schema, insights: Insights, prefix: str) -> Figure:
    sentence, key = _sentence(comparison, schema, insights), f"{prefix}-{comparison.field}"
    if isinstance(comparison, NumberComparison):
        return _numbers(comparison, schema, sentence, key)
    trends = (insight.figures for insight in insights if isinstance(insight.figures, Trend))
    trend = next((trend for trend in trends if trend.field == comparison.field), None)
    return _groups(comparison, schema, sentence, trend, key)


def _sentence(comparison: Comparison, schema: Schema, insights: Insights) -> str:
    field, target = schema.field(comparison.field), schema.field(comparison.target)
    for insight in insights:
        if insight.kind in OWN_SENTENCE and insight.fields[0] == field.slug:
            return insight_words.sentence(insight, schema)
    if any(insight.kind == CHANCE and field.slug in insight.fields for insight in insights):
        return names.untold(target, [field])
    if isinstance(comparison, NumberComparison) and comparison.line:
        return insight_words.numbers_together(comparison.line, field, target)
    return ""


def _groups(comparison: GroupComparison, schema: Schema, sentence: str, trend: Trend | None, key: str) -> Figure:
    field, target = schema.field(comparison.field), schema.field(comparison.target)
    comparison = _possible(_labelled(comparison, field), target)
    figure = Figure(
        heading=f"{target.label} by {names.name(field)}",
        sentence=sentence,
        note=_note(comparison),
        hidden=words.hidden(comparison.hidden),
    )
    if not comparison.groups:
        return figure
    rows = list(zip(comparison.groups, _labels(comparison, target), strict=True))
    return replace(
        figure,
        chart=boxes(key, figure.heading, _boxes_described(rows), _axis(target), rows),
        facts=(*_trend_facts(trend, target), *_group_facts(comparison, target)),
        table=_group_table(comparison, field, target),
    )


def _labelled(comparison: GroupComparison, field: Field) -> GroupComparison:
    """With choices as pages show them."""
    gap = comparison.difference
    return replace(
        comparison,
        groups=tuple(replace(group, choice=field.shown(group.choice)) for group in comparison.groups),
        hidden=tuple(map(field.shown, comparison.hidden)),
        difference=gap and replace(gap, higher=field.shown(gap.higher), lower=field.shown(gap.lower)),
    )


def _possible(comparison: GroupComparison, target: Field) -> GroupComparison:
    """With intervals of averages cut at the bounds of what is averaged."""
    cut = (replace(group, interval=_cut(group.mean, group.interval, target)) for group in comparison.groups)
    return replace(comparison, groups=tuple(cut))


def _cut(mean: float, interval: Interval, target: Field) -> Interval:
    possible = Estimate(mean, *interval).within(*target.bounds)
    return Interval(possible.low, possible.high)


def _boxes_described(rows: Sequence[tuple[Group, str]]) -> str:
    named = "; ".join(f"{group.choice}: {label}" for group, label in rows)
    return (
        "For each group, a box from the lower to the upper quartile with a line at the median, whiskers to the lowest"
        f" and the highest value, and below it the average with its 95 % interval. {named}."
    )


def _note(comparison: Comparison) -> str:
    return f"Nothing to compare: {words.note(comparison.note)}." if comparison.note else ""


def _labels(comparison: GroupComparison, target: Field) -> list[str]:
    some = bool(comparison.hidden)
    return [
        f"average {numbers.score(group.mean, target)} · {numbers.students(group.n, in_tens=some)}"
        for group in comparison.groups
    ]


def _axis(field: Field) -> str:
    return f"{field.label} ({field.unit})" if field.unit else field.label


def _trend_facts(trend: Trend | None, target: Field) -> Facts:
    if trend is None:
        return ()
    size, likely = numbers.points(trend.ends.points, target), numbers.likely(*trend.ends.interval, target)
    return (("First to last step", f"{size}: “{trend.first}” and “{trend.last}”, {likely}"),)


def _group_facts(comparison: GroupComparison, target: Field) -> Facts:
    gap, count = comparison.difference, len(comparison.groups)
    if not gap:
        return ()
    interval = _interval(gap.interval, target)
    if count > 2:
        interval += f", allowing for the choice of two out of {count} groups"
    facts = [("Furthest apart", f"{numbers.points(gap.points, target)}: {_sized(gap, comparison)}")]
    facts.append(("95 % interval", interval))
    eta = comparison.eta_squared
    if eta is not None:
        facts.append(("Share of the differences", f"{numbers.share(eta)} (eta squared {numbers.number(eta, 2)})"))
    return (*facts, ("Students compared", _count(comparison.n, comparison)))


def _count(count: int, comparison: GroupComparison) -> str:
    return numbers.count(count, in_tens=bool(comparison.hidden))


def _sized(gap: Difference, comparison: GroupComparison) -> str:
    """Both groups with how many students they have."""
    some = bool(comparison.hidden)
    sizes = {group.choice: numbers.students(group.n, in_tens=some) for group in comparison.groups}
    return " and ".join(f"“{choice}” ({sizes[choice]})" for choice in (gap.higher, gap.lower))


def _interval(interval: Interval, field: Field) -> str:
    return f"{numbers.mean(interval.low, field)} to {numbers.mean(interval.high, field)}"


def _group_table(comparison: GroupComparison, field: Field, target: Field) -> Table:
    figures = ("Average", "95 % interval", "Lowest", "Quarter", "Median", "Three quarters", "Highest")
    rows = [
        (
            group.choice,
            _count(group.n, comparison),
            numbers.mean(group.mean, target),
            _interval(group.interval, target),
            *(numbers.score(value, target) for value in group.box.in_order),
        )
        for group in comparison.groups
    ]
    return Table(f"{target.label} in each group", (field.label, "Students", *figures), rows)


def _numbers(comparison: NumberComparison, schema: Schema, sentence: str, key: str) -> Figure:
    field, target = schema.field(comparison.field), schema.field(comparison.target)
    cut = (replace(binned, interval=_cut(binned.mean, binned.interval, target)) for binned in comparison.binned)
    comparison = replace(comparison, binned=tuple(cut))
    heading, some = f"{target.label} and {names.name(field)}", _thinned(comparison)
    figure = Figure(heading=heading, sentence=sentence, note=_note(comparison) + some.strip())
    if not comparison.scatter:
        return figure
    description = (
        f"Each dot is a student: {names.name(field)} across, {names.name(target)} upwards.{some}"
        f" Rings are averages of neighbouring students with their 95 % interval. {sentence}"
    )
    return replace(
        figure,
        chart=scatter(key, heading, description, (_axis(field), _axis(target)), comparison),
        facts=_number_facts(comparison, field, target),
        table=_binned_table(comparison, field, target),
    )


def _thinned(comparison: NumberComparison) -> str:
    drawn, everyone = len(comparison.scatter), comparison.n
    if drawn in (0, everyone):
        return ""
    return f" {numbers.count(drawn)} of {numbers.count(everyone)} are drawn, picked at random."


def _number_facts(comparison: NumberComparison, field: Field, target: Field) -> Facts:
    line, everyone = comparison.line, (("Students compared", numbers.count(comparison.n)),)
    if line is None:
        return everyone
    r, low, high, share = (numbers.number(figure, 2) for figure in (line.r, *line.interval, comparison.share))
    return (
        ("Correlation (r)", f"{r} (95 %: {low} to {high})"),
        ("Share of the differences", f"{numbers.share(comparison.share)} (r squared {share})"),
        ("Along the line", insight_words.along_the_line(line, field, target)),
        *everyone,
    )


def _binned_table(comparison: NumberComparison, field: Field, target: Field) -> Table:
    rows = [
        (
            f"{numbers.score(binned.start, field)} to {numbers.score(binned.end, field)}",
            numbers.count(binned.n),
            numbers.mean(binned.mean, target),
            _interval(binned.interval, target),
        )
        for binned in comparison.binned
    ]
    headings = (field.label, "Students", f"Average {names.name(target)}", "95 % interval")
    return Table("Averages of neighbouring students", headings, rows)
