"""A school's own schema has no rules that ship: what looks confidential in it is offered to be hidden, never hidden."""

import pytest
from django.urls import reverse

from mlcore.datasets import schemas
from mlcore.pipeline.schema import Field, Schema
from predictor.access.reading.closed import closed_to
from predictor.fields.presets import preset_of
from predictor.fields.presets.suggested import looks_confidential
from predictor.fields.rules import ROLES
from predictor.management.commands.setup import Command
from predictor.models import FieldRules

pytestmark = pytest.mark.django_db
TEXT = """
name = "ours"
version = 1
label = "Our school"
[[field]]
slug = "fsm"
label = "FSM"
kind = "category"
choices = ["yes", "no"]
[[field]]
slug = "set"
label = "Set"
kind = "category"
choices = ["1", "2"]
[[field]]
slug = "mark"
label = "Mark"
kind = "number"
minimum = 0
maximum = 100
[[task]]
slug = "ours-mark"
label = "Mark"
target = "mark"
inputs = ["fsm", "set"]
"""


@pytest.fixture
def own(db, tmp_path):
    """Loaded as any schema of a school is."""
    (tmp_path / "ours.toml").write_text(TEXT)
    return schemas.schema_version(str(tmp_path / "ours.toml"))


@pytest.mark.parametrize(
    "label",
    [
        "Lunch",
        "Free school meals",
        "FSM",
        "Ethnicity",
        "SEN status",
        "EAL",
        "Religion",
        "Muttersprache",
        "Pupil premium",
    ],
)
def test_a_name_tells_that_a_field_is_confidential(label):
    assert looks_confidential(Field(slug="x", label=label, kind="category", choices=("a", "b")))


@pytest.mark.parametrize("label", ["Reading score", "Set", "Homework", "Attendance"])
def test_what_is_taught_is_not(label):
    assert not looks_confidential(Field(slug="x", label=label, kind="category", choices=("a", "b")))


def test_the_mark_of_the_schema_counts_whatever_the_field_is_called():
    assert looks_confidential(Field(slug="x", label="Code 7", kind="category", choices=("a", "b"), sensitive=True))


def test_an_alias_counts_as_a_name():
    field = Field(slug="x", label="Code 7", kind="category", choices=("a", "b"), aliases=("ethnicity",))
    assert looks_confidential(field)


def test_it_is_offered_and_nothing_is_hidden(own, admin, people):
    text = admin.get(reverse("fields")).text
    assert "FSM: seen by Heads of department" in text
    assert "named like something confidential" in text
    assert f"{reverse('field-rules', args=['ours'])}?fill=preset" in text
    assert not FieldRules.objects.exists()
    assert not closed_to(people.owner, "ours").see


def test_the_table_is_filled_in_with_why_and_decided_by_a_person(own, admin, people):
    where = reverse("field-rules", args=["ours"])
    page = admin.get(where, {"fill": "preset"}).text
    assert "named like something confidential" in page
    sent = {f"{what}-{role}-set": "on" for what in ("see", "enter") for role in ROLES}
    sent |= {f"{what}-{role}-fsm": "on" for what in ("see", "enter") for role in ROLES if role != "teacher"}
    admin.post(where, sent | {"reason": "As offered.", "seen": 0})
    row = FieldRules.objects.get()
    assert (row.rules, row.made_by) == ({"fsm": {"teacher": []}}, people.admin)
    assert "look confidential" not in admin.get(reverse("fields")).text


def test_that_nothing_is_hidden_is_a_decision_that_ends_the_offer(own, api_admin, admin):
    order = {"schema": "ours", "rules": {}, "reason": "We looked at it.", "seen": 0}
    assert api_admin.post("/api/v1/field-rules/", order, format="json").status_code == 201
    assert "look confidential" not in admin.get(reverse("fields")).text
    assert "Every field stays open to everybody" in admin.get(reverse("field-rules", args=["ours"])).text


def test_where_nothing_looks_confidential_nothing_is_offered():
    field = {"slug": "mark", "label": "Mark", "kind": "number", "minimum": 0, "maximum": 9}
    plain = {"slug": "set", "label": "Set", "kind": "category", "choices": ["1", "2"]}
    task = {"slug": "m", "label": "M", "target": "mark", "inputs": ["set"]}
    content = {"name": "plain", "version": 1, "label": "Plain", "field": [field, plain], "task": [task]}
    assert preset_of(Schema.from_dict(content)) is None


def test_installing_says_what_is_offered_and_puts_nothing_in_force(own, math, capsys):
    Command()._offer_rules()
    told = capsys.readouterr().out
    assert "Rules ship for fields of 'exams', not in force here" in told
    assert "Fields of 'ours' look confidential, open to everybody" in told
    assert not FieldRules.objects.exists()
