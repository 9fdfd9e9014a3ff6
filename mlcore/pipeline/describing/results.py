"""Which column is the result, what is known before it, and what all but equals it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mlcore.pipeline.describing import scales
from mlcore.pipeline.describing.proposal import ProposedColumn, Use
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.describing.words.vocabulary import Topic, word_of
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Field

# How much a header speaks for a column being the result.
WEIGHTS = {Topic.FINAL: 4, Topic.RESULT: 2, Topic.SCORE: 1, Topic.BEFORE: -3, Topic.AMOUNT: -4}

# What may be called a result and is left out, and what is said of it at the one that is taken instead.
WHY_NOT = {
    Why.CONSTANT: Why.NAMED_IS_CONSTANT,
    **dict.fromkeys((Why.EMPTY, Why.FORMULAS, Why.FORMAT, Why.SAME_HEADER, Why.MIXED), Why.NAMED_IS_LEFT_OUT),
    **dict.fromkeys((Why.MANY_VALUES, Why.FREE_TEXT), Why.NAMED_HAS_NO_NUMBERS),
}


def likely_result(columns: Sequence[ProposedColumn]) -> ProposedColumn | None:
    """The number that its header calls a result, or the last one; None where there is no number."""
    numbers = [column for column in columns if column.field and column.field.is_number and column.is_taken]
    return max(numbers, key=lambda column: (_weight(column.header), column.position), default=None)


def with_uses(
    columns: Sequence[ProposedColumn], result: ProposedColumn | None, sample: Sequence[Sequence[Cell]]
) -> tuple[ProposedColumn, ...]:
    """Every column with what is done with it, once the result is known."""
    # pandas takes half a second, which nothing that only shows a proposal is to pay.
    from mlcore.pipeline.describing.leaks import leaks_of

    leaks = leaks_of(columns, result, sample) if result else {}
    why = _why_result(columns, result) if result else ()
    return tuple(_used(column, result, leaks, why) for column in columns)


def _why_result(columns: Sequence[ProposedColumn], result: ProposedColumn) -> tuple[Because, ...]:
    """Also why it is not another one that its header rather calls the result."""
    if result != likely_result(columns):
        return (Because(why=Why.CHOSEN_RESULT),)
    word = _result_word(result.header)
    rather = [column for column in columns if _weight(column.header) > max(_weight(result.header), 0)]
    named = next((column for column in rather if _result_word(column.header) and _whynot(column)), None)
    because = _whynot(named) if named else None
    if word or not because:
        own = Because(why=Why.CALLED_RESULT if word else Why.LAST_NUMBER, word=word)
        return (own, because) if because else (own,)
    return (because,)


def _whynot(column: ProposedColumn) -> Because | None:
    """Why a column is no result although it may be called one; None where it could be, or is about people or days."""
    if column.is_taken:
        is_number = column.field is not None and column.field.is_number
        return None if is_number else Because(why=Why.NAMED_HAS_NO_NUMBERS, word=column.header)
    found = next((WHY_NOT[because.why] for because in column.because if because.why in WHY_NOT), None)
    return Because(why=found, word=column.header) if found else None


def _weight(header: str) -> int:
    """Of a mark and the same in percent the mark is meant."""
    is_percent = bool(scales.unit_in(header) == "%")
    return sum(weight for topic, weight in WEIGHTS.items() if word_of(topic, header)) - is_percent


def _used(
    column: ProposedColumn, result: ProposedColumn | None, leaks: Mapping[int, Because], why: tuple[Because, ...]
) -> ProposedColumn:
    if not column.is_taken or column.field is None:
        return column
    if result and column.position == result.position:
        return replace(column, use="result", because=(*column.because, *why))
    use, because = _use(column, column.field, result, leaks.get(column.position))
    return replace(column, use=use, because=(*column.because, *because))


def _use(
    column: ProposedColumn, field: Field, result: ProposedColumn | None, leak: Because | None
) -> tuple[Use, tuple[Because, ...]]:
    if leak and not column.is_wished:
        return "left out", (leak,)  # not for readers
    if field.is_cluster:
        return "kept", ()
    if field.sensitive:
        return "audit", (Because(why=Why.SENSITIVE, word=word_of(Topic.SENSITIVE, column.header)),)
    if result and _is_another_result(column, field, result):
        return "kept", (Because(why=Why.ALSO_RESULT, word=_result_word(column.header)),)
    return "input", (Because(why=Why.KNOWN_BEFORE),)


def _is_another_result(column: ProposedColumn, field: Field, result: ProposedColumn) -> bool:
    """A final mark in another subject, or a result that stands behind the one in question."""
    if not field.is_number or word_of(Topic.BEFORE, column.header):
        return False
    is_behind = column.position > result.position and bool(word_of(Topic.RESULT, column.header))
    return bool(word_of(Topic.FINAL, column.header)) or is_behind


def _result_word(header: str) -> str:
    return word_of(Topic.FINAL, header) or word_of(Topic.RESULT, header)
