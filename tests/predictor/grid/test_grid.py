"""Entries for a whole class: a form like any other, stored as a whole or not at all."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.classes.work import save_student
from predictor.models import Student

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(classroom):
    return reverse("classroom-entries", args=[classroom.pk])


@pytest.fixture
def number(answers):
    return next(slug for slug, value in answers.items() if isinstance(value, float))


@pytest.fixture
def full(classroom, answers):
    return Student.objects.create(classroom=classroom, name="Ada", known=answers)


@pytest.fixture
def lacking(classroom, answers, number):
    known = {slug: value for slug, value in answers.items() if slug != number}
    return Student.objects.create(classroom=classroom, name="Ben", known=known)


def cell(student, slug):
    return f"cell-{student.pk}-{slug}"


def known_of(student):
    return Student.objects.get(pk=student.pk).known


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_the_grid_opens_for_teachers_of_the_class_and_the_admin(who, status, as_user, people, address):
    assert as_user(getattr(people, who)).get(address).status_code == status


def test_a_stranger_enters_nothing(teacher, lacking, address, number):
    assert teacher.post(address, {cell(lacking, number): "50"}).status_code == 404
    assert number not in known_of(lacking)


def test_only_columns_that_somebody_lacks_are_there_and_only_open_cells_can_be_filled(
    owner, full, lacking, address, number
):
    page = owner.get(address)
    assert [field.slug for field in page.context["known"].columns] == [number]
    assert cell(lacking, number) in page.text
    assert cell(full, number) not in page.text


def test_what_is_entered_is_known_from_then_on(owner, full, lacking, address, number):
    answer = owner.post(address, {cell(lacking, number): "55"}, follow=True)
    assert "1 entry was stored." in words(answer)
    assert known_of(lacking)[number] == 55.0
    assert number in Student.objects.get(pk=lacking.pk).noted


def test_numbers_are_typed_and_shown_as_the_readers_language_writes_them(owner, lacking, address, number):
    german = {"Accept-Language": "de"}
    owner.post(address, {cell(lacking, number): "55,5"}, headers=german)
    assert known_of(lacking)[number] == 55.5
    everything = owner.get(f"{address}?fields=all", headers=german)
    assert 'value="55,5"' in everything.text
    sent = {cell(lacking, number): "55,5", f"seen-{cell(lacking, number)}": "55.5"}
    assert owner.post(address, sent, headers=german).status_code == 302
    assert known_of(lacking)[number] == 55.5


def test_a_bad_cell_is_named_and_nothing_is_stored(owner, lacking, address, number, classroom):
    other = Student.objects.create(classroom=classroom, name="Cem")
    page = owner.post(address, {cell(lacking, number): "1000", cell(other, number): "40"})
    assert "of Ben" in words(page)
    assert "'1000' is not allowed; expected a number from" in words(page)
    assert 'value="40"' in page.text
    assert (number in known_of(lacking), known_of(other)) == (False, {})


def test_what_somebody_else_entered_meanwhile_is_not_written_over_unseen(owner, lacking, address, number, classroom):
    other = Student.objects.create(classroom=classroom, name="Cem")
    save_student(lacking, known={number: 61.0})
    page = owner.post(address, {cell(lacking, number): "55", cell(other, number): "40"})
    assert "of Ben : somebody entered 61 in the meantime" in words(page)
    assert (known_of(lacking)[number], known_of(other), 'value="40"' in page.text) == (61.0, {}, True)


def test_who_has_seen_what_was_entered_meanwhile_may_store_theirs(owner, lacking, address, number):
    save_student(lacking, known={number: 61.0})
    again = next(one for one in owner.post(address, {cell(lacking, number): "55"}).context["grid"].problems)
    owner.post(address, {again.name: again.text, f"seen-{again.name}": again.seen})
    assert known_of(lacking)[number] == 55.0


def test_everything_can_be_changed_where_that_is_asked(owner, full, address, number):
    asked = f"{address}?fields=all"
    was = owner.get(asked).context["grid"].lines[0].cells
    sent = {one.name: one.text for one in was} | {f"seen-{one.name}": one.seen for one in was}
    owner.post(asked, sent | {cell(full, number): "12"})
    assert known_of(full) == full.known | {number: 12.0}


def test_cells_that_were_not_touched_write_nothing_over(owner, full, address, number):
    asked = f"{address}?fields=all"
    was = owner.get(asked).context["grid"].lines[0].cells
    save_student(full, known={number: 61.0})
    sent = {one.name: one.text for one in was} | {f"seen-{one.name}": one.seen for one in was}
    assert "Nothing was changed." in words(owner.post(asked, sent, follow=True))
    assert known_of(full)[number] == 61.0


def test_a_class_of_which_all_is_known_has_nothing_to_enter(owner, full, address):
    assert "Nothing is missing" in words(owner.get(address))


def test_a_large_class_is_cut_into_pages(owner, classroom, address):
    Student.objects.bulk_create([Student(classroom=classroom, name=f"S {n:03}") for n in range(120)])
    page = owner.get(f"{address}?page=3")
    assert len(page.context["grid"].lines) == 20


def test_the_grid_takes_no_more_queries_for_many(owner, classroom, address, django_assert_max_num_queries):
    Student.objects.bulk_create([Student(classroom=classroom, name=f"S {n:03}") for n in range(60)])
    with django_assert_max_num_queries(10):
        owner.get(address)


def test_a_cell_of_another_class_is_no_cell_of_this_one(owner, people, math, address, lacking, number):
    from predictor.models import Classroom

    theirs = Classroom.objects.create(name="Theirs", schema_version=math.schema_version)
    other = Student.objects.create(classroom=theirs, name="Zoe")
    owner.post(address, {cell(other, number): "50"})
    assert known_of(other) == {}


def test_of_one_task_only_what_its_model_asks_is_there(owner, classroom, lacking, address, math):
    asked = owner.get(address, {"task": math.slug, "fields": "all"}).context["known"].columns
    assert {field.slug for field in asked} == set(math.question.inputs)
    assert owner.get(address, {"task": "nonsense"}).status_code == 200


def test_what_no_version_of_the_schema_takes_any_more_can_be_corrected(owner, full, address, number):
    Student.objects.filter(pk=full.pk).update(known=full.known | {number: 1000.0})
    asked = f"{address}?fields=all"
    was = owner.get(asked).context["grid"].lines[0].cells
    sent = {one.name: one.text for one in was} | {f"seen-{one.name}": one.seen for one in was}
    owner.post(asked, sent | {cell(full, number): "12"})
    assert known_of(full)[number] == 12.0


def test_what_was_entered_on_a_page_is_stored_though_the_pages_have_moved(owner, classroom, address, number):
    Student.objects.bulk_create([Student(classroom=classroom, name=f"S {n:03}") for n in range(60)])
    moves = owner.get(f"{address}?page=2").context["grid"].lines[0].student
    classroom.students.first().delete()
    owner.post(f"{address}?page=2", {cell(moves, number): "50"})
    assert known_of(moves)[number] == 50.0


def test_of_a_student_who_is_gone_nothing_is_lost_in_silence(owner, full, lacking, address, number):
    Student.objects.filter(pk=lacking.pk).delete()
    answer = owner.post(address, {cell(lacking, number): "55"}, follow=True)
    assert "deleted or moved in the meantime" in words(answer)
