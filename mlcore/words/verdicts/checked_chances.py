"""Chances held against results, in sentences and figures for the terminal."""

from collections.abc import Sequence

from mlcore.pipeline.results.reliability import ChanceBin, CheckedChances, Reliability
from mlcore.pipeline.schema import Field
from mlcore.words.names import listed
from mlcore.words.numbers import number, percent, percents, students
from mlcore.words.verdicts.ranges import chance, reach

HEADINGS = ["chance", "students", "mean chance", "came true", "95 %"]


def checked_on(found: CheckedChances, version: str, rows_of: str) -> str:
    """Which rows they were held against, and whose chances they are."""
    if found.kind == "trained":
        return f"{version}, as measured when it was trained: {students(found.rows)} that no model asked had seen."
    if found.kind == "served":
        are = "is" if found.learned == 1 else "are"
        others = f" {students(found.learned)} that it did learn from {are} left out." if found.learned else ""
        return f"{version}, on {students(found.rows)} of {rows_of} that it did not learn from.{others}"
    return (
        f"Too few rows of {rows_of} are surely new to {version}. So the way it was made is checked, not the model that "
        f"serves: fitted again to parts of all {students(found.rows)}, and asked about the others."
    )


def one(found: Reliability, target: Field) -> str:
    """One score: how many reached it, and how far chances were off."""
    return (
        f"{reach(found, target)}: {percent(found.reached)} of {students(found.rows)} reached it.\n"
        f"  Brier score {number(found.brier, 3)} (the share of all, said for everybody: "
        f"{number(found.brier_of_share, 3)}), expected calibration error {_error(found)}."
    )


def _error(found: Reliability) -> str:
    where = "in band, which ends at" if found.is_in_band else "OUT OF BAND, which ends at"
    return f"{number(found.calibration_error, 3)} ({where} {number(found.limit, 3)})"


def lines(found: Reliability) -> list[list[str]]:
    """Under HEADINGS, a line per bin of the chance."""
    return list(map(_line, found.bins))


def _line(found: ChanceBin) -> list[str]:
    observed = found.observed
    return [
        chance(found),
        number(found.rows),
        percent(found.predicted),
        percent(observed.mean),
        f"{percents(observed)} %",
    ]


def out_of_band(found: Sequence[Reliability], target: Field) -> str:
    """What is wrong, and the remedy."""
    where = listed([_inside(reach(one, target)) for one in found])
    return (
        f"out of band for {where}: what it says comes true clearly more or less often. Train the task again "
        "with newer rows, and look at the card of the new version"
    )


def _inside(reached: str) -> str:
    """'A pass in maths' inside a sentence; a grade keeps its capital."""
    return f"a{reached[1:]}" if reached.startswith("A pass") else reached


def in_band(found: CheckedChances) -> str:
    return f"In band at {'the one score' if len(found.found) == 1 else f'all {len(found.found)} scores'}."
