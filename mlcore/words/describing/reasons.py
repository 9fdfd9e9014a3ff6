"""The reasons of a proposed description as sentences."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema import Field, plain, shortened
from mlcore.words import numbers
from mlcore.words.files.told import listed, quoted
from mlcore.words.said import said

Said = Callable[[Because, ProposedColumn], str]
KINDS = {
    "number": gettext_noop("a number"),
    "ordered": gettext_noop("steps in an order"),
    "category": gettext_noop("one of several choices"),
    "group": gettext_noop("the name of a class or school"),
    "left out": gettext_noop("left out"),
}
USES = {
    "result": gettext_noop("the result that is predicted"),
    "input": gettext_noop("known before the result, so it is used"),
    "audit": gettext_noop("not used; only looked at, to see for whom a model errs"),
    "kept": gettext_noop("stored, not used"),
    "left out": gettext_noop("left out"),
}
MOST_SHOWN = 8


def reasons(column: ProposedColumn) -> list[str]:
    """Every reason of one column, in the order in which it was decided."""
    return [told for _because, told in each(column)]


def each(column: ProposedColumn) -> list[tuple[Because, str]]:
    return [(because, told) for because in column.because if (told := SAYINGS[because.why](because, column))]


def summary(column: ProposedColumn) -> str:
    """What becomes of a column, in one line: 'Homework: a number from 0 to 20, known before the result, ...'."""
    header = column.header or _("column %(number)s") % {"number": column.position + 1}
    if not column.is_taken or column.field is None:
        return _("%(column)s: left out") % {"column": header}
    return f"{header}: {described(column.field)}; {_(USES[column.use])}"


def described(field: Field) -> str:
    """'a number from 0 to 20', 'steps in an order: low, middle, high'."""
    if field.is_number:
        told = said(field.allowing)
        return f"{told} {field.unit}" if field.unit else told
    if field.is_cluster:
        return _(KINDS["group"])
    return f"{_(KINDS[field.kind])}: {_some(field.choices)}"


def of_file(proposal: Proposal) -> list[str]:
    """What was looked at, as a whole."""
    told = [_looked_at(proposal)]
    if count := proposal.other_sheets:
        others = ngettext(
            "Besides, another sheet is there and not read; say which one is meant when you bring the file.",
            "Besides, %(count)s other sheets are there and not read; say which one is meant when you bring the file.",
            count,
        )
        told.append(others % {"count": count})
    if count := proposal.lines_above:
        lines = ngettext(
            "%(count)s line stands above the header and is no part of the rows.",
            "%(count)s lines stand above the header and are no part of the rows.",
            count,
        )
        told.append(lines % {"count": count})
    return told


def _looked_at(proposal: Proposal) -> str:
    count = len(proposal.columns)
    columns = ngettext("%(number)s column", "%(number)s columns", count) % {"number": numbers.count(count)}
    facts = {"rows": numbers.rows(proposal.rows), "columns": columns, "taken": len(proposal.taken)}
    if proposal.sheet:
        told = _("%(rows)s of sheet “%(sheet)s”, %(columns)s, of which %(taken)s can be used.")
    else:
        told = _("%(rows)s, %(columns)s, of which %(taken)s can be used.")
    told = told % {**facts, "sheet": proposal.sheet}
    export = _("It is an export of %(format)s.") % {"format": proposal.format}
    return f"{told} {export}" if proposal.format else told


def notes(proposal: Proposal) -> dict[str, list[str]]:
    """The reasons by the slug of the field, as comments of a file."""
    return {column.field.slug: reasons(column) for column in proposal.taken if column.field}


def _some(choices: tuple[str, ...]) -> str:
    shown = [shortened(choice) for choice in choices[:MOST_SHOWN]]
    more = [_("%(count)s more") % {"count": len(choices) - MOST_SHOWN}] if len(choices) > MOST_SHOWN else []
    return ", ".join(shown + more)


def _span(low: float | None, high: float | None) -> str:
    low_text, high_text = (numbers.localised(plain(end)) for end in (low, high))
    return _("%(low)s to %(high)s") % {"low": low_text, "high": high_text}


def _met(because: Because) -> str:
    return _span(because.low, because.high)


def _bounds(column: ProposedColumn) -> str:
    return _span(column.field.minimum, column.field.maximum) if column.field else ""


def _says(word: str) -> str:
    return _(" (its header says “%(word)s”)") % {"word": shortened(word)} if word else ""


def _numbers(because: Because, column: ProposedColumn) -> str:
    if because.count >= because.of:
        return _("A number: every filled cell is one.")
    facts = {"count": numbers.count(because.count), "of": numbers.count(because.of)}
    return _("A number: %(count)s of %(of)s filled cells are numbers.") % facts


def _leak(because: Because, column: ProposedColumn) -> str:
    told = _("Left out: “%(column)s” all but equals “%(other)s”, so it is known only with the result.")
    return told % {"column": column.header, "other": because.word}


def _same_order(because: Because, column: ProposedColumn) -> str:
    told = _(
        "Left out: “%(column)s” puts students in nearly the same order as “%(other)s”, so it is probably made from it."
    )
    return told % {"column": column.header, "other": because.word}


def _same_header(because: Because, column: ProposedColumn) -> str:
    """Older proposals do not say where the others are."""
    if not because.places:
        return _("Left out: another column has the same header. Rename one of them.")
    told = _(
        "Left out: columns %(places)s are all called “%(column)s”, and columns are told apart by their headers alone. "
        "Call them %(examples)s in the file, or as you like, and bring it once more."
    )
    facts = {
        "places": said(listed([str(place) for place in because.places])),
        "examples": said(listed([quoted(f"{column.header} {number}") for number in (1, 2)])),
    }
    return told % {"column": column.header, **facts}


def _mixed(because: Because, column: ProposedColumn) -> str:
    rows = [message(N_("row %(row)s"), row=place) for place in because.places]
    told = _(
        "Left out: percents such as 50%% and numbers below 1 such as 0.5 stand side by side (%(rows)s), and nobody can "
        "tell whether they are counted alike. Write all of them one way, and bring the file once more."
    )
    return told % {"rows": said(listed(rows)) or _("some rows")}


def _told(template: str) -> Said:
    """With the facts that most reasons name."""
    return lambda because, column: (
        _(template)
        % {
            "says": _says(because.word),
            "word": because.word,
            "met": _met(because) if because.high is not None else "",
            "bounds": _bounds(column),
            "count": because.count,
            "rows": numbers.rows(because.of),
        }
    )


SAYINGS: dict[Why, Said] = {
    Why.NO_HEADER: _told(gettext_noop("Left out: it has no header. Give it one if it matters.")),
    Why.SAME_HEADER: _same_header,
    Why.FORMAT: _told(
        gettext_noop("Left out: exports of this kind hold nothing here that is known before the result.")
    ),
    Why.EMPTY: _told(gettext_noop("Left out: every cell is blank.")),
    Why.FORMULAS: _told(
        gettext_noop(
            "Left out: it holds formulas without a result. Open the file in a spreadsheet program, save it and retry."
        )
    ),
    Why.CONSTANT: _told(gettext_noop("Left out: every row says the same.")),
    Why.PERSON: _told(gettext_noop("Left out: names or numbers of people are never stored%(says)s.")),
    Why.PERSON_NUMBER: _told(
        gettext_noop("Left out: nearly every row has a long number of its own, as people's numbers are.")
    ),
    Why.RUNNING_NUMBER: _told(gettext_noop("Left out: it counts the rows.")),
    Why.ADDRESS: _told(gettext_noop("Left out: it holds addresses.")),
    Why.DATE: _told(gettext_noop("Left out: it holds dates%(says)s.")),
    Why.FREE_TEXT: _told(gettext_noop("Left out: it holds sentences, which are never stored.")),
    Why.MANY_VALUES: _told(gettext_noop("Left out: nearly every row says something else, as names do.")),
    Why.MIXED: _mixed,
    Why.EQUALS: _leak,
    Why.SAME_ORDER: _same_order,
    Why.NUMBERS: _numbers,
    Why.COMMON_ORDER: _told(gettext_noop("Steps in an order: its choices are a common one. The least comes first.")),
    Why.NUMBERED: _told(gettext_noop("Steps in an order: by the numbers in its choices.")),
    Why.STEPS: _told(
        gettext_noop("Steps in an order: only whole numbers from %(met)s stand there, and no score is meant.")
    ),
    Why.CODES: _told(gettext_noop("Choices: %(count)s different whole numbers stand for something%(says)s.")),
    Why.FEW_VALUES: _told(gettext_noop("Choices: %(count)s different texts in %(rows)s, in no order that is known.")),
    Why.GROUP: _told(gettext_noop("A class or school%(says)s: students of one are kept together in checks.")),
    Why.WISHED: _told(gettext_noop("Changed by hand.")),
    Why.TOLD_MAXIMUM: _told(gettext_noop("From %(bounds)s: the file gives the maximum.")),
    Why.NAMED_SCALE: _told(gettext_noop("From %(bounds)s: the usual ends of what its header names (“%(word)s”).")),
    Why.USUAL_SCALE: _told(gettext_noop("From %(bounds)s: the file holds %(met)s, and schools mark on that scale.")),
    Why.ROUNDED: _told(gettext_noop("From %(bounds)s: the file holds %(met)s, rounded outwards to leave room.")),
    Why.OTHER_WORDS: _told(gettext_noop("Read as not known: %(word)s.")),
    Why.SENSITIVE: _told(gettext_noop("Sensitive%(says)s: looked at to see for whom a model errs, never used.")),
    Why.CALLED_RESULT: _told(gettext_noop("The result%(says)s.")),
    Why.LAST_NUMBER: _told(
        gettext_noop("The result: no header says which column it is, and this is the most likely one.")
    ),
    Why.CHOSEN_RESULT: _told(gettext_noop("The result, as it was chosen.")),
    Why.NAMED_IS_CONSTANT: _told(
        gettext_noop(
            "The result: “%(word)s” is called one, but every row of it says the same, so there is nothing to "
            "predict; of the others this is the most likely one."
        )
    ),
    Why.NAMED_HAS_NO_NUMBERS: _told(
        gettext_noop(
            "The result: “%(word)s” is called one, but it does not hold numbers; of the others this is the most "
            "likely one."
        )
    ),
    Why.NAMED_IS_LEFT_OUT: _told(
        gettext_noop(
            "The result: “%(word)s” is called one, but it is left out, as is said there; of the others this is the "
            "most likely one."
        )
    ),
    Why.ALSO_RESULT: _told(gettext_noop("Stored, not used: it looks like a result as well%(says)s.")),
    Why.KNOWN_BEFORE: _told(gettext_noop("Known before the result, as far as a file can tell.")),
}
