"""What in the data can mislead a model, or whoever reads its figures: facts, said in mlcore.words.verdicts.cautions."""

from dataclasses import dataclass
from typing import Literal

CautionKind = Literal[
    "equals",
    "same order",
    "too good",
    "repeats",
    "few rows",
    "few groups",
    "gaps",
    "empty",
    "constant",
    "all but constant",
    "few values",
    "at minimum",
    "at maximum",
]
# An input, or the model itself, knows the result.
LEAKS: tuple[CautionKind, ...] = ("equals", "same order", "too good")


@dataclass(frozen=True, kw_only=True)
class Caution:
    """One caution about a column (`field`), or about rows where that is blank; `target` where it is about that too.

    It holds for `count` of so many rows (groups, values), and `share` is its figure from 0 to 1: R² of 'equals' and
    'too good'; of 'same order' the pairs in one order minus those in the other. Kinds leave what they do not need at 0.
    """

    kind: CautionKind
    field: str = ""
    target: str = ""
    count: int = 0
    of: int = 0
    share: float = 0.0

    @property
    def is_leak(self) -> bool:
        return self.kind in LEAKS
