"""What pages and the command say of a zip, from facts; what is kept with it is told as messages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.messages import N_, NN_, Figure, Message, message
from mlcore.pipeline.schema import Field, plain
from mlcore.words.files.told import figure, listed, some_of
from mlcore.words.said import said
from predictor.imports.core.plan import Rejected
from predictor.imports.core.problems import Kind, Problem
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.plan import RosterPlan
from predictor.oneroster.core.results import Why

if TYPE_CHECKING:
    from mlcore.pipeline.sanity.facts import Suspicion

LEFT_OUT = {
    Why.NOT_GRADED: N_("%(count)s not fully graded"),
    Why.NO_TEST: N_("%(count)s of a test that is not in the file"),
    Why.NOT_CHOSEN: N_("%(count)s of a test that no field was chosen for"),
    Why.NO_SCALE: N_("%(count)s outside the scale of its test or field"),
    Why.OLDER: N_("%(count)s older than another result in the same field"),
}
# Of a row; the place stands before it.
REFUSED = {
    Kind.NOBODY: N_(
        "“%(value)s” is no student in users.csv, nor in an earlier file. Export users and enrolments together."
    ),
    Kind.NO_NAME: N_("the student is new and has no name. Give a name in the other system."),
    Kind.TWICE: N_(
        "“%(number)s”: several students of the class have it as their number. Correct it in the other system."
    ),
    Kind.NUMBER_TWICE: N_("“%(value)s”: several students of the class would have this number. Correct it there."),
    Kind.NUMBER_TAKEN: N_("“%(value)s” is the number of %(more)s in this class. Correct one of them."),
    Kind.LONG: N_("“%(value)s…” is longer than %(more)s characters. Shorten it in the other system."),
    Kind.NO_TEXT: N_("%(value)s holds a character that is no text. Write it anew in the other system."),
}
SUMMARY = {
    "new_classes": NN_("%(number)s class is new", "%(number)s classes are new"),
    "new": NN_("%(number)s place in a class is new", "%(number)s places in classes are new"),
    "changed": NN_("%(number)s student changes", "%(number)s students change"),
    "moved": NN_("%(number)s student moves to another class", "%(number)s students move to another class"),
    "left": NN_("%(number)s student leaves a class", "%(number)s students leave a class"),
    "teachers": NN_("%(number)s teacher gets a class", "%(number)s teachers get a class"),
    "stopped": NN_("%(number)s teacher leaves a class", "%(number)s teachers leave a class"),
}
UNREAD = NN_(
    "%(number)s enrolment does not say whose or where it is, and was left out.",
    "%(number)s enrolments do not say whose or where they are, and were left out.",
)
ABSENT = NN_(
    "%(number)s student is in a class here and not in the file; they stay.",
    "%(number)s students are in a class here and not in the file; they stay.",
)
OVER = NN_(
    "%(number)s teacher no longer teaches a class in the file; here they stay.",
    "%(number)s teachers no longer teach a class in the file; here they stay.",
)
PERSONAL = NN_(
    "Birth, sex and origin of %(number)s person was not read.",
    "Birth, sex and origin of %(number)s people were not read.",
)


def refused(one: ClassPlan, rejected: Rejected) -> Message:
    """With the file and line that tells of the student."""
    place, name = one.rows.lines[rejected.row], f" ({rejected.name[:60]})" if rejected.name else ""
    return message("%(place)s%(name)s: %(why)s", place=str(place), name=name, why=_reasons(one, rejected))


def reasons(one: ClassPlan, rejected: Rejected) -> str:
    """For the file of refused rows, which is English."""
    return str(_reasons(one, rejected))


def _reasons(one: ClassPlan, rejected: Rejected) -> Message | str:
    number = one.rows.pupils[rejected.row].number
    told: Message | str = ""
    for problem in rejected.problems:
        why = _reason(problem, number)
        told = message("%(told)s; %(why)s", told=told, why=why) if told else why
    return told


def summary(plan: RosterPlan) -> Message:
    """One sentence for the whole file; a student of two classes counts twice."""
    told = [_counted(template, plan.counts[part]) for part, template in SUMMARY.items() if plan.counts[part]]
    return message("%(told)s.", told=listed(told)) if told else message(N_("Nothing in the file says anything new."))


def _counted(template: tuple[str, str], count: int) -> Message:
    return message(template, count=count, number=figure(count))


def notes(plan: RosterPlan) -> Iterator[Message]:
    """What of the file is not taken."""
    if plan.left_out:
        told = [message(LEFT_OUT[why], count=figure(count)) for why, count in plan.left_out.items()]
        yield message(N_("Results left out: %(told)s."), told=listed(told))
    counted = ((PERSONAL, plan.demographics), (UNREAD, plan.unread))
    for template, count in (*counted, (ABSENT, plan.counts["absent"]), (OVER, plan.counts["over"])):
        if count:
            yield _counted(template, count)


def of_class(one: ClassPlan) -> str:
    """'2 new, 1 changed, 20 as before'."""
    parts = (
        (N_("%(count)s new"), one.plan.new),
        (N_("%(count)s changed"), one.plan.changed),
        (N_("%(count)s from another class"), one.incoming),
        (N_("%(count)s leaving"), one.leaving),
        (N_("%(count)s refused"), one.plan.rejected),
    )
    told = some_of([message(what, count=figure(len(those))) for what, those in parts if those])
    return ", ".join(said(part) for part in (told, others_of_class(one)) if part) or _("nobody")


def others_of_class(one: ClassPlan) -> Message | str:
    """Those who stay as they are."""
    parts = ((N_("%(count)s as before"), one.plan.unchanged), (N_("%(count)s not in the file"), one.plan.absent))
    return some_of([message(what, count=figure(len(those))) for what, those in parts if those])


def suspicion(one: "Suspicion", fields: Sequence[Field]) -> Message:
    """As of other files, but for what only the other system can mend."""
    # It costs numpy, as the look at the rows does.
    from mlcore.words.files import suspicious

    by_slug = {field.slug: field for field in fields}
    if one.kind == "another scale":
        told = N_(
            "All %(of)s results of “%(field)s” are at most %(top)s, far below what is usual there: they seem to be out "
            "of %(top)s. Look at resultValueMax of these tests in lineItems.csv, and correct it in the other system."
        )
        return message(told, of=figure(one.of), field=by_slug[one.field].label, top=Figure(plain(one.top)))
    return suspicious.finding(one, by_slug)


def other_names(differ: int, rows: int) -> Message:
    told = N_(
        "%(count)s of %(of)s students would get another name. Usually the numbers or ids of the file are those of "
        "others. Look whether it goes into the right class."
    )
    return message(told, count=figure(differ), of=figure(rows))


def other_numbers(known: int, new: int) -> Message:
    told = N_(
        "%(count)s of %(of)s new students are called like students of this class who are not in the file. Usually the "
        "school numbers them in another way than they are numbered here, and they would be stored twice. Give those in "
        "the class the number that the file has for them, then look again."
    )
    return message(told, count=figure(known), of=figure(new))


def done(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What was stored, for its page and the list."""

    def count(part: str) -> int:
        return counts.get(part, 0)

    parts = {
        "new_classes": ngettext("new class", "new classes", count("new_classes")),
        "new": ngettext("new place in a class", "new places in classes", count("new")),
        "changed": _("changed"),
        "moved": _("moved"),
        "left": _("left"),
        "teachers": ngettext("teacher given a class", "teachers given a class", count("teachers")),
        "stopped": ngettext("teacher taken out of a class", "teachers taken out of a class", count("stopped")),
        "rejected": _("refused"),
    }
    return [(told, counts[part]) for part, told in parts.items() if counts.get(part)]


def _reason(problem: Problem, number: str) -> Message:
    if problem.kind not in REFUSED:
        return problem.reason
    return message(REFUSED[problem.kind], value=problem.value, more=problem.more, number=number)
