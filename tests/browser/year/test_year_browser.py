"""A teacher's year in a real browser: from a list to the track record, in two windows, once by keyboard."""

import datetime as dt

import pytest
from accessibility import findings, is_too_wide
from django.db import connection
from django.urls import reverse
from factories import PASSWORD
from hands import Keys, Mouse

from predictor.models import Outcome, Prediction, Student, Support, Target

pytestmark = pytest.mark.browser
STUDENTS, TERM = 31, dt.timedelta(days=90)
NAMES = ["Wolfeschlegelsteinhausenbergerdorff-" * 3, *(f"Student {number:02}" for number in range(1, STUDENTS))]
LIST = ["Student ID,Name,Lunch", *(f"{number},{name},standard" for number, name in enumerate(NAMES))]
MARKS = ["Student ID,Name,Reading,Writing"]
MARKS += [f"{place},{name},{50 + place * 7 % 31},{90 - place * 11 % 29}" for place, name in enumerate(NAMES)]


class Teacher:
    """Goes through the pages, and looks at each of them."""

    def __init__(self, page, hand, looks=True):
        self.page, self.hand, self.looks = page, hand(page), looks

    def at(self, name, role="heading"):
        self.page.get_by_role(role, name=name).first.wait_for()
        assert not is_too_wide(self.page), self.page.url
        if self.looks:
            assert findings(self.page) == [], self.page.url

    def log_in(self):
        self.page.goto(reverse("home"))
        self.at("Log in")
        self.hand.write("Username", "owner")
        self.hand.write("Password", PASSWORD)
        self.hand.press("button", "Log in")
        self.at("My students")

    def bring(self, lines, kind):
        self.hand.press("link", "Add from a file")
        self.at("Add from a file")
        self.hand.mark(kind)
        self.hand.bring({"name": "8a.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()})
        self.hand.press("button", "Read the file")
        for button in ("Go on: who is who", "Go on: look", "Store this"):
            self.at(button, "button")
            self.hand.press("button", button)
        self.at("To the class", "link")
        self.hand.press("link", "To the class")
        self.at("Class 8a")

    def predict_the_class(self):
        self.hand.press("link", "Predict the class")
        self.at("Predict")
        self.hand.press("button", "Predict")
        self.at("Predictions of Class 8a")
        self.hand.press("link", "Student 07")
        self.at("All subjects")

    def set_a_target(self):
        self.hand.press("link", "Set a target")
        self.at("Target: Maths score")
        self.hand.write("Maths score", "75")
        self.hand.write("Why", "her own wish")
        self.hand.press("button", "Set the target")
        self.page.get_by_text("The target is 75").wait_for()
        self.at("Target: Maths score")
        self.hand.press("link", "Student 07")

    def note_support(self):
        self.hand.press("link", "Support")
        self.at("Support")
        for label, said in (
            ("What", "Study hall"),
            ("By whom", "an older student"),
            ("How often", "weekly"),
            ("Why", "gaps"),
        ):
            self.hand.write(label, said)
        self.hand.press("button", "Note it")
        self.page.get_by_text("Study hall").first.wait_for()
        self.at("Support")
        self.hand.press("link", "Student 07")

    def try_what_if(self):
        self.hand.press("link", "What if")
        self.at("What if")
        self.hand.write("Reading score", "95")
        self.hand.press("button", "Try it out")
        self.page.wait_for_url("**reading_score=95**")
        self.at("What if")

    def record_results(self):
        self.hand.press("link", "Class 8a")
        self.at("Class 8a")
        self.hand.press("link", "Record results")
        self.at("Results of Class 8a")
        self.hand.write(NAMES[1], "60")
        for number in range(2, STUDENTS):
            self.hand.next(str(45 + number))
        self.hand.press("button", "Record these results")
        self.page.get_by_text("30 results were recorded.").wait_for()
        self.at("Class 8a")


def let_a_term_go_by():
    """What was said stays as it is in the database, so that only the tests can say it was said earlier."""
    with connection.cursor() as cursor:
        for table in ("predictor_submission", "predictor_prediction"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET made_at = made_at - %s", [TERM])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def walk(teacher):
    teacher.log_in()
    teacher.hand.press("link", "Class 8a")
    teacher.bring(LIST, "Students: names")
    teacher.bring(MARKS, "Marks or other entries")
    teacher.predict_the_class()
    teacher.set_a_target()
    teacher.note_support()
    teacher.page.get_by_role("heading", name="All subjects").wait_for()
    teacher.hand.press("link", "Maths score")
    teacher.at("Student 07")
    teacher.try_what_if()
    let_a_term_go_by()
    teacher.record_results()
    teacher.page.goto(reverse("track-record"))
    teacher.at("Track record")


@pytest.mark.parametrize(("hand", "width", "looks"), [(Mouse, 1440, True), (Mouse, 390, True), (Keys, 1440, False)])
def test_a_year_from_a_list_of_students_to_the_track_record(browse, people, classroom, hand, width, looks):
    page = browse(width=width)
    walk(Teacher(page, hand, looks))
    assert "not yet checked" not in page.get_by_role("row", name="All").inner_text()
    counted = [rows.objects.count() for rows in (Student, Prediction, Outcome, Target, Support)]
    assert counted == [STUDENTS, STUDENTS, STUDENTS - 1, 1, 1]
