"""The versions of a task over time, and any two side by side."""

import datetime as dt
import re

from django.urls import reverse
from django.utils import timezone
from model_runs import measured_version
from page_words import words

from mlcore.datasets import storing
from mlcore.models import Promotion


def test_versions_tell_who_promoted_which_and_why(teacher, measured, math):
    text = words(teacher.get(reverse("model-versions", args=[math.slug])))
    assert "Promoted by head of school" in text
    assert "it learned from more" in text
    assert "in place of version 1" in text


def test_a_version_that_did_not_go_live_says_why(teacher, math):
    run = measured_version(math).run
    run.details |= {"verdict": {"live": 1, "no_gain": True}}
    run.save()
    text = words(teacher.get(reverse("model-versions", args=[math.slug])))
    assert "Never live. It is not clearly better than predicting the mean, so it does not serve by itself." in text


def test_two_versions_stand_side_by_side(teacher, measured, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]), {"one": "2", "other": "1"})
    assert "5.40 (5.0 to 5.8)" in words(page)
    assert "not measured on the same students" not in words(page)


def test_one_moment_has_one_time_on_the_page(teacher, measured, math, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    type(measured).objects.update(created_at=dt.datetime(2026, 3, 1, 20, 15, tzinfo=dt.UTC))
    text = words(teacher.get(reverse("model-versions", args=[math.slug]), {"one": "2", "other": "1"}))
    assert "2 Mar 2026, 05:15" in text
    assert text.count("2 March 2026, 05:15") == 2
    assert "20:15" not in text


def test_versions_of_different_data_are_set_beside_each_other_with_a_caution(teacher, measured, math):
    dataset = math.versions.get(number=1).run.dataset
    other, _ = storing.store_dataset(
        schema_version=math.schema_version, frame=storing.frame_of(dataset).head(20), name="fewer rows"
    )
    type(measured.run).objects.filter(pk=measured.run_id).update(dataset=other)
    assert "not measured on the same students" in words(teacher.get(reverse("model-versions", args=[math.slug])))


def test_a_pair_that_is_not_there_is_said(teacher, measured, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]), {"one": "7", "other": "x"})
    assert "There is no version with one of these numbers." in words(page)


def test_two_versions_of_one_label_are_told_apart_by_their_dates(teacher, measured, math):
    type(measured).objects.filter(pk=measured.pk).update(created_at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC))
    page = teacher.get(reverse("model-versions", args=[math.slug]))
    assert page.text.count("2: Linear regression, 1 Mar 2026</option>") == 2


def test_the_picture_of_the_versions_says_where_its_axis_starts_and_ends(teacher, measured, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]))
    assert '<span class="groups__ends" aria-hidden="true"><span>5.0</span><span>5.8</span></span>' in page.text


def test_only_what_differs_between_two_versions_is_marked(teacher, measured, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]), {"one": "1", "other": "2"}).text
    rows = re.findall(r'<tr( class="versions-pair__differs")?>\s*<th scope="row">([^<]*)</th>', page)
    assert (' class="versions-pair__differs"', "RMSE") in rows
    assert ("", "Model") in rows


def test_one_version_alone_is_not_set_beside_itself(teacher, math):
    assert "Two versions side by side" not in words(teacher.get(reverse("model-versions", args=[math.slug])))


def test_of_many_changes_the_page_shows_the_newest_and_the_file_has_all(teacher, measured, math):
    last = math.promotions.latest("id")
    facts = {"task": math, "version": last.version, "previous": last.previous, "action": last.action, "who": "ada"}
    Promotion.objects.bulk_create(Promotion(**facts, why=f"reason {number:02}") for number in range(60))
    text = words(teacher.get(reverse("model-versions", args=[math.slug])))
    file = b"".join(teacher.get(reverse("model-live-csv", args=[math.slug])).streaming_content).decode()
    assert ("reason 59" in text, "reason 03" in text, "Older ones are in the saved list." in text) == (
        True,
        False,
        True,
    )
    assert file.count("reason ") == 60


def asked_at(client, task, at):
    return words(client.get(reverse("model-versions", args=[task.slug]), {"at": at}))


def test_the_version_of_a_time_is_looked_up(teacher, measured, math):
    text = asked_at(teacher, math, timezone.now().isoformat(timespec="microseconds"))
    assert "version 2: Linear regression was live, and still is. Promoted by head of school" in text


def test_before_any_version_the_page_says_so(teacher, measured, math):
    assert "no version was live yet. The first, version 1, went live on" in asked_at(teacher, math, "2020-02-03T10:00")


def test_a_time_is_one_of_the_school_and_the_page_says_which(teacher, math, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    text = asked_at(teacher, math, "2020-02-03T10:00")
    assert "Date and time (Asia/Tokyo)" in text
    assert "At 3 February 2020, 10:00:00 no version was live" in text


def test_what_is_no_time_is_said_beside_the_entry(teacher, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]), {"at": "2999-01-01T00:00"})
    assert 'aria-describedby="at-wrong"' in page.text
    assert "is still to come" in words(page)
