"""What the plan, the run and the table of a class say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.distribution.chances import Chances
from mlcore.words.marks.chances import counted
from mlcore.words.numbers import count, students
from mlcore.words.said import said
from predictor.whole_class.plan import ClassPlan, NotReady, Problem

PROBLEMS = {
    Problem.NO_MODEL: gettext_noop("No model can answer this yet. Please ask your admin to train one."),
    Problem.UNUSABLE: gettext_noop("The file of the model cannot be used at the moment. Please tell your admin."),
}
NOTHING_KNOWN = gettext_noop("Nothing that the model asks is known. Enter something first.")


def told(fact: Mapping[str, Any]) -> str:
    """A line of the job; blank for a fact of another release."""
    if fact.get("kind") != "predicting":
        return ""
    who, tasks = students(int(fact.get("students", 0))), int(fact.get("tasks", 1))
    if tasks > 1:
        told = ngettext(
            "Predicting %(students)s, %(count)s question.", "Predicting %(students)s, %(count)s questions.", tasks
        )
        return told % {"students": who, "count": tasks}
    return _("Predicting %(students)s.") % {"students": who}


def came_of(found: Sequence[Mapping[str, Any]]) -> str:
    """'28 predictions were stored; for 2 students nothing had changed.'"""
    predicted, same, none, objecting = (
        sum(one.get(key, 0) for one in found) for key in ("predicted", "unchanged", "not_predicted", "objecting")
    )
    said = [
        ngettext("%(count)s prediction was stored", "%(count)s predictions were stored", predicted)
        % {"count": count(predicted)}
    ]
    if same:
        up_to_date = ngettext("%(count)s was up to date already", "%(count)s were up to date already", same)
        said.append(up_to_date % {"count": count(same)})
    if none:
        said.append(
            ngettext("%(count)s could not be made", "%(count)s could not be made", none) % {"count": count(none)}
        )
    if objecting:
        left_out = ngettext(
            "%(count)s was left out because of an objection", "%(count)s were left out because of objections", objecting
        )
        said.append(left_out % {"count": count(objecting)})
    return f"{'; '.join(said)}."


def why_not(one: NotReady) -> str:
    """With the remedy."""
    if not one.refusals:
        return _(NOTHING_KNOWN)
    told = "; ".join(said(refusal) for refusal in one.refusals.values())
    return _("%(said)s. Correct it in what is known.") % {"said": told}


def passes(found: Chances | None) -> str:
    """'13 of 20', out of 100 where of 20 nobody or everybody would; empty without a pass mark."""
    people = counted(found) if found else None
    if people is None or people.passed is None:
        return ""
    numbers = {"passed": people.passed, "all": people.of}
    if people.passed == 0:
        return _("fewer than 1 of %(all)s") % numbers
    if people.passed == people.of:
        return _("more than %(passed)s of %(all)s") % {"passed": people.of - 1, "all": people.of}
    return _("%(passed)s of %(all)s") % numbers


def able(plan: ClassPlan) -> str:
    """'28 of 30 students can be predicted, 6 of them only widely.'"""
    if plan.stopped:
        return plan.stopped
    if plan.problem:
        return _(PROBLEMS[plan.problem])
    who, ready, wide = _who(plan), len(plan.ready), len(plan.widely)
    if not wide:
        return ngettext("%(who)s can be predicted.", "%(who)s can be predicted.", ready) % {"who": who}
    if wide == ready > 1:
        return _("%(who)s can be predicted, all of them only widely.") % {"who": who}
    told = ngettext(
        "%(who)s can be predicted, %(wide)s of them only widely.",
        "%(who)s can be predicted, %(wide)s of them only widely.",
        ready,
    )
    return told % {"who": who, "wide": count(wide)}


def _who(plan: ClassPlan) -> str:
    ready, everybody = len(plan.ready), len(plan.ready) + len(plan.not_ready) + len(plan.objecting)
    if ready == everybody and ready > 1:
        return _("All %(number)s students") % {"number": count(everybody)}
    told = ngettext("%(ready)s of %(number)s student", "%(ready)s of %(number)s students", everybody)
    return told % {"ready": count(ready), "number": count(everybody)}


def up_to_date(plan: ClassPlan) -> str:
    """Of those who are not predicted again; empty without any."""
    same = len(plan.ready) - len(plan.to_predict)
    if not same:
        return ""
    if same == len(plan.ready):
        return _("Their newest predictions are up to date: nothing has changed since.")
    told = ngettext(
        "%(count)s of them has an up-to-date prediction, which stays as it is.",
        "%(count)s of them have an up-to-date prediction, which stays as it is.",
        same,
    )
    return told % {"count": count(same)}
