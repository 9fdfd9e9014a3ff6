"""What the model could not know is stored as facts and said when it is read."""

import json
from dataclasses import asdict, replace

import pytest

from mlcore.pipeline.bundle.codes import Learned
from mlcore.pipeline.bundle.row_checks import RowChecks
from mlcore.pipeline.bundle.row_warnings import RowWarning
from mlcore.pipeline.schema import Field, Question, Schema
from mlcore.words.warnings import ToldWarning, said, stored, together

PAY = Field(slug="pay", label="Pay", kind="number", minimum=0, maximum=2_500_000)
TOWN = Field(slug="town", label="Town", kind="category", choices=("Bonn", "Ulm"))
ASKED = Question(slug="guess", label="Guess", target="pay", inputs=("town",))
SCHEMA = Schema(name="tiny", version=1, label="Tiny", fields=(PAY, TOWN), tasks=(ASKED,))
SEEN = {"pay": Learned(9, minimum=1_234_567.0, maximum=1_900_000.0), "town": Learned(9, choices=("Bonn",))}
UNSEEN = "Town 'Ulm' was never seen in the data that the model learned from, so it counts as not known"
ALLOWS = "The range allows for all of them together; one by one,"
END = "; the range may be too narrow."


def sentences(row, learned=SEEN, *, wider=False):
    _, warnings = RowChecks((PAY, TOWN), learned).look(row)
    told = [asdict(warning) | {"widens": wider} for warning in warnings]
    return [said(stored(json.loads(json.dumps(warning))), SCHEMA) for warning in told]


@pytest.mark.parametrize(
    ("pay", "sentence"),
    [
        (1_900_001.0, f"Pay 1900001 is higher than any the model learned from (highest: 1900000){END}"),
        (1_234_566.5, f"Pay 1234566.5 is lower than any the model learned from (lowest: 1234567){END}"),
        (None, "Pay is not known."),
        (float("nan"), "Pay is not known."),
    ],
)
def test_a_number_outside_what_was_learned_is_said_in_full(pay, sentence):
    assert sentences({"pay": pay, "town": "Bonn"}) == [sentence]


def test_a_number_that_training_never_knew_was_not_used():
    assert sentences({"pay": 5.0, "town": "Bonn"}, SEEN | {"pay": Learned(0)}) == [
        "Pay was never known in the data; it was not used."
    ]


@pytest.mark.parametrize(("wider", "end"), [(False, "."), (True, "; the range is wider for that.")])
def test_whether_the_range_is_wider_is_said(wider, end):
    assert sentences({"town": "Ulm"}, wider=wider) == [f"Pay is not known{end}", f"{UNSEEN}{end}"]


def test_the_label_is_that_of_the_schema_when_it_is_read():
    renamed = replace(SCHEMA, fields=(replace(PAY, label="Lohn"), TOWN))
    assert said(RowWarning(kind="missing", field="pay"), renamed) == "Lohn is not known."


def test_a_sentence_that_an_older_release_stored_is_said_as_it_was():
    old = {"kind": "missing", "field": "pay", "message": "Pay was blank."}
    assert said(stored(old), SCHEMA) == "Pay was blank."


@pytest.mark.parametrize("kind", ["missing", "unseen", "outside"])
def test_of_a_warning_that_cannot_be_read_its_kind_is_said_where_it_is_known(kind):
    warning = stored({"kind": kind, "fields": "pay"})
    assert (warning.kind, warning.field) == (kind, "")
    assert said(warning, SCHEMA).endswith("cannot be read.")


@pytest.mark.parametrize("content", [{"kind": "later", "field": "pay"}, {"kind": []}, {}, "pay", None, ["pay"]])
def test_a_warning_of_which_nothing_can_be_read_is_said_to_be_there(content):
    warning = stored(content)
    assert warning.kind == "unreadable"
    assert said(warning, SCHEMA) == "A warning was stored with this prediction that cannot be read."


def gaps(narrow, wide, outside=0):
    missing = [RowWarning(kind="missing", field="town", widens=place >= narrow) for place in range(narrow + wide)]
    return missing + [RowWarning(kind="outside", field="pay", value=1.0, seen=2.0)] * outside


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (gaps(0, 30), f"30 of 1,300 inputs were not known. {ALLOWS} each widens it visibly."),
        (gaps(20, 10), f"30 of 1,300 inputs were not known. {ALLOWS} 10 of them widen it visibly."),
        (gaps(29, 1), f"30 of 1,300 inputs were not known. {ALLOWS} 1 of them widens it visibly."),
        (gaps(30, 0), f"30 of 1,300 inputs were not known. {ALLOWS} none widens it visibly."),
        (gaps(0, 0, 1), "1 number lies outside of what the model learned from; the range may be too narrow."),
        (gaps(0, 0, 14), "14 numbers lie outside of what the model learned from; the range may be too narrow."),
        ([ToldWarning("missing", "town", "Town is not known.")] * 2, "2 of 1,300 inputs were not known."),
    ],
)
def test_many_warnings_are_told_in_a_sentence(found, sentence):
    assert together(found, 1_300) == sentence
