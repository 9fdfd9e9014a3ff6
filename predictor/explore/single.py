"""Each field on its own: how often each value occurs, what is missing, what is out of range."""

from collections.abc import Mapping
from typing import Any

from mlcore.pipeline.rows import privacy
from mlcore.pipeline.rows.privacy import is_small, kept_back
from mlcore.pipeline.schema import Field, Schema, plain
from mlcore.pipeline.words import names
from predictor.charts.bars import bars
from predictor.charts.histogram import histogram
from predictor.explore import texts
from predictor.explore.figure import Figure, Table

Found = Mapping[str, Any]


def single_figures(exploration: Found, schema: Schema, prefix: str) -> list[Figure]:
    """One figure per field, in the schema's order; `prefix` keeps ids apart on a page with several targets."""
    figures = []
    for summary in exploration["summary"]["fields"]:
        field = schema.field(summary["field"])
        draw = number_figure if summary["kind"] == "number" else choice_figure
        figures.append(draw(summary, field, f"{prefix}-{field.slug}"))
    return figures


def number_figure(summary: Found, field: Field, key: str) -> Figure:
    if not summary["histogram"]:
        return Figure(field.label, "", None, _gaps(summary), None, note=_sentence_case(summary["note"]))
    middle = texts.span(summary["q1"], summary["q3"], field)
    mean, median = (texts.value(summary[name], field) for name in ("mean", "median"))
    description = (
        f"Bars show how many of {names.students(summary['n'])} have each value."
        f" The average is {mean}, the median {median}; half of the students lie between"
        f" {texts.value(summary['q1'], field)} and {texts.value(summary['q3'], field)}."
    )
    chart = histogram(key, f"Distribution of {field.label}", description, summary["histogram"], summary)
    facts = (("Average", mean), ("Median", median), ("Middle half", middle), *_gaps(summary))
    return Figure(field.label, "", chart, facts, _number_table(summary, field), note=_sentence_case(summary["note"]))


def _number_table(summary: Found, field: Field) -> Table:
    bins = summary["histogram"]
    last = len(bins) - 1
    hidden = kept_back([bar["count"] for bar in bins])
    rows = [
        (_bin_name(bar, field, is_last=number == last), *_bin_cells(bar["count"], summary["n"], number in hidden))
        for number, bar in enumerate(bins)
    ]
    figures = [
        ("Lowest", texts.value(summary["minimum"], field), ""),
        ("Lower quartile", texts.value(summary["q1"], field), ""),
        ("Median", texts.value(summary["median"], field), ""),
        ("Average", texts.value(summary["mean"], field), ""),
        ("Upper quartile", texts.value(summary["q3"], field), ""),
        ("Highest", texts.value(summary["maximum"], field), ""),
        ("Standard deviation", texts.value(summary["sd"], field), ""),
    ]
    caption = f"{field.label}: key figures, then students per interval"
    return Table(caption, (field.label, "Value or students", "Share"), [*figures, *rows])


def _bin_cells(count: int, everyone: int, is_hidden: bool) -> tuple[str, str]:
    if is_hidden:
        return (texts.FEW if is_small(count) else "not shown"), "–"
    return f"{count:,}", texts.share(count / everyone)


def _bin_name(bar: Found, field: Field, *, is_last: bool) -> str:
    low, high = bar["low"], bar["high"]
    if high - low == 1 and low % 1 == 0.5:  # one whole number, in the middle of its bar
        return plain(low + 0.5)
    if is_last:
        return f"{plain(low)} to {plain(high)}"
    return f"{plain(low)} to below {plain(high)}"


def choice_figure(summary: Found, field: Field, key: str) -> Figure:
    """Beside a small group all counts are in tens, in the picture as well."""
    some = any(is_small(choice["count"]) for choice in summary["choices"])
    rows = [(c["choice"], _count_text(c, some), _length(c["count"], some)) for c in summary["choices"]]
    listed = "; ".join(f"{label}: {text}" for label, text, _ in rows)
    description = f"Bars show how many of {names.students(summary['n'])} belong to each group. {listed}."
    chart = bars(key, f"Students by {field.label}", description, rows)
    cells = [(c["choice"], _count(c, some), "–" if some else texts.share(c["share"])) for c in summary["choices"]]
    table = Table(f"{field.label}: students per group", (field.label, "Students", "Share"), cells)
    return Figure(field.label, "", chart, _gaps(summary), table, note=_sentence_case(summary["note"]))


def _count_text(choice: Found, in_tens: bool) -> str:
    if not choice["count"]:
        return "none"
    return _count(choice, in_tens) if in_tens else f"{choice['count']:,} ({texts.share(choice['share'])})"


def _count(choice: Found, in_tens: bool) -> str:
    number: int = choice["count"]
    return texts.FEW if is_small(number) else names.count(number, in_tens=in_tens and number > 0)


def _length(count: int, in_tens: bool) -> int | None:
    """None for a bar that is kept back."""
    if is_small(count):
        return None
    return privacy.in_tens(count) if in_tens else count


def _gaps(summary: Found) -> tuple[tuple[str, str], ...]:
    """Only what is there: a line of zeros under every chart would hide the one that is not zero."""
    named = (("Missing", summary["missing"]), ("Out of range", summary["out_of_bounds"]))
    return tuple((name, f"{number:,}") for name, number in named if number)


def _sentence_case(note: str) -> str:
    return note[:1].upper() + note[1:] + "." if note else ""
