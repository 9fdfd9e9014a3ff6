"""Why a row of a file is not taken, as facts, and in words with the place, the value and the remedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mlcore.pipeline.files.refusals import CellProblem


class Kind(StrEnum):
    CELL = "cell"
    NO_NAME = "no name"
    NOBODY = "nobody"
    UNDECIDED = "undecided"
    UNKNOWN_NUMBER = "unknown number"
    TWICE = "twice"
    NUMBER_TAKEN = "number taken"
    NUMBER_TWICE = "number twice"
    LONG = "too long"
    NO_TEXT = "no text"
    NO_DAY = "no day"
    DAY_UNTOLD = "day untold"
    NOT_YET = "not yet"
    SHORTENED = "shortened"
    NO_VALUE = "no value"
    BEYOND = "beyond"


# Said behind the place and the value; `{more}` is what only this row knows.
SAID = {
    Kind.NO_NAME: "the student is new, and the row has no name. Write the name, or leave the row out.",
    Kind.NOBODY: "neither a number nor a name stands here. Write one of them, or delete the row.",
    Kind.UNDECIDED: "nobody has said who this is. Choose on the step 'Who is who'.",
    Kind.UNKNOWN_NUMBER: "no student of the class has this number. Choose on the step 'Who is who', or correct it.",
    Kind.TWICE: "the student stands in the file more than once (rows {more}). Choose one on the step 'Who is who'.",
    Kind.NUMBER_TAKEN: "{more} has this number already. Correct it, or choose on the step 'Who is who'.",
    Kind.NUMBER_TWICE: "several students would have this number (rows {more}). Correct it, or leave rows out.",
    Kind.LONG: "at most {more} characters can be stored. Shorten it.",
    Kind.NO_TEXT: "it holds a character that is no text. Write it anew.",
    Kind.NO_DAY: "no day that can be read for certain. Write it as 2026-06-30.",
    Kind.DAY_UNTOLD: "nothing says on which day the result was reached. Say it on the step 'Columns'.",
    Kind.NOT_YET: "nobody can have reached a result on a day that is still to come. Correct the day.",
    Kind.SHORTENED: "a spreadsheet program made this of a long number, and its digits are lost. Export the file anew.",
    Kind.BEYOND: "it stands behind the last column. Put quotation marks around a value that holds what separates "
    "columns, or give the column a header.",
    Kind.NO_VALUE: "no value stands in this row. Fill one in, or delete the row.",
}

CHOICES = {
    "or say --decimal comma or --decimal point": "or choose on the step 'Columns' how such numbers are read",
    ": --decimal comma or --decimal point": " on the step 'Columns'",
    "; --most-rows allows more of a CSV file": "",
    "Leave --format out.": "Read it as a plain table.",
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`position` of the column to blame, None for the row as a whole; `cell` where a field refused its value, as the
    file counts it.
    """

    kind: Kind
    row: int
    position: int | None = None
    column: str = ""
    value: str = ""
    more: str = ""
    cell: CellProblem | None = None
    # The same where the file is counted as the field is.
    remedy: CellProblem | None = None

    @property
    def place(self) -> str:
        return f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"

    @property
    def reason(self) -> str:
        """Without the place: for where that stands beside it."""
        if self.cell:
            expected = f"{on_pages(self.cell.expected)}{self.cell.before}"
            return f"“{self.value}” is not allowed{self.cell.likeness}; expected {expected}"
        said = SAID[self.kind].format(more=self.more)
        return f"“{self.value}”: {said}" if self.value else said

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    @property
    def remark(self) -> str:
        """For a last column of the row itself, where the value stands."""
        if self.remedy:
            return on_pages(self.remedy.remark)
        return f"{self.column}: {SAID[self.kind].format(more=self.more)}" if self.column else self.reason


def on_pages(text: str) -> str:
    """Of a refusal that commands share: what is said there by an option, and on pages by a choice."""
    for option, choice in CHOICES.items():
        text = text.replace(option, choice)
    return text


def rows_in_words(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
