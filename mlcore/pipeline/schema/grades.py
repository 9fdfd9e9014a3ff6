"""Grades: bands of a number's scale with a label each, and the score from which it is passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.messages import N_, Figure, message
from mlcore.pipeline.schema.spelling import spelled
from mlcore.pipeline.schema.texts import plain

LONGEST_LABEL, MOST_GRADES = 30, 40
Pass = float | str | None


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A label, and the lowest score that gets it (`from` in files)."""

    label: str
    start: float


@dataclass(frozen=True, kw_only=True)
class Grading:
    """Grades in force, the lowest first, and the score from which it is passed; one of both may be absent.

    `best_first` is the order in which the school writes them.
    """

    grades: tuple[Grade, ...] = ()
    pass_at: float | None = None
    best_first: bool = True

    @classmethod
    def of(cls, written: Sequence[Grade], passed: Pass, bounds: tuple[float, float], where: str) -> "Grading | None":
        """From grades as a school writes them, best first or last; `passed` is a score or a label. None where there is
        neither. Raises SchemaError, beginning with `where`.
        """
        _check_labels(written, where)
        _check_starts(written, bounds, where)
        _check_pass(passed, written, bounds, where)
        return cls.made(written, passed)

    @classmethod
    def made(cls, written: Sequence[Grade], passed: Pass) -> "Grading | None":
        """From what was checked before, perhaps against other bounds."""
        if passed is None and not written:
            return None
        ascending = tuple(sorted(written, key=lambda grade: grade.start))
        is_best_first = bool(written) and written[0].start == ascending[-1].start
        return cls(grades=ascending, pass_at=_pass_at(passed, ascending), best_first=is_best_first)

    @cached_property
    def cuts(self) -> tuple[float, ...]:
        """The scores that decide anything, ascending: where each grade but the lowest starts, and the pass mark."""
        starts = {grade.start for grade in self.grades[1:]}
        return tuple(sorted(starts if self.pass_at is None else starts | {self.pass_at}))

    @property
    def as_written(self) -> tuple[Grade, ...]:
        """In the school's order."""
        return self.grades[::-1] if self.best_first else self.grades

    def grade_of(self, score: float) -> Grade | None:
        """None where there are no grades."""
        reached = [grade for grade in self.grades if grade.start <= score]
        return reached[-1] if reached else next(iter(self.grades), None)

    def named(self, label: str) -> Grade | None:
        """See `named`."""
        return named(label, self.grades)


def _check_labels(written: Sequence[Grade], where: str) -> None:
    if len(written) == 1 or len(written) > MOST_GRADES:
        raise SchemaError(N_("%(where)s: list two to %(most)s grades, or none"), where=where, most=MOST_GRADES)
    seen: dict[str, str] = {}
    for grade in written:
        key = spelled(grade.label)
        if not key or len(grade.label) > LONGEST_LABEL or not grade.label.isprintable():
            unprintable = N_("%(where)s: the label of a grade has 1 to %(most)s characters that can be printed")
            raise SchemaError(unprintable, where=where, most=LONGEST_LABEL)
        if key in seen:
            twice = N_("%(where)s: two grades are called '%(grade)s'; give each its own label")
            raise SchemaError(twice, where=where, grade=grade.label)
        seen[key] = grade.label


def _check_starts(written: Sequence[Grade], bounds: tuple[float, float], where: str) -> None:
    """Without a gap below, an overlap, or an order that is neither best first nor best last."""
    low, high = bounds
    for grade in written:
        if not low <= grade.start <= high:
            outside = N_("%(where)s, grade '%(grade)s': from %(start)s is outside %(low)s to %(high)s")
            facts = {"start": _figure(grade.start), "low": _figure(low), "high": _figure(high)}
            raise SchemaError(outside, where=where, grade=grade.label, **facts)
    ordered = sorted(written, key=lambda grade: grade.start)
    _check_order(written, ordered, where)
    if ordered and ordered[0].start > low:
        without = N_(
            "%(where)s, grade '%(grade)s': scores from %(low)s to below %(start)s have no grade; let the lowest grade "
            "begin at %(low)s"
        )
        facts = {"low": _figure(low), "start": _figure(ordered[0].start)}
        raise SchemaError(without, where=where, grade=ordered[0].label, **facts)


def _check_order(written: Sequence[Grade], ordered: Sequence[Grade], where: str) -> None:
    for one, other in zip(ordered, ordered[1:], strict=False):
        if one.start == other.start:
            both = N_(
                "%(where)s: the grades '%(grade)s' and '%(other)s' both begin at %(start)s; give each its own score"
            )
            start = _figure(one.start)
            raise SchemaError(both, where=where, grade=one.label, other=other.label, start=start)
    if list(written) not in (ordered, ordered[::-1]):
        remedy = N_(
            "%(where)s: grade '%(grade)s' from %(start)s stands out of order; list the grades from the best to the "
            "worst, or the reverse"
        )
        grade = _out_of_order(written)
        raise SchemaError(remedy, where=where, grade=grade.label, start=_figure(grade.start))


def _figure(number: float) -> Figure:
    return Figure(plain(number))


def _out_of_order(written: Sequence[Grade]) -> Grade:
    """The first grade that turns back."""
    signs = [one.start < other.start for one, other in zip(written, written[1:], strict=False)]
    at = next(place for place, sign in enumerate(signs) if sign != signs[0])
    return written[at + 1]


def _check_pass(passed: Pass, written: Sequence[Grade], bounds: tuple[float, float], where: str) -> None:
    """What everybody passes decides nothing."""
    if isinstance(passed, str) and named(passed, written) is None:
        known = ", ".join(f"'{grade.label}'" for grade in written) or message(N_("none"))
        unknown = N_("%(where)s: pass names the grade '%(grade)s'; the grades are: %(grades)s")
        raise SchemaError(unknown, where=where, grade=passed, grades=known)
    low, high = bounds
    pass_at = _pass_at(passed, written)
    if pass_at is not None and not low < pass_at <= high:
        outside = N_("%(where)s: pass must lie above %(low)s and at most at %(high)s, not at %(score)s")
        facts = {"low": _figure(low), "high": _figure(high), "score": _figure(pass_at)}
        raise SchemaError(outside, where=where, **facts)


def _pass_at(passed: Pass, grades: Sequence[Grade]) -> float | None:
    if not isinstance(passed, str):
        return None if passed is None else float(passed)
    found = named(passed, grades)
    return None if found is None else float(found.start)


def named(label: str, grades: Sequence[Grade]) -> Grade | None:
    """The grade that a text names, however it is spelled."""
    return next((grade for grade in grades if spelled(grade.label) == spelled(label)), None)
