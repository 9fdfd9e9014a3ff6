"""Which fields count for a model, which hardly do, and of which nothing can be said."""

from collections.abc import Sequence

from mlcore.pipeline.results.diagnosis import FieldImportance, Together
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.texts import MOST_LISTED
from mlcore.words.names import listed, the
from mlcore.words.numbers import count, number

# A share of the model's error: a change that is surely less is called hardly any.
HARDLY = 0.05


def is_clear(importance: FieldImportance) -> bool:
    return importance.points.low > 0


def is_small(importance: FieldImportance, rmse: float) -> bool:
    """`rmse` is the model's error with nothing shuffled."""
    return importance.points.low <= 0 and importance.points.high <= HARDLY * rmse


def standing(importance: FieldImportance, rmse: float) -> str:
    """Said beside a field; empty where it clearly counts."""
    if is_small(importance, rmse):
        return "hardly counts"
    return "" if is_clear(importance) else "not told from chance"


def summary(importance: Sequence[FieldImportance], rmse: float, schema: Schema) -> str:
    """Largest first; no absence of proof is worded as proof."""
    if not importance:
        return ""
    clear = _names(schema, [measured for measured in importance if is_clear(measured)])
    hardly = _names(schema, [measured for measured in importance if is_small(measured, rmse)])
    rest = [measured for measured in importance if not is_clear(measured) and not is_small(measured, rmse)]
    sentences = [_leans(clear[:2])]
    if hardly:
        sentences.append(f"Shuffling {_few_or_count(hardly)} hardly changes its error.")
    if rest:
        sentences.append(
            f"For {_few_or_count(_names(schema, rest))}, a change of its error could not be told from chance."
        )
    return " ".join(sentences)


def _few_or_count(names: Sequence[str]) -> str:
    """The sentence is a headline; the table below has all of them by name."""
    return listed(names) if len(names) <= MOST_LISTED else f"any one of {count(len(names))} other fields"


def _leans(most: Sequence[str]) -> str:
    return f"This model leans most on {listed(most)}." if most else "No single field clearly matters to this model."


def _names(schema: Schema, importance: Sequence[FieldImportance]) -> list[str]:
    return [the(schema.field(measured.field)) for measured in importance]


def shared(pair: Together | None, schema: Schema) -> str:
    """That a small importance is no sign that a field tells nothing."""
    such = ""
    if pair:
        first, second = the(schema.field(pair.first)), the(schema.field(pair.second))
        such = f", such as {first} and {second} here (r\u00a0=\u00a0{number(pair.r, 2)}),"
    return f"Fields that go together{such} share their weight: with one shuffled, the other still tells much of it."
