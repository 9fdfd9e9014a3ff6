"""Of very many inputs, those that a page shows: what a model leans on most, and what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

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
    counts = {"shown": numbers.count(len(shown)), "count": numbers.count(len(ranked))}
    sentence = _("Shown are %(shown)s of %(count)s fields: those it leans on most.") % counts
    curves = _curves(run, asked, len(ranked))
    return Strongest(frozenset(shown), others, sentence if others else "", curves if others else "")


def _curves(run: StoredRun, asked: str, inputs: int) -> str:
    followed = [one.field for one in run.diagnosis.dependence] if run.diagnosis else []
    counts = {"few": numbers.count(min(len(followed), MOST_FIELDS)), "count": numbers.count(inputs)}
    said = _("That is drawn for %(few)s of %(count)s fields: those it leans on most.") % counts
    if asked and asked not in followed:
        missing = _("%(field)s is not among them.") % {"field": run.schema.field(asked).label}
        return f"{said} {missing}"
    return said


def closest(errors: Sequence[FieldErrors], run: StoredRun) -> str:
    """That errors were split by some of very many inputs only; empty where by all."""
    split = {of_field.field for of_field in errors} & set(run.inputs)
    if len(run.inputs) <= MOST_FIELDS or len(split) >= len(run.inputs):
        return ""
    counts = {"split": numbers.count(len(split)), "count": numbers.count(len(run.inputs))}
    return _(
        "Errors are split by %(split)s of %(count)s inputs: those that go most closely with %(target)s, and all that "
        "are sensitive."
    ) % (counts | {"target": the(run.target)})
