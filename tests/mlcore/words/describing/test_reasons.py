import pytest
import school_files
from causal_words import causal_words

from mlcore.pipeline.describing.describing import describe
from mlcore.pipeline.describing.growing import Growing
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.words.describing import growth
from mlcore.words.describing.reasons import SAYINGS, notes, reasons, summary


def test_every_reason_and_every_change_has_a_sentence():
    assert set(SAYINGS) == set(Why)
    assert set(growth.SAYINGS) == set(Growing)


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    return [column for kind in school_files.FILES for column in describe(school_files.saved(folder, kind)).columns]


@pytest.mark.parametrize("why", Why)
def test_sentences_end_with_a_full_stop_and_claim_no_effect(columns, why):
    because = Because(why=why, count=3, of=60, low=1, high=5, word="final")
    for column in columns:
        sentence = SAYINGS[why](because, column)
        assert sentence.endswith(".")
        assert causal_words(sentence) == []


def test_what_leaves_a_column_out_is_said_to_do_so(columns):
    left_out = [column for column in columns if not column.is_taken]
    assert left_out
    assert all("Left out" in reasons(column)[-1] and summary(column).endswith("left out") for column in left_out)


def test_notes_are_of_fields_alone(tmp_path):
    proposal = describe(school_files.saved(tmp_path, "french"))
    assert set(notes(proposal)) == {field.slug for field in proposal.schema.fields}
