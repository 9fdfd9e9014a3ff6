"""What the plan, the run and the table of a class say."""

from collections.abc import Mapping, Sequence
from typing import Any

from mlcore.pipeline.distribution.chances import Chances
from mlcore.words.marks.chances import counted
from mlcore.words.numbers import count, students
from predictor.whole_class.plan import ClassPlan, NotReady, Problem

PROBLEMS = {
    Problem.NO_MODEL: "No model can answer this yet. Please ask your admin to train one.",
    Problem.UNUSABLE: "The file of the model cannot be used at the moment. Please tell your admin.",
}
NOTHING_KNOWN = "Nothing that the model asks is known. Enter something first."


def told(fact: Mapping[str, Any]) -> str:
    """A line of the job; blank for a fact of another release."""
    if fact.get("kind") != "predicting":
        return ""
    tasks = int(fact.get("tasks", 1))
    return f"Predicting {students(int(fact.get('students', 0)))}{f', {tasks} questions' if tasks > 1 else ''}."


def came_of(found: Sequence[Mapping[str, Any]]) -> str:
    """'28 predictions were stored; for 2 students nothing had changed.'"""
    predicted, same, none = (
        sum(one.get(key, 0) for one in found) for key in ("predicted", "unchanged", "not_predicted")
    )
    said = [f"{count(predicted)} prediction{' was' if predicted == 1 else 's were'} stored"]
    said += [f"{count(same)} {'was' if same == 1 else 'were'} up to date already"] if same else []
    said += [f"{count(none)} could not be made"] if none else []
    return f"{'; '.join(said)}."


def why_not(one: NotReady) -> str:
    """With the remedy."""
    if not one.refusals:
        return NOTHING_KNOWN
    said = "; ".join(str(refusal) for refusal in one.refusals.values())
    return f"{said}. Correct it in what is known."


def passes(found: Chances | None) -> str:
    """'13 of 20', out of 100 where of 20 nobody or everybody would; empty without a pass mark."""
    people = counted(found) if found else None
    if people is None or people.passed is None:
        return ""
    if people.passed == 0:
        return f"fewer than 1 of {people.of}"
    return (
        f"more than {people.of - 1} of {people.of}" if people.passed == people.of else f"{people.passed} of {people.of}"
    )


def able(plan: ClassPlan) -> str:
    """'28 of 30 students can be predicted, 6 of them only widely.'"""
    if plan.problem:
        return PROBLEMS[plan.problem]
    ready, everybody = len(plan.ready), len(plan.ready) + len(plan.not_ready)
    who = (
        f"All {students(everybody)}" if ready == everybody and ready > 1 else f"{count(ready)} of {students(everybody)}"
    )
    wide = len(plan.widely)
    widely = (
        "" if not wide else ", all of them only widely" if wide == ready > 1 else f", {count(wide)} of them only widely"
    )
    return f"{who} can be predicted{widely}."


def up_to_date(plan: ClassPlan) -> str:
    """Of those who are not predicted again; empty without any."""
    same = len(plan.ready) - len(plan.to_predict)
    if not same:
        return ""
    if same == len(plan.ready):
        return "Their newest predictions are up to date: nothing has changed since."
    return f"{count(same)} of them {'has' if same == 1 else 'have'} an up-to-date prediction, which stays as it is."
