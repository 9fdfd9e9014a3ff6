"""Every list of Django's admin works over tables of any size: nothing is counted, sorted or skipped."""

import json

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from raw_tables import SITES, address

from predictor.models import AccessLine, Explanation, Outcome, Prediction, Submission, Target
from studentperf.basics.raw_tables.table import RawTable

# Those that grow with every prediction, or every request; of one student there are some hundreds at most.
BIG = (Prediction, Submission, Explanation, Outcome, Target, AccessLine, AccessLog, AccessFailureLog)
FILTERED = [model for model, site in SITES.items() if site.list_filter]
FEW_QUERIES = 10
NOWHERE = ("x", "after~", "after~x%00", "before~99999999999999999999", "last~1", "~")


@pytest.fixture
def asked(admin):
    """A page, and what the database is asked for it."""

    def _asked(where):
        with CaptureQueriesContext(connection) as queries:
            answer = admin.get(where)
        assert answer.status_code == 200, where
        return answer, [query["sql"] for query in queries]

    return _asked


def links(answer):
    """Of the filters of a list, of the pages around it, and searches."""
    found = answer.context["cl"]
    choices = [choice["query_string"] for spec in found.filter_specs for choice in spec.choices(found)]
    searches = [f"?q={column}=1" for column in SITES[found.model].found_by]
    return [*choices, *(link for _label, link in found.pages), "?p=last", "?q=1", "?q=x", *searches]


def plan_of(statement):
    """How rows are read where none is sorted that an index could give in order."""
    with connection.cursor() as cursor:
        for way in ("sort", "incremental_sort", "seqscan", "bitmapscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
        return json.dumps(cursor.fetchone()[0])


def test_nothing_is_counted_or_skipped_on_any_page_of_any_list(asked, school):
    for model in SITES:
        first = asked(address(model))[0]
        for link in ["", *links(first)]:
            statements = asked(address(model) + link)[1]
            assert len(statements) <= FEW_QUERIES, (model, link)
            assert not [one for one in statements if "COUNT(" in one or "OFFSET" in one], (model, link)


def test_the_order_of_every_list_is_an_index(asked, school):
    for model in SITES:
        of_it = f'FROM "{model._meta.db_table}"'
        read = [one for one in asked(address(model))[1] if of_it in one and "ORDER BY" in one]
        assert read, model
        assert not [one for one in read if "Sort" in plan_of(one)], model


def test_no_address_makes_another_order(admin, people):
    for model, site in SITES.items():
        found = admin.get(f"{address(model)}?o=1.-2").context["cl"]
        assert found.queryset.query.order_by == (site.listed_by,), model
        assert isinstance(site, RawTable)


def test_no_address_filters_by_what_the_page_does_not_offer(admin, people):
    answers = {model: admin.get(f"{address(model)}?{model._meta.pk.name}__gt=0").status_code for model in SITES}
    assert set(answers.values()) == {400}, answers
    assert admin.get(f"{address(Submission)}?answers__lunch=free").status_code == 400


@pytest.mark.parametrize("model", FILTERED, ids=lambda model: model.__name__)
def test_every_filter_of_a_page_filters(admin, school, model):
    Group.objects.create(name="librarians")
    found = admin.get(address(model)).context["cl"]
    for place, spec in enumerate(found.filter_specs):
        for number, choice in enumerate(spec.choices(found)):
            now = admin.get(address(model) + choice["query_string"]).context["cl"]
            chosen = [one["selected"] for one in now.filter_specs[place].choices(now)]
            assert [at for at, selected in enumerate(chosen) if selected] == [number]
    assert len(found.filter_specs) == len(SITES[model].list_filter)


@pytest.mark.parametrize("place", NOWHERE)
def test_an_address_that_no_page_has_is_no_error(admin, people, place):
    for model in SITES:
        assert admin.get(f"{address(model)}?p={place}", follow=True).status_code == 200, model


@pytest.mark.parametrize(
    "words", ["student=x", "x=1", "=", "1=1", "made_by=nobody", "99999999999999999999", "%00", " "]
)
def test_no_search_is_an_error(admin, people, words):
    for model in SITES:
        assert admin.get(address(model), {"q": words}).status_code == 200, model


def test_a_row_opens_for_few_queries(asked, school):
    for model in SITES:
        for row in asked(address(model))[0].context["cl"].result_list[:1]:
            assert len(asked(address(model, "change", row.pk))[1]) <= 2 * FEW_QUERIES, model


def test_it_is_listed_by_a_column_without_equal_rows():
    columns = {model: site.listed_by.lstrip("-") for model, site in SITES.items()}
    assert not [model for model, name in columns.items() if name != "pk" and not model._meta.get_field(name).unique]


@pytest.mark.parametrize("model", BIG, ids=lambda model: model.__name__)
def test_of_a_big_table_only_what_has_an_index_is_filtered_or_found(model):
    site, options = SITES[model], model._meta
    first = {index.fields[0] for index in options.indexes}
    first |= {field.name for field in options.fields if field.db_index or field.unique}
    in_order = {index.fields[0] for index in options.indexes if index.fields[1:] == ["-id"]}
    assert not site.search_fields
    assert {name for name, _by_index in site.list_filter} <= in_order
    assert set(site.found_by) <= first | {"pk"}


def test_a_list_is_read_to_its_end_and_back(admin, people):
    User.objects.bulk_create(User(username=f"u{number:03}") for number in range(120))
    seen, link = [], ""
    while link is not None:
        found = admin.get(address(User) + link).context["cl"]
        seen, link = [*seen, *(user.username for user in found.result_list)], dict(found.pages).get("Next page")
    assert seen == sorted(User.objects.values_list("username", flat=True))
    last = admin.get(f"{address(User)}?p=last").context["cl"]
    assert [user.username for user in last.result_list] == seen[-50:]


def test_a_row_is_found_by_its_number_its_student_and_who_made_it(admin, people, student, school):
    def found(words):
        return list(admin.get(address(Prediction), {"q": words}).context["cl"].result_list)

    of_student = list(student.predictions.order_by("-id"))
    assert of_student
    assert found(str(of_student[0].pk)) == of_student[:1]
    assert found(f"student={student.pk}") == of_student
    assert found("made_by=owner") == list(Prediction.objects.filter(made_by=people.owner).order_by("-id"))
    assert found("made_by=nobody") == []


@pytest.mark.parametrize(
    ("link", "index"),
    [
        ("?task__id__exact={0.task_id}", "predictions_of_task"),
        ("?q=student={0.student_id}", "predictions_of_student"),
        ("?q=made_by={0.made_by}", "predictions_by_maker"),
        ("?task__id__exact={0.task_id}&q=student={0.student_id}&p=last", "predictions_of_student"),
    ],
)
def test_what_is_filtered_is_read_by_its_own_index_and_not_from_the_newest_row_on(asked, school, link, index):
    answer, statements = asked(address(Prediction) + link.format(school.prediction))
    assert school.prediction in answer.context["cl"].result_list
    (read,) = (one for one in statements if 'FROM "predictor_prediction"' in one)
    assert f'"Index Name": "{index}"' in plan_of(read)
    assert "Sort" not in plan_of(read)


@pytest.mark.parametrize("value", ["x", "", "9" * 30, "%00"])
def test_no_value_of_a_filter_is_an_error(admin, people, value):
    answer = admin.get(f"{address(Prediction)}?task__id__exact={value}", follow=True)
    assert answer.status_code in (200, 400)


def test_a_list_asks_as_often_for_one_row_as_for_four(asked, school):
    Explanation.objects.all().delete()
    counts = []
    for prediction in Prediction.objects.all()[:4]:
        Explanation.objects.create(prediction=prediction, reference=60, contributions={})
        counts.append(len(asked(address(Explanation))[1]))
    assert len(counts) == 4
    assert len(set(counts)) == 1


def test_a_name_that_is_nobodys_is_looked_up_and_not_searched_in_all_rows(asked, school):
    AccessLog.objects.create(username="ada", ip_address="10.0.0.1")
    answer, statements = asked(f"{address(AccessLog)}?q=username=ada")
    assert [row.username for row in answer.context["cl"].result_list] == ["ada"]
    (read,) = (one for one in statements if 'FROM "axes_accesslog"' in one)
    assert "axes_accesslog_username" in plan_of(read)
