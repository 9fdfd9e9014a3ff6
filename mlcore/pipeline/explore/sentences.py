"""One function per kind of finding: the sentence a teacher reads and the figures behind it."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.explore.findings import Gap, Pair, Trend
from mlcore.pipeline.explore.groups import Difference, GroupComparison
from mlcore.pipeline.explore.numbers import NumberComparison
from mlcore.pipeline.schema import Field
from mlcore.pipeline.words import names as wording

Kind = Literal[
    "strongest",
    "scores-together",
    "by-subject",
    "trend",
    "changeable",
    "groups",
    "number",
    "nothing",
    "not-enough",
    "caution",
]


@dataclass(frozen=True)
class Insight:
    """One finding: a sentence, the slugs of its fields, its figures, and its strength (0 to 1, as a correlation)."""

    kind: Kind
    sentence: str
    fields: tuple[str, ...]
    figures: dict[str, float | str]
    strength: float


def two_groups(comparison: GroupComparison, gap: Difference, field: Field, target: Field) -> Insight:
    """Which of two groups scored higher on average, by how much, with the interval."""
    low, high = gap.low, gap.high
    sentence = (
        f"The {wording.average(target)} is {wording.points(gap.points, target)} higher"
        f" {wording.where(field, gap.higher)} than where it is “{gap.lower}”"
        f" ({wording.likely(low, high, target)})."
    )
    figures: dict[str, float | str] = {"points": gap.points, "low": low, "high": high}
    figures |= {"higher": gap.higher, "lower": gap.lower, "eta_squared": comparison.eta_squared or 0.0}
    return Insight(_kind(field), sentence, (field.slug, target.slug), figures, _eta(comparison))


def many_groups(comparison: GroupComparison, gap: Difference, field: Field, target: Field) -> Insight:
    """The groups with the highest and the lowest average of three or more, and how many students each has."""
    sizes = {group.choice: wording.students(group.n, in_tens=bool(comparison.hidden)) for group in comparison.groups}
    sentence = (
        f"The {wording.average(target)} is highest {wording.where(field, gap.higher)} ({sizes[gap.higher]}) and lowest"
        f" where it is “{gap.lower}” ({sizes[gap.lower]}): {wording.points(gap.points, target)} apart"
        f" ({_likely_apart(gap, target)})."
    )
    figures: dict[str, float | str] = {"points": gap.points, "low": gap.low, "high": gap.high}
    figures |= {"higher": gap.higher, "lower": gap.lower, "eta_squared": comparison.eta_squared or 0.0}
    return Insight(_kind(field), sentence, (field.slug, target.slug), figures, _eta(comparison))


def _likely_apart(gap: Difference, target: Field) -> str:
    """All groups together can be told from chance where no two of them can."""
    if gap.low > 0:
        return wording.likely(gap.low, gap.high, target)
    return f"likely at most {wording.amount(gap.high, target)}, perhaps not at all"


def trend(comparison: GroupComparison, found: Trend, target: Field) -> Insight:
    """How the average moves from the first to the last step of an ordered field."""
    ends, field = found.ends, found.field
    low, high = ends.low, ends.high
    sentence = (
        f"By {wording.name(field)}, the {wording.average(target)} gets {'higher' if found.rho > 0 else 'lower'}"
        f" from “{found.first}” to “{found.last}”{'' if found.steady else ', though not at every step'}:"
        f" {wording.points(ends.points, target)} between the two ({wording.likely(low, high, target)})."
    )
    figures: dict[str, float | str] = {"points": ends.points, "low": low, "high": high, "rho": found.rho}
    figures |= {"first": found.first, "last": found.last, "eta_squared": comparison.eta_squared or 0.0}
    return Insight("trend", sentence, (field.slug, target.slug), figures, _eta(comparison))


def number(comparison: NumberComparison, field: Field, target: Field) -> Insight:
    """How the target moves with a number that is not itself a score."""
    r, low, high = comparison.r or 0.0, comparison.low or 0.0, comparison.high or 0.0
    sentence = (
        f"With higher {wording.name(field)}, {wording.the(target)} tends to be {'higher' if r > 0 else 'lower'}:"
        f" {_along_the_line(comparison, field, target)}."
    )
    figures: dict[str, float | str] = {"r": r, "low": low, "high": high, "slope": comparison.slope or 0.0}
    return Insight("number", sentence, (field.slug, target.slug), figures, abs(r))


def _along_the_line(comparison: NumberComparison, field: Field, target: Field) -> str:
    r, low, high = comparison.r or 0.0, comparison.low or 0.0, comparison.high or 0.0
    start, end = comparison.quartiles or (0.0, 0.0)
    step = (comparison.slope or 0.0) * (end - start)
    if not step:  # half of the students share one value, so that the quarters have no distance
        return f"the correlation is {r:.2f} (likely between {low:.2f} and {high:.2f})"
    # The line's interval follows from the correlation's: both have the same sign and the same test.
    ends = wording.likely(step * low / r, step * high / r, target)
    return (
        f"about {wording.points(step, target)} between {wording.amount(start, field)}"
        f" and {wording.amount(end, field)} ({ends})"
    )


def scores_together(pairs: list[Pair], everything: bool) -> Insight:
    """How strongly the scores go together: the range over all pairs, or the strongest pair alone."""
    strongest = max(pairs, key=lambda pair: pair.r)
    weakest = min(pairs, key=lambda pair: pair.r) if everything else strongest
    shown = list(dict.fromkeys(field for pair in pairs for field in (pair.one, pair.other)))
    if not everything:
        shown = [strongest.one, strongest.other]
    names = wording.opening(wording.together(shown))
    sentence = f"{names} go {wording.closely(weakest.r)} together: {_correlation(weakest, strongest)}."
    figures: dict[str, float | str] = {"lowest_r": weakest.r, "highest_r": strongest.r, "pairs": len(pairs)}
    return Insight("scores-together", sentence, tuple(f.slug for f in shown), figures, weakest.r)


def by_subject(field: Field, gaps: dict[str, list[Gap]]) -> Insight:
    """A group that is ahead in some subjects and behind in others; `gaps` by the choice that is ahead."""
    sides = sorted(gaps.items(), key=lambda item: -len(item[1]))
    (ahead, first), (behind, second) = sides
    sentence = (
        f"Groups differ by subject: {wording.where(field, ahead)}, the average is higher in {_subjects(first)};"
        f" where it is “{behind}”, in {_subjects(second)}."
    )
    every = [*first, *second]
    figures: dict[str, float | str] = {f"ahead_in_{gap.score.slug}": choice for choice, g in sides for gap in g}
    figures |= {f"points_{gap.score.slug}": gap.points for gap in every}
    slugs = (field.slug, *(gap.score.slug for gap in every))
    return Insight("by-subject", sentence, slugs, figures, max(_eta(gap.comparison) for gap in every))


def _subjects(gaps: list[Gap]) -> str:
    return wording.listed([f"{wording.subject(gap.score)} ({_size(gap)})" for gap in gaps])


def _size(gap: Gap) -> str:
    return f"{wording.points(gap.points, gap.score)}, {wording.likely(gap.low, gap.high, gap.score)}"


def _correlation(weakest: Pair, strongest: Pair) -> str:
    if weakest is strongest:
        return (
            f"the correlation is {weakest.r:.2f}, likely between {weakest.low:.2f} and {weakest.high:.2f} (at most 1)"
        )
    return f"the correlation of any two is between {weakest.r:.2f} and {strongest.r:.2f} (at most 1)"


def _eta(comparison: GroupComparison) -> float:
    return (comparison.eta_squared or 0.0) ** 0.5


def _kind(field: Field) -> Kind:
    return "changeable" if field.changeable else "groups"
