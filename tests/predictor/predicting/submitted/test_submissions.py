"""What was entered for a student is read again over the API."""

from predictor.models import Submission


def where(student):
    return f"/api/v1/students/{student.pk}/submissions/"


def test_what_was_entered_comes_back_with_what_was_predicted_from_it(api_owner, student, prediction, answers):
    (row,) = api_owner.get(where(student)).json()["results"]
    stored = Submission.objects.get(student=student)
    assert (row["id"], row["task"], row["made_by"]) == (stored.pk, "math", "owner")
    assert row["answers"] == stored.answers
    assert row["predictions"] == [prediction.pk]


def test_the_newest_comes_first_and_others_questions_are_left_out(api_owner, student, predict):
    newest = [predict().submission_id for _ in range(2)][::-1]
    assert [row["id"] for row in api_owner.get(where(student)).json()["results"]] == newest
    assert api_owner.get(f"{where(student)}?task=reading").json()["results"] == []


def test_a_stranger_finds_nothing(api_stranger, student, prediction):
    assert api_stranger.get(where(student)).status_code == 404


def test_entries_of_hidden_fields_are_in_no_answer(api_owner, people, student, predict, answers):
    from predictor.fields.work import Signed, decide

    slug = next(iter(answers))
    predict()
    rules = {slug: {"teacher": []}}
    decide(student.classroom.schema_version.schema, rules, Signed(by=people.admin, reason="Nobody asked.", seen=0))
    (row,) = api_owner.get(where(student)).json()["results"]
    assert slug not in row["answers"]


def test_a_list_costs_the_same_queries_however_long_it_is(api_owner, student, predict, django_assert_max_num_queries):
    for _ in range(4):
        predict()
    for limit in (1, 4):
        with django_assert_max_num_queries(9):
            assert len(api_owner.get(f"{where(student)}?limit={limit}").json()["results"]) == limit
