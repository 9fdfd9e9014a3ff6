"""Whether inputs and results changed, in sentences for the terminal."""

from collections.abc import Sequence

from mlcore.pipeline.results.served.held import FEWEST_ENTERED, Moved
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.names import listed, name
from mlcore.words.numbers import mean, percent, students


def inputs(count: int, found: Sequence[Moved] | None, schema: Schema) -> str:
    """Of so many students of whom it was asked."""
    if found is None:
        return "The rows that it learned from were deleted, so inputs cannot be held against them."
    if count < FEWEST_ENTERED:
        asked = f"It was asked about {students(count)}"
        return f"{asked}; from {FEWEST_ENTERED} on, their inputs are held against those that it learned from."
    if not found:
        return f"Nothing unusual in the inputs of the newest {students(count)}."
    said = listed([_one(one, schema.field(one.field)) for one in found])
    return f"The newest {students(count)} differ from those it learned from: {said}."


def _one(found: Moved, field: Field) -> str:
    """'maths score (average 70 instead of 62)'."""
    if found.choice is not None:
        return f"{name(field)} ({field.shown(found.choice)}: {percent(found.now)} instead of {percent(found.then)})"
    return f"{name(field)} (average {mean(found.now, field)} instead of {mean(found.then, field)})"


def changed(version: str, *, inputs: bool, results: bool) -> str:
    """What is wrong, and the remedy."""
    what = listed([*(["its inputs"] if inputs else []), *(["its results"] if results else [])])
    return (
        f"{version}: {what} changed clearly since it was trained. See whether the test or the class differs from "
        "before, and train the task again with newer rows"
    )


def nothing_told(version: str) -> str:
    return (
        f"nothing can be told of {version} yet: it takes predictions of {FEWEST_ENTERED} students, or one result "
        "recorded after its prediction"
    )
