"""From an upload to an undo, page by page, without a script in the browser."""

import pytest
from django.urls import reverse
from page_words import words
from uploads import as_csv, as_workbook, upload

from predictor.models import Import, RememberedColumn, Student

pytestmark = pytest.mark.django_db
FILE = ("Student ID,Name,Reading,Lunch", "7,Zoë Ångström,81,standard", "8,Ida Holm,801,standard")


@pytest.fixture
def uploaded(owner, classroom):
    """An upload by the owner; gives the draft."""

    def send(*lines, kind="students"):
        upload(owner, classroom, as_csv(*lines), kind)
        return Import.objects.latest_first().first()

    return send


def page(client, name, row):
    return client.get(reverse(name, args=[row.pk]))


def mapped(client, row, *targets, **more):
    data = {f"column-{place}": target for place, target in enumerate(targets)}
    return client.post(reverse("import-columns", args=[row.pk]), data | more)


def confirmed(client, row):
    seen = page(client, "import-look", row).context["plan"].hash
    return client.post(reverse("import-look", args=[row.pk]), {"plan": seen}, follow=True)


def test_an_upload_leads_to_the_columns_with_their_first_rows(owner, classroom):
    answer = upload(owner, classroom, as_csv(*FILE), follow=True)
    assert answer.redirect_chain[0][0] == reverse("import-columns", args=[Import.objects.get().pk])
    said = words(answer)
    assert "What do the columns hold?" in said
    assert "81 · 801" in said
    assert "Looks like “Lunch”, which is sensitive: left out unless you choose it." in said


def test_a_file_that_cannot_be_read_is_told_beside_its_field(owner, classroom):
    assert "The file is empty." in words(upload(owner, classroom, b""))
    assert "damaged or protected" in words(upload(owner, classroom, b"PK\x03\x04 no zip"))
    assert not Import.objects.exists()


def test_of_a_workbook_the_fitting_sheet_is_read_and_another_can_be_chosen(owner, classroom):
    sheets = {"Notes": [["Zoë", "x"]], "List": [["Name", "Reading"], ["Zoë", 81]], "Old": [["Name"], ["Ida"]]}
    upload(owner, classroom, as_workbook(sheets), name="list.xlsx")
    row = Import.objects.get()
    asked = page(owner, "import-columns", row)
    assert asked.context["table"].sheet == "List"
    owner.post(reverse("import-columns", args=[row.pk]), {"reading": "1", "sheet": "Old"})
    assert page(owner, "import-columns", row).context["table"].sheet == "Old"
    confirmed(owner, row)
    assert classroom.students.get().name == "Ida"


def test_between_sheets_that_fit_alike_somebody_chooses(owner, classroom):
    sheets = {name: [["Name", "Reading"], [name, 81]] for name in ("7A", "7B")}
    said = words(upload(owner, classroom, as_workbook(sheets), name="list.xlsx", follow=True))
    assert "Several sheets hold what is looked for." in said
    row = Import.objects.get()
    owner.post(reverse("import-columns", args=[row.pk]), {"reading": "1", "sheet": "7B"})
    confirmed(owner, row)
    assert classroom.students.get().name == "7B"


@pytest.mark.parametrize(("letters", "is_told"), [("cp1251", True), ("utf-8", False)])
def test_letters_that_may_be_others_are_told(letters, is_told, owner, classroom):
    upload(owner, classroom, "Name,Reading\nИван,81".encode(letters))
    said = words(page(owner, "import-look", Import.objects.get()))
    assert ("If names look wrong" in said) is is_told


def test_how_numbers_are_written_is_told_where_it_could_be_meant_otherwise(owner, uploaded):
    row = uploaded("Name,Reading", "Zoë,3/4", "Ida,81")
    assert "Reading score: 1 cell has a maximum (7/10 is read as 70)." in words(page(owner, "import-look", row))


@pytest.mark.parametrize("rule", ["worst", "x" * 300, "a\0b"])
def test_a_rule_for_several_sittings_that_is_none_is_refused(rule, owner, uploaded):
    row = uploaded(*FILE)
    sent = {"reading": "1", "sittings": rule}
    answer = owner.post(reverse("import-columns", args=[row.pk]), sent, follow=True)
    assert "the newest or the best result counts" in words(answer)
    assert not RememberedColumn.objects.exists()


def test_all_steps_lead_to_stored_students(owner, uploaded, classroom):
    row = uploaded(*FILE)
    mapped(owner, row, "number", "name", "field:reading_score", "out")
    assert "No student of this class has a number yet" in words(page(owner, "import-people", row))
    assert "1 student is new." in words(page(owner, "import-look", row))
    said = words(confirmed(owner, row))
    assert "1 new, 1 row rejected." in said
    assert classroom.students.get().known == {"reading_score": 81.0}


def test_the_preview_says_what_was_and_what_becomes_of_it(owner, uploaded, known_students):
    row = uploaded("Student ID,Reading", "001,55")
    said = words(page(owner, "import-look", row))
    assert "Amara Osei" in said
    assert "not known becomes → 55" in said
    assert "2 of the class who are not in the file" in said


def test_a_rejected_row_is_told_with_column_value_and_remedy(owner, uploaded):
    said = words(page(owner, "import-look", uploaded(*FILE)))
    assert "Reading: “801” is not allowed; expected a number from 0 to 100" in said


def test_rejected_rows_can_be_downloaded_before_and_after_it_is_stored(owner, uploaded):
    row = uploaded(*FILE)
    before = page(owner, "import-rejected", row).content
    confirmed(owner, row)
    assert page(owner, "import-rejected", row).content == before
    assert b"Ida Holm" in before


def test_corrected_rows_are_taken_as_they_come(owner, uploaded, classroom):
    row = uploaded(*FILE)
    corrected = page(owner, "import-rejected", row).content.decode("utf-8-sig").replace("801", "80")
    confirmed(owner, row)
    again = uploaded(*corrected.splitlines())
    confirmed(owner, again)
    assert classroom.students.get(name="Ida Holm").known == {"reading_score": 80.0}


def test_a_second_tab_that_confirms_stores_nothing_more(owner, uploaded):
    row = uploaded(*FILE)
    seen = page(owner, "import-look", row).context["plan"].hash
    for _ in range(2):
        answer = owner.post(reverse("import-look", args=[row.pk]), {"plan": seen})
        assert answer.url == reverse("import", args=[row.pk])
    assert Student.objects.count() == 1


def test_going_back_after_it_is_stored_leads_to_what_became_of_it(owner, uploaded):
    row = uploaded(*FILE)
    confirmed(owner, row)
    for step in ("import-columns", "import-people", "import-look"):
        assert page(owner, step, row).url == reverse("import", args=[row.pk])


def test_a_preview_of_what_changed_since_is_made_again_and_says_which_row(owner, uploaded, known_students):
    row = uploaded("Student ID,Reading", "001,55")
    seen = page(owner, "import-look", row).context["plan"].hash
    Student.objects.filter(reference="001").update(known={"reading_score": 40.0})
    said = words(owner.post(reverse("import-look", args=[row.pk]), {"plan": seen}))
    assert "Nothing was stored" in said
    assert "another for row 2" in said
    assert "40 becomes → 55" in said


def test_columns_that_contradict_each_other_are_told(owner, uploaded):
    said = words(mapped(owner, uploaded(*FILE), "number", "number", "out", "out"))
    assert "cannot both be the same" in said


def test_a_choice_is_remembered_for_the_next_file_of_this_person(owner, as_user, people, uploaded, classroom):
    mapped(owner, uploaded(*FILE), "number", "name", "out", "field:lunch")
    assert RememberedColumn.objects.get(header="lunch").target == "field:lunch"
    assert uploaded(*FILE).choices["columns"] == ["number", "name", "out", "field:lunch"]
    upload(as_user(people.colleague), classroom, as_csv(*FILE))
    assert Import.objects.latest_first().first().choices["columns"][3] == "out"


def test_who_a_row_is_about_is_said_on_a_page_of_its_own(owner, uploaded, known_students):
    row = uploaded("Name,Reading", "Amara Osei,55", "Ben Lind,60", kind="inputs")
    asked = page(owner, "import-people", row)
    assert asked.context["form"]["row-2"].initial == str(known_students[0].pk)
    assert asked.context["form"]["row-3"].initial == ""
    answers = {"row-2": known_students[0].pk, "row-3": "out"}
    assert owner.post(reverse("import-people", args=[row.pk]), answers).url == reverse("import-look", args=[row.pk])
    confirmed(owner, row)
    assert Student.objects.get(name="Amara Osei").known == {"reading_score": 55.0}


def test_without_an_answer_nothing_is_stored_for_a_name(owner, uploaded, known_students):
    row = uploaded("Name,Reading", "Amara Osei,55", kind="inputs")
    owner.post(reverse("import-people", args=[row.pk]), {})
    assert "nobody has said who this is" in words(page(owner, "import-look", row))


def test_of_a_student_twice_in_the_file_one_row_is_chosen(owner, uploaded, known_students):
    row = uploaded("Student ID,Reading", "001,55", "001,60")
    assert "More than once in the file" in words(page(owner, "import-people", row))
    owner.post(reverse("import-people", args=[row.pk]), {"twice-2": "3"})
    confirmed(owner, row)
    assert Student.objects.get(reference="001").known == {"reading_score": 60.0}


def test_decisions_can_be_made_anew(owner, uploaded, known_students):
    row = uploaded("Name,Reading", "Amara Osei,55", kind="inputs")
    owner.post(reverse("import-people", args=[row.pk]), {"row-2": "out"})
    owner.post(reverse("import-people", args=[row.pk]), {"anew": "1"})
    assert "nobody has said who this is" in words(page(owner, "import-look", row))


def test_results_need_a_day_and_stand_on_the_page_of_the_student(owner, uploaded, known_students):
    row = uploaded("Student ID,Maths", "001,55", kind="outcomes")
    assert "Say on which day" in words(mapped(owner, row, "number", "field:math_score"))
    mapped(owner, row, "number", "field:math_score", day="2026-06-30")
    assert "Amara Osei Maths score 55" in words(confirmed(owner, row)).replace(" 001", "")
    said = words(owner.get(reverse("student", args=[known_students[0].pk])))
    assert "Maths score: 55 30 Jun 2026" in said


def test_an_import_is_undone_by_a_button_and_that_is_said(owner, uploaded):
    row = uploaded(*FILE)
    confirmed(owner, row)
    said = words(owner.post(reverse("import-undo", args=[row.pk]), follow=True))
    assert "every row is as it was before" in said
    assert not Student.objects.exists()


def test_an_undo_that_is_refused_names_who_was_changed(owner, uploaded):
    row = uploaded(*FILE)
    confirmed(owner, row)
    Student.objects.update(name="Zoe Changed")
    assert "Zoe Changed" in words(owner.post(reverse("import-undo", args=[row.pk]), follow=True))


def test_a_file_is_thrown_away_by_a_button(owner, uploaded):
    row = uploaded(*FILE)
    assert "Nothing was stored." in words(owner.post(reverse("import-discard", args=[row.pk]), follow=True))
    assert not Import.objects.exists()


def test_a_class_lists_its_files(owner, uploaded, classroom):
    confirmed(owner, uploaded(*FILE))
    said = words(owner.get(reverse("imports", args=[classroom.pk])))
    assert "list.csv" in said
    assert "1 new, 0 changed, 1 row rejected" in said


def test_markup_in_a_file_is_text(owner, uploaded):
    row = uploaded("Name,<b>Reading</b>", "<script>x</script>,5")
    for name in ("import-columns", "import-people", "import-look"):
        assert b"<script>x" not in page(owner, name, row).content
