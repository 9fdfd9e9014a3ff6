"""Chances of each grade and of passing, from what a result may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from mlcore.pipeline.schema import Grade, Grading
from mlcore.pipeline.stats.people import people

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution

N = TypeVar("N", int, float)


@dataclass(frozen=True, kw_only=True)
class People:
    """Out of `of` people: per grade, the lowest first, how many get it; how many pass, None without a pass mark."""

    of: int
    grades: tuple[int, ...]
    passed: int | None


@dataclass(frozen=True, kw_only=True)
class Chances:
    """`shares` of the bands between the scores of `grading.cuts`, the lowest first; they add up to 1."""

    grading: Grading
    shares: tuple[float, ...]

    @classmethod
    def of(cls, distribution: "Distribution", grading: Grading) -> "Chances":
        reached = [1.0, *(distribution.chance_of(cut) for cut in grading.cuts), 0.0]
        return cls(grading=grading, shares=tuple(more - less for more, less in pairwise(reached)))

    @property
    def of_grades(self) -> tuple[float, ...]:
        """Per grade, the lowest first."""
        return self._by_grade(self.shares)

    @property
    def passed(self) -> float | None:
        """None without a pass mark."""
        at = self._first_passed
        return None if at is None else float(sum(self.shares[at:]))

    @property
    def most_likely(self) -> Grade | None:
        """Of equally likely grades the lower one."""
        chances = self.of_grades
        return self.grading.grades[chances.index(max(chances))] if chances else None

    def people(self, of: int) -> People:
        """Whole people that add up, also across the pass mark; those who pass are so many as their chance says."""
        at = self._first_passed
        failed, passed = self.shares[:at], self.shares[at or len(self.shares) :]
        below, above = people((sum(failed), sum(passed)), of)
        found = [*people(failed, below), *people(passed, above)]
        return People(of=of, grades=self._by_grade(found), passed=None if at is None else above)

    def _by_grade(self, bands: Sequence[N]) -> tuple[N, ...]:
        """Sums over the bands of each grade."""
        grades = self.grading.grades
        owners = [self.grading.grade_of(start) for start in (float("-inf"), *self.grading.cuts)]
        pairs = list(zip(bands, owners, strict=True))
        return tuple(sum((band for band, owner in pairs if owner is grade), start=bands[0] * 0) for grade in grades)

    @property
    def _first_passed(self) -> int | None:
        """The place of the first band that is passed."""
        pass_at = self.grading.pass_at
        return None if pass_at is None else 1 + self.grading.cuts.index(pass_at)
