"""Why a row of a file is not taken, as facts, and in words with the place, the value and the remedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mlcore.pipeline.files.formats.recognising import NOT_OF_FORMAT
from mlcore.pipeline.files.refusals import REMARKS, SAY_DECIMAL, TOO_MANY_ROWS_OF_TEXT, CellProblem, Refusal
from mlcore.pipeline.messages import N_, Message, message


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
    LONG_AGO = "long ago"
    SHORTENED = "shortened"
    NO_VALUE = "no value"
    BEYOND = "beyond"


# Said behind the place and the value; `more` is what only this row knows.
SAID = {
    Kind.NO_NAME: N_("the student is new, and the row has no name. Write the name, or leave the row out."),
    Kind.NOBODY: N_("neither a number nor a name stands here. Write one of them, or delete the row."),
    Kind.UNDECIDED: N_("nobody has said who this is. Choose on the step 'Who is who'."),
    Kind.UNKNOWN_NUMBER: N_("no student of the class has this number. Choose on the step 'Who is who', or correct it."),
    Kind.TWICE: N_(
        "the student stands in the file more than once (rows %(more)s). Choose one on the step 'Who is who'."
    ),
    Kind.NUMBER_TAKEN: N_("%(more)s has this number already. Correct it, or choose on the step 'Who is who'."),
    Kind.NUMBER_TWICE: N_("several students would have this number (rows %(more)s). Correct it, or leave rows out."),
    Kind.LONG: N_("at most %(more)s characters can be stored. Shorten it."),
    Kind.NO_TEXT: N_("it holds a character that is no text. Write it anew."),
    Kind.NO_DAY: N_("no day that can be read for certain. Write it as 2026-06-30."),
    Kind.DAY_UNTOLD: N_("nothing says on which day the result was reached. Say it on the step 'Columns'."),
    Kind.NOT_YET: N_("nobody can have reached a result on a day that is still to come. Correct the day."),
    Kind.LONG_AGO: N_("this day is more than %(more)s years from today. Correct it."),
    Kind.SHORTENED: N_(
        "a spreadsheet program made this of a long number, and its digits are lost. Export the file anew."
    ),
    Kind.BEYOND: N_(
        "it stands behind the last column. Put quotation marks around a value that holds what separates "
        "columns, or give the column a header."
    ),
    Kind.NO_VALUE: N_("no value stands in this row. Fill one in, or delete the row."),
}

# What is said at the command line by an option, and on pages by a choice.
CHOICES = {
    REMARKS[Refusal.TWO_READINGS]: N_(
        "; write it without the comma, or choose on the step 'Columns' how such numbers are read"
    ),
    SAY_DECIMAL: N_(
        "Column %(column)s: '%(value)s' can be read as %(one)s and as %(other)s. "
        "Say which mark separates decimals on the step 'Columns'."
    ),
    TOO_MANY_ROWS_OF_TEXT: N_("The file has more than %(most)s rows. Split it into smaller files."),
    NOT_OF_FORMAT: N_("The file lacks the columns by which %(format)s is known. Read it as a plain table."),
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
    def place(self) -> Message:
        if self.column:
            return message(N_("row %(row)s, column %(column)s"), row=self.row, column=self.column)
        return message(N_("row %(row)s"), row=self.row)

    @property
    def reason(self) -> Message:
        """Without the place: for where that stands beside it."""
        if self.cell:
            expected = message("%(allowed)s%(before)s", allowed=on_pages(self.cell.expecting), before=self.cell.before)
            refused = N_("“%(value)s” is not allowed%(likeness)s; expected %(allowed)s")
            return message(refused, value=self.value, likeness=self.cell.likeness, allowed=expected)
        return message("“%(value)s”: %(said)s", value=self.value, said=self._said) if self.value else self._said

    @property
    def _said(self) -> Message:
        return message(SAID[self.kind], more=self.more)

    @property
    def message(self) -> Message:
        return message("%(place)s: %(reason)s", place=self.place, reason=self.reason)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def remark(self) -> str:
        """For a last column of the row itself, where the value stands; English, as saved files are."""
        if self.remedy:
            return str(on_pages(self.remedy.remarking))
        return f"{self.column}: {self._said}" if self.column else str(self.reason)


def on_pages(told: Message) -> Message:
    """Of a refusal that commands share."""
    values = {name: on_pages(value) if isinstance(value, Message) else value for name, value in told.values.items()}
    template = CHOICES.get(told.template, told.template) if isinstance(told.template, str) else told.template
    return Message(template, values)


def rows_in_words(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
