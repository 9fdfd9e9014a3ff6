"""What a field is used for follows from the policies that were picked, and from the models that answer until then."""

import re

import pytest
from django.urls import reverse
from factories import new_version

from mlcore.models import PickedPolicy
from mlcore.versions import promotions
from mlcore.versions.policies import picking
from predictor.documents.facts import fields

pytestmark = pytest.mark.django_db
ENDING = "Maths score (until a model without it is live)"


@pytest.fixture
def without_lunch(math):
    picking.pick(math, ["lunch"], reason="Not ours to know.", who="ada")


@pytest.fixture
def live_without_lunch(math, without_lunch):
    promotions.promote(new_version(math, left_out=["lunch"]), who="ada", why="It does without.")


@pytest.fixture
def purposes(admin, math):
    """The cell of a field on the page, as text and as addresses."""

    def _purposes(label):
        page = admin.get(reverse("field-rules", args=["exams"])).text
        cell = re.search(rf'<th scope="row">\s*<strong>{label}</strong>(.*?)</th>', page, re.S)[1]
        return " ".join(re.sub(r"<[^>]+>", "", cell).split()), re.findall(r'href="([^"]+)"', cell)

    return _purposes


def used(label):
    (table,) = (one for one in fields.tables() if "exam" in one.heading.lower())
    return next(row[5:7] for row in table.rows if row[0] == label)


def told_of_maths():
    return next(said for said in fields.sensitive_inputs() if said.startswith("Maths score asks"))


def test_documents_say_that_a_field_goes_once_the_model_does_without(without_lunch):
    asked, audited = used("Lunch")
    assert ENDING in asked
    assert audited == "no"
    assert "Lunch (until a model without it is live)" in told_of_maths()


def test_documents_say_that_it_is_gone(live_without_lunch):
    asked, audited = used("Lunch")
    assert asked == "Reading score, Writing score and Maths score, before any score is known"
    assert audited == "Maths score"
    assert "Lunch" not in told_of_maths()


def test_documents_say_that_it_is_used_again(math, live_without_lunch):
    picking.pick(math, [], reason="It is needed.", who="ada")
    assert used("Lunch")[1] == "no"
    assert "Lunch" in told_of_maths()


def test_the_page_says_until_when_and_leads_to_the_policies(without_lunch, purposes):
    told, addresses = purposes("Lunch")
    assert ENDING in told
    assert "Only looked at" not in told
    assert reverse("model-policies", args=["math"]) in addresses


def test_what_one_question_predicts_with_and_another_looks_at_says_both(live_without_lunch, purposes):
    told, addresses = purposes("Lunch")
    assert "Used to predict: Reading score" in told
    assert told.endswith("Only looked at for errors: Maths score")
    assert addresses[-1] == reverse("model-policies", args=["math"])


def test_a_policy_that_leaves_nothing_changes_no_purpose(math):
    inputs = list(math.question.inputs)
    PickedPolicy.objects.create(task=math, left_out=inputs, reason="Of an older schema.", who="ada")
    assert used("Lunch")[1] == "no"


def test_few_queries_tell_it(math, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        fields.tables()
