"""Of very many inputs, those that a page shows: what a model leans on most, and what is asked for."""

from dataclasses import dataclass

from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredRun
from mlcore.words import numbers

# As many as an exploration shows.
MOST_FIELDS = 40


@dataclass(frozen=True)
class Strongest:
    """Slugs of the fields that are shown; the others, largest weight first, and the sentence that says so."""

    slugs: frozenset[str]
    left_out: tuple[Field, ...]
    sentence: str


def strongest(run: StoredRun, asked: str = "") -> Strongest:
    """With the field that is `asked` for, where it is not among them anyway. Raises LookupError where the model has no
    such field."""
    ranked = [measured.field for measured in run.diagnosis.importance] if run.diagnosis else []
    if asked and asked not in ranked:
        raise LookupError(asked)
    shown = {*ranked[:MOST_FIELDS], asked} - {""}
    others = tuple(run.schema.field(slug) for slug in ranked if slug not in shown)
    sentence = f"Shown are {numbers.count(len(shown))} of {numbers.count(len(ranked))} fields: those it leans on most."
    return Strongest(frozenset(shown), others, sentence if others else "")
