"""The reasons of a proposed description as sentences."""

from collections.abc import Callable

from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.schema import Field, plain, shortened
from mlcore.words import numbers
from mlcore.words.names import listed

Said = Callable[[Because, ProposedColumn], str]
KINDS = {
    "number": "a number",
    "ordered": "steps in an order",
    "category": "one of several choices",
    "group": "the name of a class or school",
    "left out": "left out",
}
USES = {
    "result": "the result that is predicted",
    "input": "known before the result, so it is used",
    "audit": "not used; only looked at, to see for whom a model errs",
    "kept": "stored, not used",
    "left out": "left out",
}
MOST_SHOWN = 8


def reasons(column: ProposedColumn) -> list[str]:
    """Every reason of one column, in the order in which it was decided."""
    return [said for _, said in each(column)]


def each(column: ProposedColumn) -> list[tuple[Because, str]]:
    return [(because, said) for because in column.because if (said := SAYINGS[because.why](because, column))]


def summary(column: ProposedColumn) -> str:
    """What becomes of a column, in one line: 'Homework: a number from 0 to 20, known before the result, ...'."""
    header = column.header or f"column {column.position + 1}"
    if not column.is_taken or column.field is None:
        return f"{header}: left out"
    return f"{header}: {described(column.field)}; {USES[column.use]}"


def described(field: Field) -> str:
    """'a number from 0 to 20', 'steps in an order: low, middle, high'."""
    if field.is_number:
        unit = f" {field.unit}" if field.unit else ""
        return f"a number from {plain(field.minimum)} to {plain(field.maximum)}{unit}"
    if field.is_cluster:
        return KINDS["group"]
    return f"{KINDS[field.kind]}: {_some(field.choices)}"


def of_file(proposal: Proposal) -> list[str]:
    """What was looked at, as a whole."""
    taken = len(proposal.taken)
    sheet = f" of sheet “{proposal.sheet}”" if proposal.sheet else ""
    kind = f" It is an export of {proposal.format}." if proposal.format else ""
    said = [
        f"{numbers.rows(proposal.rows)}{sheet}, {_columns(len(proposal.columns))}, of which {taken} can be used.{kind}"
    ]
    if count := proposal.other_sheets:
        others = "another sheet is" if count == 1 else f"{count} other sheets are"
        said.append(f"Besides, {others} there and not read; say which one is meant when you bring the file.")
    if count := proposal.lines_above:
        lines = "1 line stands" if count == 1 else f"{count} lines stand"
        said.append(f"{lines} above the header and {'is' if count == 1 else 'are'} no part of the rows.")
    return said


def notes(proposal: Proposal) -> dict[str, list[str]]:
    """The reasons by the slug of the field, as comments of a file."""
    return {column.field.slug: reasons(column) for column in proposal.taken if column.field}


def _columns(count: int) -> str:
    return f"{numbers.count(count)} column{'' if count == 1 else 's'}"


def _some(choices: tuple[str, ...]) -> str:
    shown = [shortened(choice) for choice in choices[:MOST_SHOWN]]
    more = [f"{len(choices) - MOST_SHOWN} more"] if len(choices) > MOST_SHOWN else []
    return ", ".join(shown + more)


def _met(because: Because) -> str:
    return f"{plain(because.low)} to {plain(because.high)}"


def _bounds(column: ProposedColumn) -> str:
    return f"{plain(column.field.minimum)} to {plain(column.field.maximum)}" if column.field else ""


def _says(word: str) -> str:
    return f" (its header says “{shortened(word)}”)" if word else ""


def _numbers(because: Because, column: ProposedColumn) -> str:
    return (
        f"A number: {numbers.count(because.count)} of {numbers.count(because.of)} filled cells are numbers."
        if because.count < because.of
        else "A number: every filled cell is one."
    )


def _leak(because: Because, column: ProposedColumn) -> str:
    return f"Left out: “{column.header}” all but equals “{because.word}”, so it is known only with the result."


def _same_order(because: Because, column: ProposedColumn) -> str:
    return (
        f"Left out: “{column.header}” puts students in nearly the same order as “{because.word}”, so it is "
        "probably made from it."
    )


def _same_header(because: Because, column: ProposedColumn) -> str:
    """Older proposals do not say where the others are."""
    if not because.places:
        return "Left out: another column has the same header. Rename one of them."
    places = listed([str(place) for place in because.places])
    examples = listed([f"“{column.header} {number}”" for number in (1, 2)])
    return (
        f"Left out: columns {places} are all called “{column.header}”, and columns are told apart by their headers "
        f"alone. Call them {examples} in the file, or as you like, and bring it once more."
    )


def _mixed(because: Because, column: ProposedColumn) -> str:
    rows = listed([f"row {place}" for place in because.places]) or "some rows"
    return (
        f"Left out: percents such as 50% and numbers below 1 such as 0.5 stand side by side ({rows}), and nobody can "
        "tell whether they are counted alike. Write all of them one way, and bring the file once more."
    )


def _not_the_named(why: str) -> Said:
    return lambda b, c: f"The result: “{b.word}” is called one, but {why}; of the others this is the most likely one."


SAYINGS: dict[Why, Said] = {
    Why.NO_HEADER: lambda b, c: "Left out: it has no header. Give it one if it matters.",
    Why.SAME_HEADER: _same_header,
    Why.FORMAT: lambda b, c: "Left out: exports of this kind hold nothing here that is known before the result.",
    Why.EMPTY: lambda b, c: "Left out: every cell is blank.",
    Why.FORMULAS: lambda b, c: (
        "Left out: it holds formulas without a result. Open the file in a spreadsheet program, save it and retry."
    ),
    Why.CONSTANT: lambda b, c: "Left out: every row says the same.",
    Why.PERSON: lambda b, c: f"Left out: names or numbers of people are never stored{_says(b.word)}.",
    Why.PERSON_NUMBER: lambda b, c: "Left out: nearly every row has a long number of its own, as people's numbers are.",
    Why.RUNNING_NUMBER: lambda b, c: "Left out: it counts the rows.",
    Why.ADDRESS: lambda b, c: "Left out: it holds addresses.",
    Why.DATE: lambda b, c: f"Left out: it holds dates{_says(b.word)}.",
    Why.FREE_TEXT: lambda b, c: "Left out: it holds sentences, which are never stored.",
    Why.MANY_VALUES: lambda b, c: "Left out: nearly every row says something else, as names do.",
    Why.MIXED: _mixed,
    Why.EQUALS: _leak,
    Why.SAME_ORDER: _same_order,
    Why.NUMBERS: _numbers,
    Why.COMMON_ORDER: lambda b, c: "Steps in an order: its choices are a common one. The least comes first.",
    Why.NUMBERED: lambda b, c: "Steps in an order: by the numbers in its choices.",
    Why.STEPS: lambda b, c: f"Steps in an order: only whole numbers from {_met(b)} stand there, and no score is meant.",
    Why.CODES: lambda b, c: f"Choices: {b.count} different whole numbers stand for something{_says(b.word)}.",
    Why.FEW_VALUES: lambda b, c: (
        f"Choices: {b.count} different texts in {numbers.rows(b.of)}, in no order that is known."
    ),
    Why.GROUP: lambda b, c: f"A class or school{_says(b.word)}: students of one are kept together in checks.",
    Why.WISHED: lambda b, c: "Changed by hand.",
    Why.TOLD_MAXIMUM: lambda b, c: f"From {_bounds(c)}: the file gives the maximum.",
    Why.NAMED_SCALE: lambda b, c: f"From {_bounds(c)}: the usual ends of what its header names (“{b.word}”).",
    Why.USUAL_SCALE: lambda b, c: f"From {_bounds(c)}: the file holds {_met(b)}, and schools mark on that scale.",
    Why.ROUNDED: lambda b, c: f"From {_bounds(c)}: the file holds {_met(b)}, rounded outwards to leave room.",
    Why.OTHER_WORDS: lambda b, c: f"Read as not known: {b.word}.",
    Why.SENSITIVE: lambda b, c: f"Sensitive{_says(b.word)}: looked at to see for whom a model errs, never used.",
    Why.CALLED_RESULT: lambda b, c: f"The result{_says(b.word)}.",
    Why.LAST_NUMBER: lambda b, c: "The result: no header says which column it is, and this is the most likely one.",
    Why.CHOSEN_RESULT: lambda b, c: "The result, as it was chosen.",
    Why.NAMED_IS_CONSTANT: _not_the_named("every row of it says the same, so there is nothing to predict"),
    Why.NAMED_HAS_NO_NUMBERS: _not_the_named("it does not hold numbers"),
    Why.NAMED_IS_LEFT_OUT: _not_the_named("it is left out, as is said there"),
    Why.ALSO_RESULT: lambda b, c: f"Stored, not used: it looks like a result as well{_says(b.word)}.",
    Why.KNOWN_BEFORE: lambda b, c: "Known before the result, as far as a file can tell.",
}
