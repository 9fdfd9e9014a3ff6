"""What is said about rows as they are: what is missing or hidden, and why there is no figure."""

from collections.abc import Mapping, Sequence

from mlcore.pipeline.explore.results import Measure, Note, Summary
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.words import names, numbers

FEW = f"fewer than {SMALLEST_GROUP}"
NOTES: Mapping[Note, str] = {
    "not-enough-rows": "not enough rows",
    "one-group": f"fewer than two groups of {SMALLEST_GROUP} or more students to compare",
    "all-the-same": "every value is the same",
    "too-little-variety": "too little variety to compare",
}
MEASURES: Mapping[Measure, str] = {
    "correlation": "correlation",
    "correlation-ratio": "correlation ratio",
    "cramers-v": "Cramér's V",
    "itself": "itself",
}


def hidden(choices: Sequence[str]) -> str:
    """Says which groups are not shown; empty where all are."""
    if not choices:
        return ""
    named = names.listed([f"“{choice}”" for choice in choices])
    return f"Hidden: {named}, {'each ' if len(choices) > 1 else ''}with {FEW} students."


def quality(summary: Summary) -> str:
    """Missing, out-of-range and repeated values in one sentence."""
    parts = [
        _count_of(summary.missing_values, "value is missing", "values are missing"),
        _count_of(summary.out_of_bounds, "value is out of range", "values are out of range"),
        _count_of(summary.duplicate_rows, "row repeats another one", "rows repeat another one"),
    ]
    return names.opening(names.listed(parts)) + "."


def _count_of(count: int, singular: str, plural: str) -> str:
    return f"{numbers.count(count) if count else 'no'} {singular if count < 2 else plural}"
