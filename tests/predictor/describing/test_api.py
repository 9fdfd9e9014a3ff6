"""Describing over the API: the same steps as on the pages, with the same rights and refusals."""

import base64

import pytest
import school_files
from django.utils import timezone

from mlcore.models import Dataset, SchemaVersion
from predictor.models import DescribedFile
from predictor.models.describing import KEPT_FOR

pytestmark = pytest.mark.django_db
ALL = "/api/v1/descriptions/"


@pytest.fixture
def send(api_admin):
    def _send(kind="marks list", text=None, **more):
        content = base64.b64encode((text or school_files.FILES[kind]()).encode()).decode()
        return api_admin.post(ALL, {"file_name": f"{kind}.csv", "content": content} | more)

    return _send


@pytest.fixture
def address(send):
    return lambda *args, **more: f"{ALL}{send(*args, **more).json()['id']}/"


def by_header(answer):
    return {column["header"]: column for column in answer.json()["columns"]}


def whys(column):
    return [reason["why"] for reason in column["reasons"]]


def test_a_file_is_described_with_kinds_bounds_and_reasons(send):
    answer = send()
    columns = by_header(answer)
    assert (answer.status_code, answer["Location"][-1]) == (201, "/")
    assert (columns["Final mark"]["use"], columns["Final mark"]["field"]["maximum"]) == ("result", 100)
    assert (columns["Gender"]["kind"], columns["Gender"]["field"]["sensitive"]) == ("category", True)
    assert (columns["Surname"]["field"], whys(columns["Surname"])) == (None, ["person"])


def test_what_gives_the_result_away_is_told(send):
    assert "equals" in whys(by_header(send("canvas"))["Exam %"])


def test_facts_are_changed_and_kept(api_admin, address):
    where = address()
    sent = {
        "label": "Ours",
        "columns": [{"position": 6, "maximum": 150, "unit": "points"}, {"position": 7, "use": "kept"}],
    }
    columns = by_header(api_admin.patch(where, sent))
    assert (columns["Homework (%)"]["field"]["maximum"], columns["Mock"]["use"]) == (150, "kept")
    assert api_admin.get(where).json()["label"] == "Ours"


def test_another_kind_and_another_result_are_looked_at_anew(api_admin, address):
    where = address("survey")
    assert (
        by_header(api_admin.patch(where, {"columns": [{"position": 6, "kind": "number"}]}))["track"]["kind"] == "number"
    )
    assert by_header(api_admin.patch(where, {"result": 7}))["absences"]["use"] == "result"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"columns": [{"position": 99}]}, "columns.0.position"),
        ({"columns": [{"position": 7}, {"position": 7}]}, "columns.1.position"),
        ({"columns": [{"position": 4, "maximum": 5}]}, "columns.0.maximum"),
        ({"columns": [{"position": 4, "kind": "group", "choices": ["a", "b"]}]}, "columns.0.choices"),
        ({"columns": [{"position": 8, "use": "input"}]}, "columns.0.use"),
        ({"columns": [{"position": 6, "maximum": -1}]}, "columns"),
        ({"columns": [{"position": 0, "kind": "number"}]}, "columns"),
        ({"name": "Über"}, "name"),
        ({"result": 99}, "result"),
        ({"result": 4}, "columns"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_kept(api_admin, address, sent, field):
    where = address()
    before = api_admin.get(where).json()
    answer = api_admin.patch(where, sent)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, [field])
    assert api_admin.get(where).json() == before


def test_what_is_accepted_is_stored_as_a_version_with_its_rows(api_admin, address):
    where = address()
    answer = api_admin.post(f"{where}acceptance/", {}).json()
    assert (answer["state"], answer["dataset"]) == ("imported", Dataset.objects.get().pk)
    assert answer["stored_as"] == {"name": "marks-list", "version": 1}
    assert DescribedFile.objects.get().content is None
    assert api_admin.post(f"{where}acceptance/", {}).json()["error"]["code"] == "description_done"
    assert api_admin.patch(where, {"label": "x"}).status_code == 409


def test_bad_rows_are_named_and_skipped_where_that_is_wished(api_admin, address):
    where = address()
    api_admin.patch(where, {"columns": [{"position": 6, "maximum": 90}]})
    error = api_admin.post(f"{where}acceptance/", {}).json()["error"]
    assert error["code"] == "bad_rows"
    assert "row" in error["message"]
    assert not Dataset.objects.exists()
    api_admin.post(f"{where}acceptance/", {"skip_bad_rows": True})
    assert 0 < Dataset.objects.get().rows < school_files.ROWS


def test_both_forms_are_taken_along(api_admin, address):
    along = api_admin.get(f"{address('french')}along/").json()
    assert "[[field]]" in along["toml"]
    assert "Moyenne générale" in {field["name"] for field in along["table_schema"]["fields"]}


def test_a_later_file_brings_the_next_version(api_admin, address, send):
    api_admin.post(f"{address('survey')}acceptance/", {})
    later = school_files.survey().replace("middle", "very high", 2)
    answer = send("survey", text=later, grows="survey").json()
    assert "“very high” can be chosen as well" in " ".join(answer["changes"])
    api_admin.post(f"{ALL}{answer['id']}/acceptance/", {"together": True})
    assert [version.version for version in SchemaVersion.objects.all()] == [1, 2]
    assert Dataset.objects.latest("id").adds_to == Dataset.objects.earliest("id")


def test_a_file_that_is_gone_says_so(api_admin, address):
    where = address()
    DescribedFile.objects.update(made_at=timezone.now() - KEPT_FOR)
    assert api_admin.get(where).json()["state"] == "gone"
    answers = [api_admin.patch(where, {"label": "x"}), api_admin.post(f"{where}acceptance/", {})]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Bring it once more" in answers[0].json()["error"]["message"]


def test_what_is_no_table_is_refused_in_words(send):
    assert "PDF" in send(text="%PDF-1.7").json()["error"]["fields"]["content"]
    assert "stored" in send(grows="nothing").json()["error"]["fields"]["grows"]
    assert not DescribedFile.objects.exists()


def test_teachers_are_refused_everywhere(api_owner, address):
    where = address()
    answers = [api_owner.get(one) for one in (ALL, where, f"{where}along/")]
    answers += [api_owner.post(ALL, {}), api_owner.patch(where, {}), api_owner.delete(where)]
    answers += [api_owner.post(f"{where}acceptance/", {})]
    assert {answer.status_code for answer in answers} == {403}


def test_a_file_is_taken_away_and_the_list_is_short(api_admin, address, django_assert_max_num_queries):
    first, _ = address(), address("french")
    with django_assert_max_num_queries(6):
        assert [row["file_name"] for row in api_admin.get(ALL).json()["results"]] == ["french.csv", "marks_list.csv"]
    api_admin.delete(first)
    assert DescribedFile.objects.count() == 1
