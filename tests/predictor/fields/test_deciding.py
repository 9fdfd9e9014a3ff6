"""Deciding which role sees and enters which field: by the page and the API, for admins."""

import pytest
from django.urls import reverse

from predictor.access.reading.closed import closed_to
from predictor.fields.presets import preset_of
from predictor.fields.presets.shipped import FOLDER
from predictor.fields.rules import checked
from predictor.models import FieldRules

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/field-rules/"
HIDE_LUNCH = {"lunch": {"teacher": []}}


@pytest.fixture
def where(math):
    return reverse("field-rules", args=["exams"])


@pytest.fixture
def order(math):
    return {"schema": "exams", "rules": HIDE_LUNCH, "reason": "Nobody needs it.", "seen": 0}


def ticked(page):
    """Names of the boxes that are ticked on a page."""
    import re

    boxes = re.findall(r'<input type="checkbox"[^>]*>', page.text, re.S)
    return {re.search(r'name="([^"]+)"', box)[1]: "on" for box in boxes if "checked" in box}


def test_an_admin_hides_a_field_on_the_page(admin, where, people):
    sent = ticked(admin.get(where))
    del sent["see-teacher-lunch"]
    answer = admin.post(where, sent | {"reason": "Nobody needs it.", "seen": 0})
    assert answer.status_code == 302
    row = FieldRules.objects.get()
    assert (row.version, row.rules, row.reason, row.made_by) == (1, HIDE_LUNCH, "Nobody needs it.", people.admin)
    assert closed_to(people.owner, "exams").see == {"lunch"}


def test_without_a_reason_nothing_is_decided(admin, where):
    assert "needed" in admin.post(where, {"seen": 0}).text
    assert not FieldRules.objects.exists()


def test_the_page_begins_with_what_ships(admin, where):
    boxes = ticked(admin.get(where, {"fill": "preset"}))
    assert {"see-teacher-lunch", "enter-teacher-race_ethnicity"}.isdisjoint(boxes)
    assert "see-teacher-gender" in boxes
    assert not FieldRules.objects.exists()


def test_one_click_hides_every_sensitive_field_from_a_role(admin, where, math):
    boxes = ticked(admin.get(where, {"hide": "teacher"}))
    for field in math.schema_version.schema.fields:
        assert (f"see-teacher-{field.slug}" in boxes) is not (field.sensitive or field.slug.endswith("_score"))


def test_the_history_tells_what_changed(admin, api_admin, where, order):
    api_admin.post(ADDRESS, order, format="json")
    api_admin.post(ADDRESS, order | {"rules": {}, "seen": 1, "reason": "Needed again."}, format="json")
    text = admin.get(where).text
    assert "Lunch: no longer shown to Teachers" in text
    assert "Lunch: shown to Teachers" in text
    assert "Needed again." in text


def test_the_api_decides_and_tells(api_admin, order):
    assert api_admin.post(ADDRESS, order, format="json").status_code == 201
    (row,) = api_admin.get(ADDRESS, {"schema": "exams"}).json()["results"]
    assert (row["version"], row["rules"]) == (1, HIDE_LUNCH)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"lnch": {"teacher": []}}, "Did you mean 'lunch'?"),
        ({"math_score": {"teacher": []}}, "is what a question predicts"),
        ({"lunch": {"janitor": []}}, "there is no role 'janitor'"),
        ({"lunch": {"admin": []}}, "there is no role 'admin'"),
        ({"lunch": {"teacher": ["print"]}}, "'print' is no purpose"),
        ({"lunch": {"teacher": ["enter"]}}, "who enters it sees it"),
    ],
)
def test_what_cannot_be_decided_is_said_with_the_remedy(api_admin, order, rules, told):
    answer = api_admin.post(ADDRESS, order | {"rules": rules}, format="json")
    assert answer.status_code == 400
    assert told in answer.text
    assert not FieldRules.objects.exists()


def test_the_same_again_is_no_decision(api_admin, order):
    api_admin.post(ADDRESS, order, format="json")
    answer = api_admin.post(ADDRESS, order | {"seen": 1}, format="json")
    assert answer.status_code == 400
    assert "Nothing would change" in answer.text
    assert FieldRules.objects.count() == 1


def test_of_two_who_decide_at_once_one_is_told(api_admin, order):
    api_admin.post(ADDRESS, order, format="json")
    answer = api_admin.post(ADDRESS, order | {"rules": {"gender": {"teacher": []}}}, format="json")
    assert "decided meanwhile" in answer.text
    assert FieldRules.objects.count() == 1


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_nobody_but_an_admin_decides_or_reads_rules(who, as_user, client_of, people, where, order):
    user = getattr(people, who)
    assert as_user(user).get(where).status_code == 403
    assert as_user(user).post(where, {"reason": "Mine.", "seen": 0}).status_code == 403
    assert client_of(user).get(ADDRESS).status_code == 403
    assert client_of(user).post(ADDRESS, order, format="json").status_code == 403
    assert not FieldRules.objects.exists()


def test_a_schema_that_is_not_there_is_404(admin):
    assert admin.get(reverse("field-rules", args=["nothing"])).status_code == 404


def test_presets_fit_the_schemas_that_they_ship_with(math):
    assert [path.stem for path in FOLDER.glob("*.toml")] == ["exams"]
    preset = preset_of(math.schema_version.schema)
    assert checked(math.schema_version.schema, preset.rules) == preset.rules
