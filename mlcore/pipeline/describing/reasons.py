"""Why a column is described as it is: facts, said in mlcore.words.describing."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What was seen; the first ones leave a column out."""

    NO_HEADER = "no header"
    SAME_HEADER = "same header"
    FORMAT = "format"
    EMPTY = "empty"
    FORMULAS = "formulas"
    CONSTANT = "constant"
    PERSON = "person"
    PERSON_NUMBER = "person number"
    RUNNING_NUMBER = "running number"
    ADDRESS = "address"
    DATE = "date"
    FREE_TEXT = "free text"
    MANY_VALUES = "many values"
    MIXED = "percent and parts of one"
    EQUALS = "equals"
    SAME_ORDER = "same order"
    # What kind it is.
    NUMBERS = "numbers"
    COMMON_ORDER = "common order"
    NUMBERED = "numbered"
    STEPS = "steps"
    CODES = "codes"
    FEW_VALUES = "few values"
    GROUP = "group"
    WISHED = "wished"
    # What it may hold.
    TOLD_MAXIMUM = "told maximum"
    NAMED_SCALE = "named scale"
    USUAL_SCALE = "usual scale"
    ROUNDED = "rounded"
    OTHER_WORDS = "other words"
    # What is done with it.
    SENSITIVE = "sensitive"
    CALLED_RESULT = "called result"
    LAST_NUMBER = "last number"
    CHOSEN_RESULT = "chosen result"
    NAMED_IS_CONSTANT = "named result is constant"
    NAMED_HAS_NO_NUMBERS = "named result has no numbers"
    NAMED_IS_LEFT_OUT = "named result is left out"
    ALSO_RESULT = "also result"
    KNOWN_BEFORE = "known before"


@dataclass(frozen=True, kw_only=True)
class Because:
    """One reason: it holds for `count` of so many cells, `low` to `high` is what was met; `word` is what the header
    says, or the header of another column that is meant; `places` are rows or columns of the file, counted from 1.
    Reasons leave what they do not need.
    """

    why: Why
    count: int = 0
    of: int = 0
    low: float | None = None
    high: float | None = None
    word: str = ""
    places: tuple[int, ...] = ()
