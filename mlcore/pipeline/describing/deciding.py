"""Of what kind a column is, from its header and what stands in it, and why; or that it is left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from mlcore.pipeline.describing.orders import in_common_order, in_numbered_order
from mlcore.pipeline.describing.profile import Profile, number_of, spellings
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.describing.words.vocabulary import Topic, word_of
from mlcore.pipeline.schema import Kind

# More of them nobody chooses from.
MOST_CHOICES = 30
# So many cells of a hundred tell what a column is; the others are slips or words of their own.
NEARLY_ALL = 0.9
# People are told apart by what is nearly never said twice.
MOSTLY_DIFFERENT = 0.8
OFTEN_DIFFERENT = 0.5
# Steps of a survey's scale.
MOST_STEPS, FEWEST_STEPS, LARGEST_CODE = 7, 3, 99
FEWEST_NUMBERED = 10
WORDS_OF_A_TEXT = 4
# As a choice is spelt that is a whole number; 50% and digits of other scripts are numbers only.
CODE = re.compile(r"\d+(?:[.,]0+)?", re.ASCII)
DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}(?:[-/ ]|\. ?)(?:\d{1,2}|\w{3,9})[-/. ]{1,2}\d{2,4}.*")
# Words beside numbers that stand for 'not known': short, and said again.
MOST_OTHER_WORDS, LONGEST_OTHER_WORD = 5, 12
MEASURED = (Topic.AMOUNT, Topic.SCORE, Topic.RESULT, Topic.FINAL, Topic.BEFORE)
Kinds = Kind | Literal["left out"]  # not for readers


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`choices` in their order; `unknown` are words among numbers that say nothing."""

    kind: Kinds
    because: Because
    choices: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Looked:
    """One column with what its header speaks of."""

    column: Profile
    says: dict[Topic, str] = field(default_factory=dict)

    def speaks_of(self, *topics: Topic) -> str:
        return next((self.says[topic] for topic in topics if self.says[topic]), "")


def decide(column: Profile) -> Decision:
    """The kind that a column has by itself."""
    looked = _Looked(column, {topic: word_of(topic, column.header) for topic in Topic})
    for rule in (_nothing, _people, _dates, _groups, _mixed, _numbers, _choices):
        decision = rule(looked)
        if decision:
            return decision
    return _too_many(column)


def as_wished(column: Profile, kind: Kind) -> Decision | None:
    """The kind that somebody wants; None where the column cannot be of it."""
    because = Because(why=Why.WISHED, count=column.filled)
    if kind == "number" and column.mixed:
        return None
    if kind == "number":
        return Decision(kind=kind, because=because, unknown=_other_words(column)) if column.met else None
    if kind == "group":
        return Decision(kind=kind, because=because) if column.filled else None
    choices = _all_texts(column)
    if choices is None or not 2 <= len(choices) <= MOST_CHOICES:
        return None
    return Decision(kind=kind, because=because, choices=_ordered(choices, are_grades=True) or choices)


def names_people(column: Profile) -> bool:
    """Whether its header says so, or it holds addresses: for certain, not as a guess from what stands there."""
    return column.addresses >= max(column.filled / 2, 1) or bool(word_of(Topic.PERSON, column.header))


def _left_out(why: Why, column: Profile, word: str = "") -> Decision:
    because = Because(why=why, count=column.filled, of=column.filled, word=word)
    return Decision(kind="left out", because=because)  # not for readers


def _nothing(looked: _Looked) -> Decision | None:
    column = looked.column
    if not column.filled:
        return _left_out(Why.FORMULAS if column.unresolved else Why.EMPTY, column)
    texts = _all_texts(column)
    return _left_out(Why.CONSTANT, column) if texts is not None and len(texts) == 1 else None


def _people(looked: _Looked) -> Decision | None:
    """Names, numbers and addresses of people: they are known by their header, or by being never said twice."""
    column = looked.column
    if column.addresses >= column.filled / 2:
        return _left_out(Why.ADDRESS, column)
    if word := looked.speaks_of(Topic.PERSON):
        return _left_out(Why.PERSON, column, word)
    counted = looked.speaks_of(Topic.AMOUNT, Topic.SCORE)
    word = looked.speaks_of(Topic.PERHAPS_PERSON)
    if word and not counted and column.distinctness >= OFTEN_DIFFERENT:
        return _left_out(Why.PERSON, column, word)
    if _is_running(column) and not counted:
        return _left_out(Why.RUNNING_NUMBER, column)
    if _is_reference(column) and not counted:
        return _left_out(Why.PERSON_NUMBER, column)
    return None


def _is_running(column: Profile) -> bool:
    met = column.met
    if met is None or column.numbers < column.filled or not met.whole or column.distinctness < 1:
        return False
    return column.filled >= FEWEST_NUMBERED and met.high - met.low == column.filled - 1


def _is_reference(column: Profile) -> bool:
    """Numbers like 00417 or 2024118, another for nearly everybody."""
    met = column.met
    if met is None or column.numbers < column.filled or not met.whole or column.filled < FEWEST_NUMBERED:
        return False
    are_long = met.low >= 1_000 or column.leading_zeros >= column.filled / 2
    return are_long and column.distinctness >= MOSTLY_DIFFERENT


def _dates(looked: _Looked) -> Decision | None:
    column, met, said = looked.column, looked.column.met, looked.speaks_of(Topic.DATE)
    in_words = sum(count for text, count in (column.texts or Counter()).items() if DATE.fullmatch(text))
    if column.dates + in_words >= NEARLY_ALL * column.filled:
        return _left_out(Why.DATE, column)
    is_year = met is not None and met.whole and met.low >= 1900 and met.high <= 2100
    may_be = met is None or is_year or column.distinctness > OFTEN_DIFFERENT
    return _left_out(Why.DATE, column, said) if said and may_be else None


def _groups(looked: _Looked) -> Decision | None:
    """Names of schools and classes: a header that says so, and values that many share."""
    column = looked.column
    word = looked.speaks_of(Topic.GROUP)
    if not word or looked.speaks_of(Topic.NO_GROUP, Topic.SENSITIVE, Topic.AMOUNT):
        return None
    if column.distinctness > OFTEN_DIFFERENT or (column.met and not column.met.whole):
        return None
    return Decision(kind="group", because=Because(why=Why.GROUP, count=_count(column), word=word))


def _mixed(looked: _Looked) -> Decision | None:
    rows = looked.column.mixed
    return Decision(kind="left out", because=Because(why=Why.MIXED, places=rows)) if rows else None  # not for readers


def _numbers(looked: _Looked) -> Decision | None:
    column = looked.column
    if column.met is None or column.numbers < NEARLY_ALL * column.filled:
        return None
    if steps := _steps(looked):
        return steps
    because = Because(why=Why.NUMBERS, count=column.numbers, of=column.filled)
    return Decision(kind="number", because=because, unknown=_other_words(column))


def _steps(looked: _Looked) -> Decision | None:
    """Few whole numbers that are no scores: codes where the header speaks of kinds, or steps of a survey's scale."""
    column, values = looked.column, _whole_values(looked.column)
    if values is None:
        return None
    if word := looked.speaks_of(Topic.SENSITIVE):
        return _coded(values, column, word)
    if looked.speaks_of(*MEASURED):
        return None
    word = looked.speaks_of(Topic.CODE)
    if word or len(values) == 2:
        return _coded(values, column, word)
    return _stepped(column, values) if values[-1] <= MOST_STEPS and len(values) >= FEWEST_STEPS else None


def _whole_values(column: Profile) -> list[int] | None:
    """All different values from the smallest, where they are few, whole and spelt as choices are; else None."""
    texts = column.number_texts
    if not texts or column.numbers < column.filled or not all(map(CODE.fullmatch, texts)):
        return None
    values = sorted({int(number) for text in texts if (number := number_of(text)) is not None})
    return values if 2 <= len(values) <= MOST_STEPS and values[-1] <= LARGEST_CODE else None


def _coded(values: list[int], column: Profile, word: str) -> Decision:
    because = Because(why=Why.CODES, count=len(values), of=column.filled, word=word)
    return Decision(kind="category", because=because, choices=tuple(map(str, values)))


def _stepped(column: Profile, values: list[int]) -> Decision | None:
    """From the smallest to the largest step, also those that nobody chose."""
    if values[0] > 1:
        return None
    because = Because(why=Why.STEPS, low=values[0], high=values[-1], of=column.filled)
    return Decision(kind="ordered", because=because, choices=tuple(map(str, range(values[0], values[-1] + 1))))


def _choices(looked: _Looked) -> Decision | None:
    column = looked.column
    choices = _all_texts(column)
    if choices is None or len(choices) > MOST_CHOICES or 2 * len(choices) > column.filled:
        return None
    if column.words > WORDS_OF_A_TEXT * column.filled and 4 * len(choices) > column.filled:
        return None
    are_grades = bool(looked.speaks_of(Topic.SCORE, Topic.RESULT, Topic.FINAL))
    if ordered := in_common_order(choices, are_grades=are_grades):
        return Decision(kind="ordered", choices=ordered, because=Because(why=Why.COMMON_ORDER, count=len(ordered)))
    if ordered := in_numbered_order(choices):
        return Decision(kind="ordered", choices=ordered, because=Because(why=Why.NUMBERED, count=len(ordered)))
    because = Because(why=Why.FEW_VALUES, count=len(choices), of=column.filled)
    return Decision(kind="category", choices=choices, because=because)


def _ordered(choices: tuple[str, ...], *, are_grades: bool) -> tuple[str, ...] | None:
    return in_common_order(choices, are_grades=are_grades) or in_numbered_order(choices)


def _too_many(column: Profile) -> Decision:
    are_texts = column.words > WORDS_OF_A_TEXT * max(column.others, 1)
    return _left_out(Why.FREE_TEXT if are_texts else Why.MANY_VALUES, column)


def _all_texts(column: Profile) -> tuple[str, ...] | None:
    """Every different value as text, in the order of the alphabet; None where they are too many or dates."""
    if column.texts is None or column.number_texts is None or column.dates:
        return None
    return tuple(sorted((text for text, _ in spellings(column.texts + column.number_texts)), key=str.casefold))


def _count(column: Profile) -> int:
    texts = _all_texts(column)
    return len(texts) if texts else column.different_in_sample


def _other_words(column: Profile) -> tuple[str, ...]:
    return tuple(_repeated_words(column))[:MOST_OTHER_WORDS]


def _repeated_words(column: Profile) -> Iterator[str]:
    for text, count in spellings(column.texts or Counter()):
        if count > 1 and len(text) <= LONGEST_OTHER_WORD and not any(letter.isdigit() for letter in text):
            yield text
