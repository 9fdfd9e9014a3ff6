"""What pages and the command say of a zip, from facts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mlcore.pipeline.schema import Field, plain
from mlcore.words import numbers
from mlcore.words.names import listed
from predictor.imports.core.plan import Rejected
from predictor.imports.core.problems import Kind, Problem
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.plan import RosterPlan
from predictor.oneroster.core.results import Why

if TYPE_CHECKING:
    from mlcore.pipeline.sanity.facts import Suspicion

LEFT_OUT = {
    Why.NOT_GRADED: "not fully graded",
    Why.NO_TEST: "of a test that is not in the file",
    Why.NOT_CHOSEN: "of a test that no field was chosen for",
    Why.NO_SCALE: "outside the scale of its test or field",
    Why.OLDER: "older than another result in the same field",
}
# Of a row; the place stands before it.
REFUSED = {
    Kind.NOBODY: "“{value}” is no student in users.csv, nor in an earlier file. Export users and enrolments together.",
    Kind.NO_NAME: "the student is new and has no name. Give a name in the other system.",
    Kind.TWICE: "“{number}”: several students of the class have it as their number. Correct it in the other system.",
    Kind.NUMBER_TWICE: "“{value}”: several students of the class would have this number. Correct it there.",
    Kind.NUMBER_TAKEN: "“{value}” is the number of {more} in this class. Correct one of them.",
    Kind.LONG: "“{value}…” is longer than {more} characters. Shorten it in the other system.",
    Kind.NO_TEXT: "{value} holds a character that is no text. Write it anew in the other system.",
}


def refused(one: ClassPlan, rejected: Rejected) -> str:
    """With the file and line that tells of the student."""
    place, name = one.rows.lines[rejected.row], f" ({rejected.name[:60]})" if rejected.name else ""
    return f"{place}{name}: {reasons(one, rejected)}"


def reasons(one: ClassPlan, rejected: Rejected) -> str:
    number = one.rows.pupils[rejected.row].number
    return "; ".join(_reason(problem, number) for problem in rejected.problems)


def summary(plan: RosterPlan) -> str:
    """One sentence for the whole file; a student of two classes counts twice."""
    counts = plan.counts
    parts = (
        (counts["new_classes"], "class is new", "classes are new"),
        (counts["new"], "place in a class is new", "places in classes are new"),
        (counts["changed"], "student changes", "students change"),
        (counts["moved"], "student moves to another class", "students move to another class"),
        (counts["left"], "student leaves a class", "students leave a class"),
        (counts["teachers"], "teacher gets a class", "teachers get a class"),
        (counts["stopped"], "teacher leaves a class", "teachers leave a class"),
    )
    said = [f"{numbers.count(count)} {one if count == 1 else several}" for count, one, several in parts if count]
    return f"{listed(said)}." if said else "Nothing in the file says anything new."


def notes(plan: RosterPlan) -> Iterator[str]:
    """What of the file is not taken."""
    if plan.left_out:
        told = [f"{numbers.count(count)} {LEFT_OUT[why]}" for why, count in plan.left_out.items()]
        yield f"Results left out: {listed(told)}."
    if plan.demographics:
        who = "1 person was" if plan.demographics == 1 else f"{numbers.count(plan.demographics)} people were"
        yield f"Birth, sex and origin of {who} not read."
    if plan.unread == 1:
        yield "1 enrolment does not say whose or where it is, and was left out."
    elif plan.unread:
        yield f"{numbers.count(plan.unread)} enrolments do not say whose or where they are, and were left out."
    if plan.counts["absent"]:
        said = "student is" if plan.counts["absent"] == 1 else "students are"
        yield f"{numbers.count(plan.counts['absent'])} {said} in a class here and not in the file; they stay."
    if plan.counts["over"]:
        said = "teacher no longer teaches" if plan.counts["over"] == 1 else "teachers no longer teach"
        yield f"{numbers.count(plan.counts['over'])} {said} a class in the file; here they stay."


def of_class(one: ClassPlan) -> str:
    """'2 new, 1 changed, 20 as before'."""
    parts = (
        (len(one.plan.new), "new"),
        (len(one.plan.changed), "changed"),
        (len(one.incoming), "from another class"),
        (len(one.leaving), "leaving"),
        (len(one.plan.rejected), "refused"),
    )
    said = ", ".join(f"{numbers.count(count)} {what}" for count, what in parts if count)
    return ", ".join(filter(None, (said, others_of_class(one)))) or "nobody"


def others_of_class(one: ClassPlan) -> str:
    """Those who stay as they are."""
    parts = ((len(one.plan.unchanged), "as before"), (len(one.plan.absent), "not in the file"))
    return ", ".join(f"{numbers.count(count)} {what}" for count, what in parts if count)


def suspicion(one: "Suspicion", fields: Sequence[Field]) -> str:
    """As of other files, but for what only the other system can mend."""
    # It costs numpy, as the look at the rows does.
    from mlcore.words.files import suspicious

    by_slug = {field.slug: field for field in fields}
    if one.kind == "another scale":
        field = by_slug[one.field]
        return (
            f"All {numbers.count(one.of)} results of “{field.label}” are at most {plain(one.top)}, far below what is "
            f"usual there: they seem to be out of {plain(one.top)}. Look at resultValueMax of these tests in "
            f"lineItems.csv, and correct it in the other system."
        )
    return suspicious.sentence(one, by_slug)


def other_names(differ: int, rows: int) -> str:
    return (
        f"{numbers.count(differ)} of {numbers.count(rows)} students would get another name. Usually the numbers or ids "
        f"of the file are those of others. Look whether it goes into the right class."
    )


def other_numbers(known: int, new: int) -> str:
    return (
        f"{numbers.count(known)} of {numbers.count(new)} new students are called like students of this class who are "
        f"not in the file. Usually the school numbers them in another way than they are numbered here, and they would "
        f"be stored twice. Give those in the class the number that the file has for them, then look again."
    )


def done(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What was stored, for its page and the list."""
    parts = {
        "new_classes": ("new class", "new classes"),
        "new": ("new place in a class", "new places in classes"),
        "changed": ("changed", "changed"),
        "moved": ("moved", "moved"),
        "left": ("left", "left"),
        "teachers": ("teacher given a class", "teachers given a class"),
        "stopped": ("teacher taken out of a class", "teachers taken out of a class"),
        "rejected": ("refused", "refused"),
    }
    found = {part: counts[part] for part in parts if counts.get(part)}
    return [(parts[part][count != 1], count) for part, count in found.items()]


def _reason(problem: Problem, number: str) -> str:
    if problem.kind not in REFUSED:
        return problem.reason
    return REFUSED[problem.kind].format(value=problem.value, more=problem.more, number=number)
