"""Numbers in forms: a number input reads commas in the browser's language, and made 75 of '7,5'."""

import pytest
from django.forms import Form, ValidationError
from django.utils import translation

from mlcore.pipeline.schema import Field
from predictor.describing.forms import ColumnForm
from predictor.figures import Figure
from predictor.predicting.forms import AnswersForm
from predictor.targets.forms import TargetForm

MARK = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=2000)


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
