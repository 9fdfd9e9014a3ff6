"""The page of a question's policies, and what the card and the leaderboard say of them."""

import pytest
from django.urls import reverse
from kept_ledgers import keep_ledger, ledger
from page_words import words

from mlcore.models import ModelVersion, PickedPolicy
from mlcore.versions.policies import picking
from predictor.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(math):
    return reverse("model-policies", args=[math.slug])


@pytest.fixture
def version(math):
    return ModelVersion.objects.live_for(math)


def test_teachers_read_it_and_are_offered_nothing_to_change(owner, address):
    said = words(owner.get(address))
    assert "No policy was picked for this question: every field is used." in said
    assert "Pick a policy" not in said
    assert owner.post(address, {"pick-left_out": ["lunch"], "pick-reason": "Why not."}).status_code == 404
    assert not PickedPolicy.objects.exists()


def test_a_teacher_cannot_ask_to_measure(owner, math):
    assert owner.post(reverse("model-policies-measure", args=[math.slug])).status_code == 404
    assert not Job.objects.exists()


def test_an_admin_picks_with_a_reason(admin, address, math, people):
    page = admin.post(address, {"pick-left_out": ["lunch"], "pick-reason": "Not ours to know."}, follow=True)
    row = PickedPolicy.objects.get()
    assert (row.task, row.left_out, row.who) == (math, ["lunch"], people.admin.username)
    said = words(page)
    assert f"Policy: without Lunch. Picked by {people.admin.username} on" in said
    assert "The reason: Not ours to know." in said
    assert "The model that answers was trained under another policy" in said
    assert reverse("model-train", args=[math.slug]) in page.text


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_picked(admin, address, reason):
    page = admin.post(address, {"pick-left_out": ["lunch"], "pick-reason": reason})
    assert page.status_code == 200
    assert "reason" in page.context["pick_form"].errors
    assert not PickedPolicy.objects.exists()


def test_some_field_has_to_stay(admin, address, math):
    page = admin.post(address, {"pick-left_out": list(math.question.inputs), "pick-reason": "None of it."})
    assert "Keep at least one field." in words(page)
    assert not PickedPolicy.objects.exists()


def test_a_field_that_nobody_offered_is_refused(admin, address):
    page = admin.post(address, {"pick-left_out": ["shoe_size"], "pick-reason": "Why not."})
    assert "left_out" in page.context["pick_form"].errors


def test_measuring_is_a_job_and_asked_for_twice_the_same(admin, math, version):
    where = reverse("model-policies-measure", args=[math.slug])
    answers = [admin.post(where, {"measure-left_out": ["lunch", "gender"]}) for _ in range(2)]
    job = Job.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("job", args=[job.pk])}
    assert job.arguments == {"version": version.pk, "combinations": [["gender", "lunch"]]}


def test_what_was_measured_is_a_table_of_policies_and_of_groups(owner, address, version):
    keep_ledger(version)
    said = words(owner.get(address))
    assert "All fields" in said
    assert "Without Gender" in said
    assert "+2.80 2.55 to 3.05" in said
    assert "10 % 5 to 15, of 44" in said
    assert "not shown" in said
    assert "It took 2.5 s." in said


def test_without_a_pass_mark_that_is_said(owner, address, version):
    keep_ledger(version, ledger(pass_at=None))
    said = words(owner.get(address))
    assert "The schema has no pass mark" in said
    assert "Missed" not in said


def test_the_card_prints_policy_reason_name_and_day_and_what_it_costs(owner, math, version):
    keep_ledger(version)
    policy = picking.pick(math, [], reason="We looked at what it costs.", who="ada")
    ModelVersion.objects.filter(pk=version.pk).update(policy=policy)
    said = words(owner.get(reverse("model-card", args=[version.pk])))
    assert "Policy: every field is used. Picked by ada on" in said
    assert "The reason: We looked at what it costs." in said
    assert "Without Gender" in said


def test_the_card_of_an_older_release_says_that_nothing_was_measured(owner, version):
    said = words(owner.get(reverse("model-card", args=[version.pk])))
    assert "No policy was picked for this question: every field is used." in said
    assert "What leaving fields out costs was not measured for this version." in said


def test_the_leaderboard_says_when_its_version_is_of_an_older_policy(owner, math, measured):
    where = reverse("model-comparison", args=[math.slug])
    assert "No policy was picked for this question: every field is used." in words(owner.get(where))
    picking.pick(math, ["lunch"], reason="Not ours to know.", who="ada")
    assert "It was trained under an older policy" in words(owner.get(where))


def test_the_costs_are_saved_as_the_page_shows_them(owner, math, version):
    keep_ledger(version)
    saved = owner.get(reverse("model-policies-csv", args=[math.slug]))
    lines = b"".join(saved.streaming_content).decode() if saved.streaming else saved.text
    assert "Without Gender" in lines
    assert "not shown" in lines


def test_as_many_queries_for_one_pick_as_for_many(owner, address, math, version, django_assert_max_num_queries):
    keep_ledger(version)
    for number in range(12):
        picking.pick(math, ["lunch"] if number % 2 else [], reason=f"Reason {number}.", who="ada")
    with django_assert_max_num_queries(16):
        owner.get(address)
