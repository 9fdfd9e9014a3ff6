"""Datasets over the API say what their pages say, to whoever may look at the data."""

import pytest

from mlcore.datasets import keeping, schemas, storing
from predictor.access.people.work import give_roles
from predictor.explore.page import explore_page
from predictor.fields.work import Signed, decide

ROOT = "/api/v1/datasets/"


@pytest.fixture
def copied(db):
    """The science test is a copy of the one that a question asks for."""
    from factories import frame_for

    version = schemas.schema_version("hsb2")
    frame = frame_for(version.schema, 120)
    frame["science"] = frame["math"]
    return storing.store_dataset(schema_version=version, frame=frame, name="copied")[0]


def test_the_list_names_what_can_be_learned_from(api_admin, exams, copied):
    keeping.archive(copied, who="a test")
    (row,) = api_admin.get(ROOT).json()["results"]
    assert (row["id"], row["name"], row["rows"], row["made_of"]) == (exams.pk, exams.name, exams.rows, [])


def test_a_list_costs_the_same_queries_however_long_it_is(api_admin, exams, copied, django_assert_max_num_queries):
    for limit in (1, 2):
        with django_assert_max_num_queries(6):
            assert len(api_admin.get(f"{ROOT}?limit={limit}").json()["results"]) == limit


def test_a_dataset_tells_its_columns_and_what_can_mislead(api_admin, copied):
    told = api_admin.get(f"{ROOT}{copied.pk}/").json()
    assert [column["slug"] for column in told["columns"]] == [f.slug for f in copied.schema_version.schema.fields]
    assert any("“Science test” alone gives “Mathematics test”" in caution for caution in told["cautions"])


def test_insights_are_those_of_the_page(api_admin, exams):
    told, page = api_admin.get(f"{ROOT}{exams.pk}/insights/").json(), explore_page(exams, {})
    assert told["findings"][0] == {"field": None, "sentence": page.findings.lead}
    assert [line["field"] for line in told["closeness"]] == [line.field.slug for line in page.lines]
    assert (told["target"], told["rows"], told["caution"]) == (
        page.choice.target.slug,
        exams.rows,
        page.findings.caution,
    )


@pytest.mark.parametrize(("name", "value"), [("target", "nonsense"), ("subgroup", "gender:nobody"), ("filed", "x")])
def test_what_the_data_do_not_have_is_refused_by_name(api_admin, exams, name, value):
    answer = api_admin.get(f"{ROOT}{exams.pk}/insights/?target=math_score&{name}={value}")
    assert (answer.status_code, set(answer.json()["error"]["fields"])) == (400, {name})


def test_a_hidden_field_is_in_no_answer(client_of, people, exams):
    give_roles(people.colleague, ["data_manager"], people.admin, "asked")
    rules = {"gender": {"data_manager": []}}
    decide(exams.schema_version.schema, rules, Signed(by=people.admin, reason="Nobody asked.", seen=0))
    for where in ("", "insights/"):
        answer = client_of(people.colleague).get(f"{ROOT}{exams.pk}/{where}")
        assert (answer.status_code, "gender" in answer.text.lower()) == (200, False)


def test_rows_that_were_deleted_are_not_there(api_admin, exams):
    keeping.delete(exams, who="a test")
    assert [api_admin.get(f"{ROOT}{exams.pk}/{where}").status_code for where in ("", "insights/")] == [404, 404]


def test_teachers_look_at_no_data_unless_they_may(api_owner, exams, settings):
    where = [ROOT, f"{ROOT}{exams.pk}/", f"{ROOT}{exams.pk}/insights/"]
    assert [api_owner.get(one).status_code for one in where] == [403] * 3
    settings.EXPLORE_FOR_TEACHERS = True
    assert [api_owner.get(one).status_code for one in where] == [200] * 3
