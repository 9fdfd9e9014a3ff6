"""One field beside the target: a sentence, the picture, the key figures and the table."""

from collections.abc import Mapping
from typing import Any

from mlcore.pipeline.schema import Field
from mlcore.pipeline.words import names
from predictor.charts.boxes import boxes
from predictor.charts.scatter import scatter
from predictor.explore import texts
from predictor.explore.figure import Figure, Table
from predictor.explore.overview import CHANCE

Found = Mapping[str, Any]
Facts = tuple[tuple[str, str], ...]
OWN_SENTENCE = ("changeable", "groups", "trend", "by-subject", "number")


def compared_figure(comparison: Found, field: Field, target: Field, insights: list[Found], prefix: str) -> Figure:
    sentence, key = _sentence(comparison, field, target, insights), f"{prefix}-{field.slug}"
    if comparison["kind"] == "numbers":
        return _numbers(comparison, field, target, sentence, key)
    trend = next((one for one in insights if one["kind"] == "trend" and one["fields"][0] == field.slug), None)
    facts = (*_trend_facts(trend, target), *_group_facts(comparison, target))
    return _groups(comparison, field, target, sentence, facts, key)


def _sentence(comparison: Found, field: Field, target: Field, insights: list[Found]) -> str:
    for insight in insights:
        if insight["kind"] in OWN_SENTENCE and insight["fields"][0] == field.slug:
            return str(insight["sentence"])
    if any(insight["kind"] == CHANCE and field.slug in insight["fields"] for insight in insights):
        return names.untold(target, [field])
    if comparison.get("r") is not None:
        return texts.numbers_together(comparison, field, target)
    return ""


def _groups(comparison: Found, field: Field, target: Field, sentence: str, facts: Facts, key: str) -> Figure:
    heading, groups = f"{target.label} by {names.name(field)}", comparison["groups"]
    some = bool(comparison["hidden"])
    note = f"Nothing to compare: {comparison['note']}." if comparison["note"] else ""
    hidden = texts.hidden(comparison["hidden"])
    if not groups:
        return Figure(heading, sentence, None, (), None, note, hidden)
    labels = [f"average {texts.value(g['mean'], target)} · {names.students(g['n'], in_tens=some)}" for g in groups]
    listed = "; ".join(f"{group['choice']}: {label}" for group, label in zip(groups, labels, strict=True))
    description = (
        "For each group, a box from the lower to the upper quartile with a line at the median, whiskers to the lowest"
        f" and the highest value, and below it the average with its 95 % interval. {listed}."
    )
    chart = boxes(key, heading, description, _axis(target), groups, labels)
    return Figure(heading, sentence, chart, facts, _group_table(comparison, field, target), note, hidden)


def _axis(field: Field) -> str:
    return f"{field.label} ({field.unit})" if field.unit else field.label


def _trend_facts(trend: Found | None, target: Field) -> Facts:
    if trend is None:
        return ()
    found = trend["figures"]
    size, likely = names.points(found["points"], target), names.likely(found["low"], found["high"], target)
    return (("First to last step", f"{size}: “{found['first']}” and “{found['last']}”, {likely}"),)


def _group_facts(comparison: Found, target: Field) -> Facts:
    gap, groups = comparison["difference"], comparison["groups"]
    if not gap:
        return ()
    interval = f"{_signed(gap['low'], target)} to {_signed(gap['high'], target)}"
    if len(groups) > 2:
        interval += f", allowing for the choice of two out of {len(groups)} groups"
    facts = [("Furthest apart", f"{names.points(gap['points'], target)}: {_sized(gap, comparison)}")]
    facts.append(("95 % interval", interval))
    eta = comparison["eta_squared"]
    if eta is not None:
        facts.append(("Share of the differences", f"{texts.share(eta)} (eta squared {texts.decimal(eta)})"))
    return (*facts, ("Students compared", _count(comparison["n"], comparison)))


def _count(number: int, comparison: Found) -> str:
    return names.count(number, in_tens=bool(comparison["hidden"]))


def _sized(gap: Found, comparison: Found) -> str:
    """Both groups with how many students they have."""
    some = bool(comparison["hidden"])
    sizes = {group["choice"]: names.students(group["n"], in_tens=some) for group in comparison["groups"]}
    return " and ".join(f"“{choice}” ({sizes[choice]})" for choice in (gap["higher"], gap["lower"]))


def _signed(number: float, field: Field) -> str:
    return f"{number:.{max(1, names.decimals(field))}f}".replace("-", "\u2212")


def _group_table(comparison: Found, field: Field, target: Field) -> Table:
    headings = (
        field.label,
        "Students",
        "Average",
        "95 % interval",
        "Lowest",
        "Quarter",
        "Median",
        "Three quarters",
        "Highest",
    )
    rows = [
        (
            group["choice"],
            _count(group["n"], comparison),
            _signed(group["mean"], target),
            f"{_signed(group['low'], target)} to {_signed(group['high'], target)}",
            *(texts.value(group["box"][name], target) for name in ("minimum", "q1", "median", "q3", "maximum")),
        )
        for group in comparison["groups"]
    ]
    return Table(f"{target.label} in each group", headings, rows)


def _numbers(comparison: Found, field: Field, target: Field, sentence: str, key: str) -> Figure:
    heading, drawn = f"{target.label} and {names.name(field)}", len(comparison["scatter"])
    note = f"Nothing to compare: {comparison['note']}." if comparison["note"] else ""
    if not drawn:
        return Figure(heading, sentence, None, (), None, note)
    some = "" if drawn == comparison["n"] else f" {drawn:,} of {comparison['n']:,} are drawn, picked at random."
    description = (
        f"Each dot is a student: {names.name(field)} across, {names.name(target)} upwards.{some}"
        f" Rings are averages of neighbouring students with their 95 % interval. {sentence}"
    )
    chart = scatter(key, heading, description, (_axis(field), _axis(target)), comparison)
    table = _trend_table(comparison, field, target)
    return Figure(heading, sentence, chart, _number_facts(comparison, field, target), table, note + some.strip())


def _number_facts(comparison: Found, field: Field, target: Field) -> Facts:
    r = comparison["r"]
    if r is None:
        return (("Students compared", f"{comparison['n']:,}"),)
    low, high = texts.decimal(comparison["low"]), texts.decimal(comparison["high"])
    return (
        ("Correlation (r)", f"{texts.decimal(r)} (95 %: {low} to {high})"),
        ("Share of the differences", f"{texts.share(r * r)} (r squared {texts.decimal(r * r)})"),
        ("Along the line", texts.line_slope(comparison, field, target)),
        ("Students compared", f"{comparison['n']:,}"),
    )


def _trend_table(comparison: Found, field: Field, target: Field) -> Table:
    rows = [
        (
            texts.span(point["start"], point["end"], field),
            f"{point['n']:,}",
            _signed(point["mean"], target),
            f"{_signed(point['low'], target)} to {_signed(point['high'], target)}",
        )
        for point in comparison["trend"]
    ]
    headings = (field.label, "Students", f"Average {names.name(target)}", "95 % interval")
    return Table("Averages of neighbouring students", headings, rows)
