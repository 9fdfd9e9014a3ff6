"""Of very many inputs, those that a page shows: what a model leans on most, and what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.pipeline.results.diagnosis import FieldErrors
from mlcore.pipeline.schema import MANY_INPUTS, Field
from mlcore.versions.stored import StoredRun
from mlcore.words import numbers
from mlcore.words.names import the

MOST_FIELDS = MANY_INPUTS


@dataclass(frozen=True)
class Strongest:
    """Slugs of the fields that are shown; the others, largest weight first, and the sentences that say so."""

    slugs: frozenset[str]
    left_out: tuple[Field, ...]
    sentence: str
    curves: str = ""


def strongest(run: StoredRun, asked: str = "") -> Strongest:
    """With the field that is `asked` for, where it is not among them anyway. Raises LookupError where the model has no
    such field."""
    ranked = [measured.field for measured in run.diagnosis.importance] if run.diagnosis else []
    if asked and asked not in ranked:
        raise LookupError(asked)
    shown = {*ranked[:MOST_FIELDS], asked} - {""}
    others = tuple(run.schema.field(slug) for slug in ranked if slug not in shown)
    sentence = f"Shown are {numbers.count(len(shown))} of {numbers.count(len(ranked))} fields: those it leans on most."
    curves = _curves(run, asked, len(ranked))
    return Strongest(frozenset(shown), others, sentence if others else "", curves if others else "")


def _curves(run: StoredRun, asked: str, inputs: int) -> str:
    followed = [one.field for one in run.diagnosis.dependence] if run.diagnosis else []
    few = numbers.count(min(len(followed), MOST_FIELDS))
    said = f"That is drawn for {few} of {numbers.count(inputs)} fields: those it leans on most."
    if asked and asked not in followed:
        return f"{said} {run.schema.field(asked).label} is not among them."
    return said


def closest(errors: Sequence[FieldErrors], run: StoredRun) -> str:
    """That errors were split by some of very many inputs only; empty where by all."""
    split = {of_field.field for of_field in errors} & set(run.inputs)
    if len(run.inputs) <= MOST_FIELDS or len(split) >= len(run.inputs):
        return ""
    return (
        f"Errors are split by {numbers.count(len(split))} of {numbers.count(len(run.inputs))} inputs: those that go "
        f"most closely with {the(run.target)}, and all that are sensitive."
    )
