"""What the pipeline tells, in the reader's language; and what an older release stored, as it stands."""

import json
import pickle

import pytest
from django.utils import translation

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import NN_, Figure, Message, message
from mlcore.pipeline.schema import InvalidValue
from mlcore.pipeline.schema.field import Reason
from mlcore.words.said import said, said_of


@pytest.fixture
def german():
    with translation.override("de"):
        yield


@pytest.fixture
def refusal(math):
    target = math.schema_version.schema.field(math.question.target)
    return InvalidValue(target, "1O", Reason.NO_NUMBER)


ROWS = NN_("%(number)s row", "%(number)s rows")


def rows(count):
    return message(ROWS, count=count, number=Figure(f"{count:,}"))


def test_an_error_is_english_by_itself(refusal):
    assert str(refusal).endswith(": '1O' is not allowed; expected a number from 0 to 100")
    assert said(refusal) == str(refusal)


def test_an_error_is_said_in_the_language_of_the_reader(refusal, german):
    assert said(refusal).endswith(": „1O“ ist hier nicht erlaubt; erwartet: eine Zahl von 0 bis 100")


@pytest.mark.parametrize(("count", "sentence"), [(1, "1 Zeile"), (1234, "1.234 Zeilen")])
def test_words_follow_the_count_and_numbers_the_language(count, sentence, german):
    assert said(rows(count)) == sentence
    assert str(rows(count)) in ("1 row", "1,234 rows")


def test_a_message_is_stored_as_facts_and_said_later(german):
    stored = json.loads(json.dumps(message("%(what)s: %(rows)s", what="50 %", rows=rows(2)).to_dict()))
    assert Message.from_dict(stored).values["rows"] == rows(2)
    assert said_of(stored) == "50 %: 2 Zeilen"


def test_what_an_older_release_stored_is_said_as_it_stands(german):
    assert said_of("Row 3 is empty.") == "Row 3 is empty."


@pytest.mark.parametrize("error", [DataError("100 % plain"), DataError("row %(row)s", row=3), DataError()])
def test_an_error_comes_whole_out_of_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.message) == (str(error), error.message)
    assert said(error) == str(error)
