"""One field beside the target: a sentence, the picture, the key figures and the table."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

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
        heading=_("%(target)s by %(field)s") % {"target": target.label, "field": names.name(field)},
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
    return _(
        "For each group, a box from the lower to the upper quartile with a line at the median, whiskers to the lowest "
        "and the highest value, and below it the average with its 95 %% interval. %(groups)s."
    ) % {"groups": named}


def _note(comparison: Comparison) -> str:
    reason = words.note(comparison.note) if comparison.note else ""
    return _("Nothing to compare: %(reason)s.") % {"reason": reason} if reason else ""


def _labels(comparison: GroupComparison, target: Field) -> list[str]:
    some = bool(comparison.hidden)
    return [
        _("average %(average)s · %(students)s")
        % {"average": numbers.score(group.mean, target), "students": numbers.students(group.n, in_tens=some)}
        for group in comparison.groups
    ]


def _axis(field: Field) -> str:
    return f"{field.label} ({numbers.unit(field)})" if field.unit else field.label


def _trend_facts(trend: Trend | None, target: Field) -> Facts:
    if trend is None:
        return ()
    size, likely = numbers.points(trend.ends.points, target), numbers.likely(*trend.ends.interval, target)
    steps = {"size": size, "first": trend.first, "last": trend.last, "likely": likely}
    return ((_("First to last step"), _("%(size)s: “%(first)s” and “%(last)s”, %(likely)s") % steps),)


def _group_facts(comparison: GroupComparison, target: Field) -> Facts:
    gap, count = comparison.difference, len(comparison.groups)
    if not gap:
        return ()
    interval = _interval(gap.interval, target)
    if count > 2:
        allowing = _("%(interval)s, allowing for the choice of two out of %(count)s groups")
        interval = allowing % {"interval": interval, "count": count}
    facts = [(_("Furthest apart"), f"{numbers.points(gap.points, target)}: {_sized(gap, comparison)}")]
    facts.append((_("95 % interval"), interval))
    eta = comparison.eta_squared
    if eta is not None:
        said = {"share": numbers.share(eta), "eta": numbers.number(eta, 2)}
        facts.append((_("Share of the differences"), _("%(share)s (eta squared %(eta)s)") % said))
    return (*facts, (_("Students compared"), _count(comparison.n, comparison)))


def _count(count: int, comparison: GroupComparison) -> str:
    return numbers.count(count, in_tens=bool(comparison.hidden))


def _sized(gap: Difference, comparison: GroupComparison) -> str:
    """Both groups with how many students they have."""
    some = bool(comparison.hidden)
    sizes = {group.choice: numbers.students(group.n, in_tens=some) for group in comparison.groups}
    sides = (gap.higher, gap.lower)
    return names.listed(
        [_("“%(choice)s” (%(students)s)") % {"choice": side, "students": sizes[side]} for side in sides]
    )


def _interval(interval: Interval, field: Field) -> str:
    return numbers.span(interval.low, interval.high, max(1, field.decimals))


def _group_table(comparison: GroupComparison, field: Field, target: Field) -> Table:
    averages = (_("Average"), _("95 % interval"))
    along = (_("Lowest"), _("Quarter"), _("Median"), _("Three quarters"), _("Highest"))
    headings = (field.label, _("Students"), *averages, *along)
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
    return Table(_("%(target)s in each group") % {"target": target.label}, headings, rows)


def _numbers(comparison: NumberComparison, schema: Schema, sentence: str, key: str) -> Figure:
    field, target = schema.field(comparison.field), schema.field(comparison.target)
    cut = (replace(binned, interval=_cut(binned.mean, binned.interval, target)) for binned in comparison.binned)
    comparison = replace(comparison, binned=tuple(cut))
    heading = _("%(target)s and %(field)s") % {"target": target.label, "field": names.name(field)}
    figure = Figure(heading=heading, sentence=sentence, note=_note(comparison) + _thinned(comparison))
    if not comparison.scatter:
        return figure
    return replace(
        figure,
        chart=scatter(
            key,
            heading,
            _dots_described(comparison, field, target, sentence),
            (_axis(field), _axis(target)),
            comparison,
        ),
        facts=_number_facts(comparison, field, target),
        table=_binned_table(comparison, field, target),
    )


def _dots_described(comparison: NumberComparison, field: Field, target: Field, sentence: str) -> str:
    axes = {"field": names.name(field), "target": names.name(target)}
    dots = _("Each dot is a student: %(field)s across, %(target)s upwards.") % axes
    rings = _("Rings are averages of neighbouring students with their 95 % interval.")
    return " ".join(filter(None, (dots, _thinned(comparison), rings, sentence)))


def _thinned(comparison: NumberComparison) -> str:
    drawn, everyone = len(comparison.scatter), comparison.n
    if drawn in (0, everyone):
        return ""
    shown = {"drawn": numbers.count(drawn), "count": numbers.count(everyone)}
    return _("%(drawn)s of %(count)s are drawn, picked at random.") % shown


def _number_facts(comparison: NumberComparison, field: Field, target: Field) -> Facts:
    line, everyone = comparison.line, ((_("Students compared"), numbers.count(comparison.n)),)
    if line is None:
        return everyone
    r, low, high, share = (numbers.number(figure, 2) for figure in (line.r, *line.interval, comparison.share))
    squared = {"share": numbers.share(comparison.share), "r": share}
    return (
        (_("Correlation (r)"), _("%(r)s (95 %%: %(low)s to %(high)s)") % {"r": r, "low": low, "high": high}),
        (_("Share of the differences"), _("%(share)s (r squared %(r)s)") % squared),
        (_("Along the line"), insight_words.along_the_line(line, field, target)),
        *everyone,
    )


def _binned_table(comparison: NumberComparison, field: Field, target: Field) -> Table:
    rows = [
        (
            numbers.span(binned.start, binned.end, field.decimals),
            numbers.count(binned.n),
            numbers.mean(binned.mean, target),
            _interval(binned.interval, target),
        )
        for binned in comparison.binned
    ]
    average = _("Average %(target)s") % {"target": names.name(target)}
    headings = (field.label, _("Students"), average, _("95 % interval"))
    return Table(_("Averages of neighbouring students"), headings, rows)
