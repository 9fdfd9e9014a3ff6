"""Files that are predicted in the background: once, whole or not at all, and for nobody else's eyes."""

import csv
import io
import tempfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from page_words import words

from mlcore.models import ModelVersion
from predictor.access.clearing import clear_expired
from predictor.file_predictions import work
from predictor.file_predictions.job import run as predict_it
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Lost, Refused, Run
from predictor.jobs.words import failure
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import FieldRules, Job, PredictedFile, PredictedPiece, Prediction

pytestmark = pytest.mark.django_db
CONTENT = b"Name,Reading,Writing\nIda,50,60\n=1+2,seventy,60\n"


@pytest.fixture
def taken(math, people):
    return work.take(math, "list.csv", CONTENT, {}, by=people.owner)


def go_on():
    attempt(Run(queue.take(Lane)))


def lines(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_row_comes_back_and_nothing_is_stored_about_students(taken, owner):
    go_on()
    answer = owner.get(reverse("predicted-file-output", args=[taken.pk]))
    first, second = lines(b"".join(answer.streaming_content))
    assert (first["Name"], bool(first["value"]), second["Name"], second["value"]) == ("Ida", True, "'=1+2", "")
    assert 'row 3, column Reading: "seventy" is not allowed' in second["what is wrong"]
    assert not Prediction.objects.exists()


def test_what_was_brought_is_not_kept_once_it_was_predicted(taken):
    go_on()
    row = PredictedFile.objects.get()
    assert (row.content, row.counts["rows"], row.counts["predicted"]) == (None, 2, 1)


def test_pages_say_how_it_stands(taken, owner):
    address = reverse("predicted-file", args=[taken.pk])
    assert "It waits: no worker is running" in words(owner.get(address))
    go_on()
    assert "1 of 2 rows were predicted" in words(owner.get(address))
    assert "1 of 2 rows were predicted" in words(owner.get(reverse("predicted-files")))


def test_a_file_is_brought_on_the_page_and_waits_for_a_worker(owner, math):
    file = SimpleUploadedFile("list.csv", CONTENT)
    answer = owner.post(reverse("predicted-files"), {"task": "math", "file": file})
    assert answer["Location"] == reverse("job", args=[Job.objects.get().pk])


def test_nobody_else_finds_it(taken, teacher, api_colleague):
    go_on()
    for name in ("predicted-file", "predicted-file-output"):
        assert teacher.get(reverse(name, args=[taken.pk])).status_code == 404
    assert teacher.post(reverse("predicted-file-delete", args=[taken.pk])).status_code == 404
    for address in ("", "output/"):
        assert api_colleague.get(f"/api/v1/file-predictions/{taken.pk}/{address}").status_code == 404
    assert "list.csv" not in words(teacher.get(reverse("predicted-files")))


def test_an_attempt_that_lost_its_job_keeps_nothing_and_the_next_one_all_of_it(taken):
    first = queue.take(Lane)
    queue.give_up(first, {"kind": "worker lost"}, again=True)
    second = queue.take(Lane)
    with pytest.raises(Lost):
        predict_it(Run(first), **first.arguments)
    assert not PredictedPiece.objects.exists()
    attempt(Run(second))
    assert len(lines(b"".join(work.pieces(PredictedFile.objects.get())))) == 2


def test_what_a_killed_attempt_had_of_the_file_does_not_lie_about(taken, tmp_path, monkeypatch):
    (folder := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    run, left = Run(queue.take(Lane)), []

    def kill(percent, fact=None):
        left.append([path.name for path in folder.glob("*/*")])
        queue.give_up(run.job, {"kind": "killed", "signal": 9}, again=True)
        left.append(list(folder.iterdir()))

    run.tell = kill
    with pytest.raises(Refused):
        predict_it(run, **run.job.arguments)
    assert left[:2] == [["input"], []]


def test_a_long_output_is_cut_and_put_together_again(taken, monkeypatch):
    monkeypatch.setattr(work, "PIECE", 10)
    go_on()
    assert PredictedPiece.objects.count() > 5
    assert len(lines(b"".join(work.pieces(PredictedFile.objects.get())))) == 2


def test_a_file_that_is_no_table_is_refused_with_the_reason(math, people, owner):
    row = work.take(math, "x.csv", b"what\n1\n", {}, by=people.owner)
    go_on()
    assert "No column of the file is known" in words(owner.get(reverse("predicted-file", args=[row.pk])))


def test_that_no_model_is_live_any_more_is_said_in_the_language_of_the_reader(taken, math):
    ModelVersion.objects.live().filter(task=math).update(is_live=False)
    with translation.override("de"):
        go_on()
    with translation.override("en"):
        assert failure(Job.objects.get().error).startswith("No model is live for")


def test_one_that_is_thrown_away_while_it_is_predicted_ends_as_refused(taken):
    class ThrownAway(Run):
        def tell(self, percent, fact=None):
            PredictedFile.objects.filter(pk=taken.pk).delete()
            super().tell(percent, fact)

    attempt(ThrownAway(queue.take(Lane)))
    job = Job.objects.get()
    assert (job.state, job.error["kind"], PredictedPiece.objects.count()) == (Job.State.FAILED, "refused", 0)


def test_whoever_throws_a_file_away_calls_its_job_off(taken, owner):
    owner.post(reverse("predicted-file-delete", args=[taken.pk]))
    assert (Job.objects.get().state, PredictedFile.objects.exists()) == (Job.State.CANCELLED, False)


def test_the_list_takes_no_more_queries_for_many_files(taken, math, people, owner, django_assert_max_num_queries):
    for number in range(12):
        work.take(math, f"{number}.csv", CONTENT, {}, by=people.owner)
    Job.objects.update(state=Job.State.FAILED, error={"kind": "refused", "said": "why"}, ended_at=timezone.now())
    with django_assert_max_num_queries(10):
        page = words(owner.get(reverse("predicted-files")))
    assert page.count("Failed") == 13


def test_it_is_gone_after_a_week(taken):
    go_on()
    assert clear_expired()["files that were predicted"] == 0
    PredictedFile.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert clear_expired()["files that were predicted"] == 1
    assert not PredictedPiece.objects.exists()


def test_the_api_takes_follows_gives_and_takes_away(api_owner, math):
    body = {"task": "math", "file_name": "list.csv", "content": "UmVhZGluZwo1MA=="}
    answer = api_owner.post("/api/v1/file-predictions/", body)
    assert (answer.status_code, answer.json()["is_done"]) == (202, False)
    where = answer["Location"]
    assert api_owner.get(f"{where}output/").status_code == 409
    go_on()
    assert api_owner.get(where).json()["predicted"] == 1
    assert b"".join(api_owner.get(f"{where}output/").streaming_content).startswith(b"\xef\xbb\xbfReading,value")
    assert (api_owner.delete(where).status_code, api_owner.get(where).status_code) == (204, 404)


def test_a_task_that_no_model_answers_is_refused(api_owner, math):
    body = {"task": "reading", "file_name": "list.csv", "content": "UmVhZGluZwo1MA=="}
    assert "answered are: math" in api_owner.post("/api/v1/file-predictions/", body).json()["error"]["fields"]["task"]


def hide(by):
    FieldRules.objects.create(
        schema_name="exams", version=1, rules={"lunch": {"teacher": []}}, reason="Private.", made_by=by
    )


def test_what_was_made_before_a_field_was_hidden_is_not_given_out(taken, people, owner, api_owner):
    go_on()
    hide(people.admin)
    page = owner.get(reverse("predicted-file-output", args=[taken.pk]), follow=True)
    answer = api_owner.get(f"/api/v1/file-predictions/{taken.pk}/output/")
    assert "rules for fields have changed" in page.text
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "rules_changed")


def test_what_is_made_under_the_rules_of_today_is(math, people, owner):
    hide(people.admin)
    row = work.take(math, "list.csv", CONTENT, {}, by=people.owner)
    go_on()
    assert len(lines(b"".join(owner.get(reverse("predicted-file-output", args=[row.pk]))))) == 2
