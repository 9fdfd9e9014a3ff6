"""Numbers in forms: a number input reads commas in the browser's language, and made 75 of '7,5'."""

import pytest
from django.forms import Form, ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.schema import Field, Grade, Grading
from predictor.describing.forms import ColumnForm
from predictor.figures import Figure
from predictor.grades.forms import BoundariesForm, beginning
from predictor.models import Classroom
from predictor.predicting.forms import AnswersForm
from predictor.targets.forms import TargetForm

MARK = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=2000)
LANGUAGES = st.sampled_from(["en-gb", "de"])
THOUSANDTHS = st.integers(0, 2_000_000).map(lambda number: number / 1000)


class Bounds(Form):
    lowest = Figure(initial=1.125)


@pytest.mark.parametrize("form", [AnswersForm([MARK]), TargetForm(MARK, None), Bounds(), ColumnForm.base_fields])
def test_no_number_is_left_to_the_language_of_the_browser(form):
    fields = form if isinstance(form, dict) else form.fields
    assert "number" not in {field.widget.input_type for field in fields.values() if hasattr(field.widget, "input_type")}


@pytest.mark.parametrize("stored", [7.5, 1.125, 1000.0, 0.1 + 0.2])
def test_a_known_number_is_shown_as_the_language_writes_it_and_comes_back_the_same(stored):
    with translation.override("de"):
        shown = AnswersForm([MARK], initial={"mark": stored})["mark"].value()
        assert "." not in shown
        assert AnswersForm([MARK], {"answer-mark": shown}).fields["mark"].clean(shown) == stored


def test_a_target_is_typed_with_a_decimal_comma():
    sent = {"score": "7,5", "why": "agreed", "seen": "0"}
    with translation.override("de"):
        form = TargetForm(MARK, None, sent)
        assert form.is_valid()
    assert form.cleaned_data["score"] == 7.5


def test_a_figure_is_shown_and_read_as_the_language_writes_it():
    with translation.override("de"):
        assert 'value="1,125"' in str(Bounds()["lowest"])
        assert Figure().clean("1,125") == 1.125
        with pytest.raises(ValidationError, match="1.125"):
            Figure().clean("1.125")


@pytest.mark.parametrize(("minimum", "keys"), [(0, "decimal"), (-10, "text")])
def test_a_phone_offers_a_minus_where_there_are_numbers_below_zero(minimum, keys):
    field = Field(slug="mark", label="Mark", kind="number", minimum=minimum, maximum=10)
    assert AnswersForm([field]).fields["mark"].widget.attrs["inputmode"] == keys


@given(stored=THOUSANDTHS, language=LANGUAGES)
def test_any_number_of_a_form_is_read_back_as_it_is_shown(stored, language):
    with translation.override(language):
        answers = AnswersForm([MARK], initial={"mark": stored})
        assert answers.fields["mark"].clean(answers["mark"].value()) == stored
        box = Figure()
        assert box.clean(box.widget.format_value(stored)) == stored


@given(stored=THOUSANDTHS, passed=THOUSANDTHS, label=st.sampled_from(["top", "4", "1,125"]), language=LANGUAGES)
def test_grades_in_force_are_read_back_as_they_are_shown(stored, passed, label, language):
    grading = Grading(grades=(Grade(label="rest", start=0), Grade(label=label, start=stored or 1)), pass_at=passed)
    with translation.override(language):
        sent = beginning(grading) | {"valid_from": "2026-01-01", "reason": "agreed", "seen": "0"}
        form = BoundariesForm(MARK, Classroom.objects.none(), sent)
        assert form.is_valid(), form.errors
    read = Grading.made(form.cleaned_data["grades"], form.cleaned_data["passed"])
    assert read == grading


def test_grades_in_force_are_shown_with_a_decimal_comma_where_people_write_so():
    grading = Grading(grades=(Grade(label="rest", start=0), Grade(label="top", start=55.5)), pass_at=44.5)
    with translation.override("de"):
        assert beginning(grading) == {"grades": "top 55,5\nrest 0", "passed": "44,5"}
