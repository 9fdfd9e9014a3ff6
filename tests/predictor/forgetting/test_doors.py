"""Who may forget a student, by page, API and command; what they are told before, and what is kept of it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from mlcore.models import ModelVersion
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import AccessLine, Forgetting, Job, Student
from predictor.roles import ROLES, Act, RoleName

pytestmark = pytest.mark.django_db


def where(student):
    return reverse("student-forget", args=[student.pk])


def address(student):
    return f"/api/v1/students/{student.pk}/forgetting/"


def run_next():
    job = queue.take(Lane)
    attempt(Run(job))
    return Job.objects.get(pk=job.pk)


def test_an_admin_forgets_with_a_reason_and_a_job_does_the_rest(admin, student):
    page = admin.post(where(student), {"why": "Asked by the family"}, follow=True)
    row = Forgetting.objects.get()
    assert not Student.objects.exists()
    assert (row.student, row.who, row.why) == (student.pk, "admin", "Asked by the family")
    assert Job.objects.get(pk=row.job).kind == "forget"
    assert f"Student {student.pk}" in page.text
    assert student.name not in page.text


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_nobody_else_finds_the_page_or_may_over_the_api(who, as_user, client_of, people, student):
    person = getattr(people, who)
    assert as_user(person).get(where(student)).status_code == 404
    assert as_user(person).post(where(student), {"why": "x"}).status_code == 404
    assert client_of(person).get(address(student)).status_code == 403
    assert client_of(person).post(address(student), {"why": "x"}).status_code == 403
    assert "Forget this student" not in as_user(person).get(reverse("student", args=[student.pk])).text
    assert Student.objects.exists()


def test_the_list_is_for_admins(teacher, admin, student):
    admin.post(where(student), {"why": "Asked"})
    number = Forgetting.objects.get().pk
    assert teacher.get(reverse("forgotten")).status_code == 403
    assert teacher.post(reverse("forgotten-go-on", args=[number])).status_code == 403
    assert admin.get(reverse("forgotten")).status_code == 200


def test_the_page_says_what_goes_and_what_is_trained_again(admin, school, marked, train):
    train(candidates=("linear",))
    page = " ".join(admin.get(where(marked)).text.split())
    assert "2 rows of the dataset" in page
    assert "What is trained again, without them" in page
    assert "version 2" in page


def test_the_same_number_in_another_class_is_said_and_stays(admin, student, classroom):
    Student.objects.filter(pk=student.pk).update(reference="0042")
    elsewhere = type(classroom).objects.create(name="Class 9z", schema_version=classroom.schema_version)
    other = Student.objects.create(classroom=elsewhere, name="A. Osei", reference="0042")
    assert "A. Osei, Class 9z" in admin.get(where(student)).text
    admin.post(where(student), {"why": "Asked"})
    assert Student.objects.get() == other


@pytest.mark.parametrize("why", ["", "Amara's mother wrote", "the Osei family", "number 0042 asked"])
def test_a_reason_is_needed_and_names_nobody(admin, client_of, people, student, why):
    Student.objects.filter(pk=student.pk).update(reference="0042")
    assert "field--wrong" in admin.post(where(student), {"why": why}).text
    answer = client_of(people.admin).post(address(student), {"why": why})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, ["why"])
    assert Student.objects.exists()


def test_the_api_says_what_would_go_and_does_it(client_of, people, student, prediction):
    api = client_of(people.admin)
    told = api.get(address(student)).json()
    assert (told["predictions"], told["datasets"], told["trained_again"]) == (1, [], [])
    done = api.post(address(student), {"why": "Asked"})
    assert (done.status_code, done.json()["student"], done.json()["ended_at"]) == (202, student.pk, None)
    assert api.get("/api/v1/forgettings/").json()["results"] == [done.json()]
    assert api.get(address(student)).status_code == 404


def test_the_job_does_the_rest_and_says_so(admin, math, school, marked, train):
    before = train(candidates=("linear",))
    admin.post(where(marked), {"why": "Asked"})
    job = run_next()
    assert (job.state, job.error) == ("done", {})
    assert ModelVersion.objects.live_for(math).number == before.number + 1
    assert Forgetting.objects.get().ended_at
    page = admin.get(reverse("job", args=[job.pk])).text
    assert "1 model was trained again" in page
    assert "Maths score is trained without them" in page


def test_the_rest_is_asked_for_again_where_its_job_failed(admin, client_of, people, student):
    admin.post(where(student), {"why": "Asked"})
    row = Forgetting.objects.get()
    Job.objects.filter(pk=row.job).update(state=Job.State.FAILED, ended_at=timezone.now())
    assert "Do the rest" in admin.get(reverse("forgotten")).text
    admin.post(reverse("forgotten-go-on", args=[row.pk]))
    assert Forgetting.objects.get().job != row.job
    again = client_of(people.admin).post(f"/api/v1/forgettings/{row.pk}/continuation/")
    assert (again.status_code, Job.objects.not_ended().count()) == (202, 1)


def test_nothing_is_asked_for_where_nothing_is_left(admin, client_of, people, student):
    admin.post(where(student), {"why": "Asked"})
    Forgetting.objects.update(ended_at=timezone.now())
    number = Forgetting.objects.get().pk
    assert "has ended already" in admin.post(reverse("forgotten-go-on", args=[number]), follow=True).text
    answer = client_of(people.admin).post(f"/api/v1/forgettings/{number}/continuation/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "has_ended")


def test_two_are_done_one_after_the_other(admin, student, classroom):
    other = Student.objects.create(classroom=classroom, name="Ben Adler")
    for one in (student, other):
        admin.post(where(one), {"why": "Asked"})
    assert run_next().state == "done"
    assert run_next().state == "done"
    assert not Forgetting.objects.unfinished().exists()


def test_the_command_says_what_would_go_and_does_nothing(student, capsys):
    call_command("forget", str(student.pk))
    told = capsys.readouterr().out
    assert "Would go" in told
    assert f'To do it: forget {student.pk} --why "..." --yes' in told
    assert Student.objects.exists()


def test_the_command_does_all_of_it(math, school, marked, train, capsys):
    before = train(candidates=("linear",))
    call_command("forget", str(marked.pk), "--yes", "--why", "Asked")
    assert "Nothing is left that learned from them" in capsys.readouterr().out
    assert ModelVersion.objects.live_for(math).number == before.number + 1
    line = AccessLine.objects.get(what="forget")
    assert (line.students, line.act, line.door) == ([marked.pk], "deleted", "command")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["999"], "no student 999"),
        ([], "name one student"),
        (["1", "--go-on"], "name one student"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(db, given, said):
    with pytest.raises(CommandError, match=said):
        call_command("forget", *given)


def test_the_command_wants_a_reason_without_a_name(student):
    for given in ([], ["--why", "Amara asked"]):
        with pytest.raises(CommandError, match=r"say why|Leave the student's name"):
            call_command("forget", str(student.pk), "--yes", *given)
    assert Student.objects.exists()


def test_a_page_of_many_costs_as_many_queries_as_of_few(admin, django_assert_max_num_queries, db):
    now = timezone.now()
    Forgetting.objects.bulk_create(
        Forgetting(student=number, student_made_at=now - timedelta(days=number), who="a", why="b", job=number)
        for number in range(60)
    )
    with django_assert_max_num_queries(12):
        assert admin.get(reverse("forgotten")).text.count("Do the rest") == 50


def test_the_act_is_an_admins_alone(people):
    assert [role.name for role in ROLES if Act.FORGET in role.grants] == [RoleName.ADMIN]


@pytest.mark.parametrize("name", ["student-forget", "student-delete"])
def test_a_number_that_is_too_large_for_the_database_is_404(admin, name):
    assert admin.post(reverse(name, args=[2**63]), {"why": "Asked"}).status_code == 404
