"""Which fields somebody may see and enter, by whichever rules."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from marked_fields import HIDDEN

from mlcore.models.schemas import CLOSED, OPEN
from predictor.access.reading.closed import Purpose, closed_by, closed_to, entered, reading_as, seen
from predictor.models import FieldRules
from predictor.roles import RoleName, roles_of

SLUGS = ("lunch", "gender", "reading_score")
PURPOSES = st.lists(st.sampled_from([one.value for one in Purpose]), unique=True)
RULES = st.dictionaries(st.sampled_from(SLUGS), st.dictionaries(st.sampled_from(list(RoleName)), PURPOSES))
ROLES = st.sets(st.sampled_from([role for role in RoleName if role is not RoleName.ADMIN]), min_size=1)


@given(RULES, ROLES)
def test_what_somebody_sees_is_what_any_of_their_roles_sees(rules, roles):
    by_role = [closed_by(rules, [role]) for role in roles]
    together = closed_by(rules, roles)
    assert together.see == frozenset.intersection(*(one.see for one in by_role))
    assert together.see <= together.enter


@given(ROLES)
def test_where_rules_are_silent_everything_is_open(roles):
    assert closed_by({}, roles) == OPEN


@pytest.fixture
def schema(math):
    return math.schema_version.schema


@pytest.mark.django_db
def test_a_teacher_sees_all_but_what_is_hidden(a_teacher, schema):
    everything = {field.slug for field in schema.fields}
    assert seen(a_teacher, schema) == entered(a_teacher, schema) == everything - set(HIDDEN)


@pytest.mark.django_db
def test_an_admin_sees_everything(hidden, people, schema):
    assert seen(people.admin, schema) == entered(people.admin, schema) == {field.slug for field in schema.fields}


@pytest.mark.django_db
def test_the_newest_version_counts(a_teacher, people):
    FieldRules.objects.create(schema_name="exams", version=3, rules={}, reason="Needed.", made_by=people.admin)
    assert closed_to(a_teacher, "exams") == OPEN


@pytest.mark.django_db
def test_rules_cost_one_query_at_most(a_teacher, django_assert_num_queries):
    roles_of(a_teacher)
    with django_assert_num_queries(1):
        closed_to(a_teacher, "exams")
        closed_to(a_teacher, "hsb2")


@pytest.mark.django_db
def test_nobody_rewrites_a_version(hidden):
    with pytest.raises(DatabaseError), transaction.atomic():
        FieldRules.objects.update(rules={})
    assert all(row.rules for row in FieldRules.objects.all())


@pytest.mark.django_db
def test_what_is_made_for_somebody_is_made_as_they_see_it(a_teacher):
    with reading_as(a_teacher):
        assert CLOSED.get()("exams").see == set(HIDDEN)
    assert CLOSED.get()("exams") == OPEN
