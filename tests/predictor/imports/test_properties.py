"""In 500 generated files: what is stored is what was shown, and an undo brings every row back bit for bit."""

import csv
from io import StringIO

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from predictor import problems
from predictor.imports.drafts import Draft, begin
from predictor.imports.undo import undo
from predictor.imports.work import confirm
from predictor.models import Import, Outcome, Student

pytestmark = pytest.mark.django_db
TARGETS = {
    "students": ["number", "name", "field:reading_score", "field:lunch"],
    "inputs": ["number", "name", "field:reading_score", "field:lunch"],
    "outcomes": ["number", "name", "field:reading_score", "day"],
}
THEIRS = ["1", "01", "002", "2", "#3", " A-5"]
NUMBERS = [*THEIRS, "", " 4", "6", "7", "8", "9", "=8", "n/a"]
NAMES = [
    "Zoë Ångström",
    "Zoe\u0308 Ångström",
    "O\u2019Brien, Li\u00a0An",
    "=SUM(A1)",
    "李小龙",
    "عمر خيام",
    "Ida",
    "ida ",
    "",
]
MARKS = [
    "71",
    "72",
    "73",
    "74",
    "72.5",
    "72,5",
    " 80 ",
    "85%",
    "801",
    "-0",
    "abc",
    "",
    "N/A",
    "-",
    "1e1",
    "\u0660\u0661",
    "'5",
]
LUNCHES = ["standard", "STANDARD", "free/reduced", "bogus", ""]
DAYS = ["2026-06-30", "2026-06-29", "1.7.2026", "06/07/2026"]
KNOWN = st.fixed_dictionaries(
    {}, optional={"reading_score": st.sampled_from([10.0, 72.0, 72.5]), "lunch": st.sampled_from(["standard"])}
)
STUDENTS = st.lists(
    st.tuples(st.sampled_from(NAMES[:-1]), st.sampled_from(["", "1", "002", "3", "A-5"]), KNOWN), max_size=5
).filter(lambda rows: len({key for _, key, _ in rows if key}) == len([key for _, key, _ in rows if key]))
DECISIONS = st.dictionaries(st.integers(2, 9), st.sampled_from(["out", "new", 0, 1, 2]), max_size=4)


@st.composite
def files(draw):
    kind = draw(st.sampled_from(sorted(TARGETS)))
    last = DAYS if kind == "outcomes" else LUNCHES
    numbers = NUMBERS if kind == "students" else THEIRS
    row = st.tuples(*map(st.sampled_from, (numbers, NAMES, MARKS, last)))
    rows = draw(st.lists(row.filter(lambda cells: any(map(str.strip, cells))), min_size=3, max_size=8))
    text = StringIO()
    delimiter = draw(st.sampled_from(",;\t"))
    csv.writer(text, delimiter=delimiter).writerows([("Id", "Who", "Mark", "Last"), *rows])
    return kind, text.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


def rows(table):
    return {row["id"]: row for row in table.objects.values()}


def facts(row):
    return row["name"], row["reference"], row["known"]


def differs(before, after, planned):
    """Each changed student is exactly what was shown, and has nothing else that is new."""
    for one in planned:
        old, new = before[one.student], after[one.student]
        shown = {each.what: each.new for each in one.differences}
        expected = {**old["known"], **one.values}
        if facts(new) != (shown.get("name", old["name"]), shown.get("number", old["reference"]), expected):
            return True
    return False


def draft_of(content, kind, classroom, people, decisions):
    row = begin(classroom, people.owner, kind, "f.csv", content)
    pks = dict(enumerate(classroom.students.order_by("pk").values_list("pk", flat=True)))
    told = {str(key): pks.get(one, one) for key, one in decisions.items()}
    row.choices = {"columns": TARGETS[kind], "people": told}
    row.save()
    return Draft.of(Import.objects.get(pk=row.pk))


def check(content, kind, classroom, people, decisions):
    draft = draft_of(content, kind, classroom, people, decisions)
    before, results = rows(Student), rows(Outcome)
    plan = draft.plan()
    if not plan.stores_anything:
        with pytest.raises(problems.ImportRefused, match="Nothing would be stored"):
            confirm(draft, people.owner, plan.hash)
        return
    row = confirm(draft, people.owner, plan.hash, despite_odd=True)
    after = rows(Student)
    if kind == "outcomes":
        made = [(one["student_id"], one["field"], one["value"], one["day"]) for one in Outcome.objects.values()]
        shown = [(one.student, slug, value, one.day) for one in plan.changed for slug, value in one.values.items()]
        assert (sorted(made), after) == (sorted(shown), before)
    else:
        new = [facts(after[pk]) for pk in after.keys() - before.keys()]
        assert sorted(new, key=str) == sorted(((one.name, one.reference, one.values) for one in plan.new), key=str)
        assert not differs(before, after, plan.changed)
        touched = {one.student for one in plan.changed}
        assert all(after[pk] == before[pk] for pk in before.keys() - touched)
    undo(row, people.owner)
    assert (rows(Student), rows(Outcome)) == (before, results)


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(file=files(), students=STUDENTS, decisions=DECISIONS)
def test_what_is_stored_is_what_was_shown_and_an_undo_brings_every_row_back(
    file, students, decisions, classroom, people
):
    kind, content = file
    with transaction.atomic():
        for name, reference, known in students:
            Student.objects.create(classroom=classroom, name=name, reference=reference, known=known)
        check(content, kind, classroom, people, decisions)
        transaction.set_rollback(True)
