"""Who of a class a few places may go to: those who surely belong, and those among whom a lot decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from mlcore.pipeline.forecast.counts import Count, count
from mlcore.pipeline.forecast.levels import RIGHT, chances_of_order
from mlcore.pipeline.forecast.shifts import ALONE, shifts
from mlcore.pipeline.rows.arrays import Floats

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution


@dataclass(frozen=True)
class Cut:
    """Positions of students in the order in which they were given, each at most once."""

    surely: tuple[int, ...]
    close: tuple[int, ...]


def below(students: "Iterable[Distribution]", mark: float) -> list[float]:
    """How likely each is below the mark, once the result is rounded to its step."""
    return [1.0 - one.chance_of(mark) for one in students]


def cut(students: "Sequence[Distribution]", mark: float, places: int, right: float = RIGHT) -> Cut:
    """Somebody comes before somebody else where they are likelier below the mark, and reach less in at least so many
    of all cases; any other two are too close to call.

    Surely belongs whoever is among the `places` however the close calls fall, and whoever never is does not belong;
    `close` are all others. Levels of the whole class would not do here: students between two that are close stand with
    both, so that most of a class is one level, and the lot would fall on students who pass nearly surely.
    """
    if not students:
        return Cut((), ())
    shares = np.array(below(students, mark))
    before = (shares[:, None] > shares) & (right <= chances_of_order(students).T)
    not_behind = len(students) - before.sum(axis=1)  # they themselves, and whoever might come before them
    surely, never = not_behind <= places, before.sum(axis=0) >= places
    return Cut(_places(surely), _places(~surely & ~never))


def drawn(names: Iterable[int], places: int, seed: str) -> tuple[int, ...]:
    """So many of the names, by a lot in which each is as likely; the same for a seed whatever their order, on every
    machine and with every release of a library."""
    return tuple(sorted(sorted(names, key=lambda name: _lot(seed, name))[:places]))


def expected_below(
    surely: "Sequence[Distribution]",
    mark: float,
    likely: Sequence[float] = ALONE,
    close: "Sequence[Distribution]" = (),
    by_lot: int = 0,
) -> Count:
    """How many of `surely`, and of so many drawn out of `close`, are below the mark; `likely` as in a class forecast.

    Before the draw each place of the lot counts as one of `close` at random, which the same student might get twice:
    the expected number is exact, its interval a little wide.
    """
    together = shifts(likely)

    def given(students: "Sequence[Distribution]") -> Floats:
        return together.below(ndtri(np.array(below(students, mark), dtype=np.float64)))

    lots = given(close).mean(axis=1, keepdims=True).repeat(by_lot, axis=1) if close and by_lot else given(())
    return count(np.concatenate([given(surely), lots], axis=1), together)


def _places(chosen: np.ndarray) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())


def _lot(seed: str, name: int) -> bytes:
    return sha256(f"{seed} {name}".encode()).digest()
