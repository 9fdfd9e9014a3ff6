"""In 100 generated schools of up to three rosters: what is stored is what was shown; an undo brings all back."""

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from school_zips import school_zip

from predictor import problems
from predictor.models import Classroom, Import, Outcome, RosterClass, RosterStudent, Student
from predictor.oneroster.undo import undo
from predictor.oneroster.work import confirm

pytestmark = pytest.mark.django_db
TABLES = (Student, Classroom, RosterClass, RosterStudent, Outcome, Classroom.teachers.through)
IDS = ("s1", "s2", "s3", "s4")
NAMES = st.tuples(st.sampled_from(["Ann", "Zoë", "", "李"]), st.sampled_from(["Abel", "O’Brien, =1", "", "N" * 160]))
NUMBERS = st.sampled_from(["", "1", "01", "2", "s1", "#3"])
PLACES = st.lists(
    st.tuples(st.sampled_from(["c1", "c2"]), st.sampled_from(IDS), st.sampled_from(["", "2020-01-01"])),
    unique_by=lambda place: place[:2],
    max_size=8,
)


@st.composite
def rosters(draw):
    mode = draw(st.sampled_from(["bulk", "delta"]))
    places = draw(PLACES)
    told = IDS if mode == "bulk" else draw(st.sets(st.sampled_from(IDS)))
    names = {key: (*draw(NAMES), draw(NUMBERS)) for key in sorted(told)}
    scores = st.lists(st.tuples(st.just("i1"), st.sampled_from(IDS), st.sampled_from(["", 5, 20, 21])), max_size=3)
    rows = [f"{place[0]}/{place[1]}" for place in places]
    gone = draw(st.sets(st.sampled_from(rows))) if rows and mode == "delta" else []
    return school_zip(
        classes={"c1": "A", "c2": "B"},
        students=names,
        places=places,
        tests={"i1": ("Reading score", "c1", 20)},
        results=draw(scores.filter(lambda several: len({one[1] for one in several}) == len(several))),
        gone=gone,
        mode=mode,
    )


def everything():
    return {table: list(table.objects.order_by("pk").values()) for table in TABLES}


def shown(plan):
    """Name, number, class and new values of everybody who is new or changes, as the preview says it."""
    told = []
    for one in plan.classes:
        for planned in (*one.plan.new, *one.plan.changed):
            new = {each.what: each.new for each in planned.differences}
            number = new.get("number", planned.reference)
            told.append((one.here.name, new.get("name", planned.name), number, planned.values))
    return sorted(told, key=str)


def written(plan, before):
    """The same of the rows that are new, or are not as they were."""
    old = {row["id"]: row for row in before[Student]}
    changed = {planned.student for one in plan.classes for planned in one.plan.changed}
    told = []
    for row in Student.objects.select_related("classroom"):
        if row.pk in changed or row.pk not in old:
            known = old[row.pk]["known"] if row.pk in old else {}
            values = {slug: value for slug, value in row.known.items() if known.get(slug) != value}
            told.append((row.classroom.name, row.name, row.reference, values))
        elif not is_moved(plan, row.pk):
            assert Student.objects.filter(pk=row.pk).values().get() == old[row.pk]
    return sorted(told, key=str)


def is_moved(plan, pk):
    return any(
        pk in [*(coming.person.pk for coming in one.incoming), *(person.pk for person in one.leaving)]
        for one in plan.classes
    )


def take_in(made, people):
    """The record, or None where there was nothing to store."""
    before, plan = everything(), made.plan()
    if not plan.stores_anything:
        with pytest.raises(problems.ImportRefused, match="Nothing would be stored"):
            confirm(made, people.admin, plan.hash)
        return None, before
    row = confirm(made, people.admin, plan.hash)
    assert written(plan, before) == shown(plan)
    return row, before


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(zips=st.lists(rosters(), min_size=1, max_size=3), going=st.booleans())
def test_what_is_stored_is_what_was_shown_and_an_undo_brings_everything_back(zips, going, draft, people):
    with transaction.atomic():
        states = []
        for content in zips:
            gone = tuple(Student.objects.values_list("pk", flat=True)[:2]) if going else ()
            made = draft(content, gone=gone)
            is_whole = not made.plan().counts["rejected"]
            states.append(take_in(made, people))
            # A number that was another student's may be free once the others are stored.
            if is_whole:
                assert not draft(content, gone=gone).plan().stores_anything
        for row, before in reversed(states):
            if row:
                undo(row, people.admin)
            assert everything() == before
        assert not Import.objects.filter(state="stored").exists()
        transaction.set_rollback(True)
