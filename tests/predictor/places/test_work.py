"""A draw is kept, can be repeated from what is kept, and ends with the term."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from mlcore.pipeline.forecast.group import drawn as lot_of
from predictor.classes.keeping.work import archive, bring_back
from predictor.models import GroupDraw, GroupMember
from predictor.places.reads import lists_of
from predictor.problems import ClassArchived, DeletedMeanwhile, DrawnMeanwhile, PlacesRefused

How = GroupMember.How


def of(draw, *hows):
    return [member.student_id for member in draw.members.filter(how__in=hows)]


def test_the_same_seed_and_predictions_give_the_same_list(drawn):
    draw = drawn(places=2)
    in_lot = of(draw, How.LOT, How.CLOSE)
    assert set(lot_of(in_lot, 2, draw.seed)) == set(of(draw, How.LOT))
    assert sorted(in_lot) == sorted(draw.classroom.students.filter(name__startswith="Low").values_list("pk", flat=True))


def test_a_draw_keeps_every_prediction_that_it_looked_at(drawn):
    members = drawn().members.all()
    assert len(members) == 8
    assert all(member.prediction.student_id == member.student_id for member in members)
    assert all(0 <= member.below <= 1 for member in members)


def test_drawn_again_it_is_the_second_draw_with_a_seed_of_its_own(drawn):
    first, second = drawn(), drawn(seen=1)
    assert (first.number, second.number) == (1, 2)
    assert first.seed != second.seed
    assert GroupDraw.objects.count() == 2


def test_nobody_draws_past_a_list_that_they_have_not_seen(drawn, people):
    drawn()
    with pytest.raises(DrawnMeanwhile):
        drawn(by=people.colleague, seen=0)
    assert GroupDraw.objects.count() == 1


def test_two_draws_cannot_have_one_number(drawn, people):
    draw = drawn()
    draw.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        draw.save(force_insert=True)


def test_by_hand_is_kept_as_by_hand(drawn, two_groups):
    added = two_groups.students.get(name="Nobody Yet")
    draw = drawn(places=2, by_hand=[added.pk])
    assert of(draw, How.HAND) == [added.pk]
    assert len(of(draw, *GroupMember.WITH_A_PLACE)) == 2


@pytest.mark.parametrize("name", ["Low 0", "Nobody Yet"])
def test_by_hand_are_only_those_without_a_place_in_the_order_and_no_more_than_places(drawn, two_groups, name):
    others = list(two_groups.students.filter(name=name).values_list("pk", flat=True))
    with pytest.raises(PlacesRefused):
        drawn(places=1, by_hand=[*others, 0])


def test_a_draw_cannot_be_rewritten(drawn):
    draw = drawn()
    for rows in (GroupDraw.objects.filter(pk=draw.pk), draw.members.all()):
        with pytest.raises(IntegrityError, match="history"), transaction.atomic():
            rows.update(id=1)


def test_a_list_ends_with_its_term_and_is_cleared(drawn, two_groups, people):
    drawn(until=timezone.localdate())
    assert len(lists_of(two_groups, people.owner)) == 1
    GroupDraw.objects.all().delete()
    draw = drawn(until=timezone.localdate() - dt.timedelta(days=1))
    assert lists_of(two_groups, people.owner) == []
    call_command("clear_expired")
    assert not GroupDraw.objects.filter(pk=draw.pk).exists()
    assert GroupMember.objects.count() == 0


def test_an_archived_class_has_no_list_and_draws_none(drawn, two_groups, people):
    drawn()
    archive(two_groups)
    assert lists_of(two_groups, people.owner) == []
    with pytest.raises(ClassArchived):
        drawn(seen=0)


def test_a_class_that_was_deleted_meanwhile_draws_none(drawn, two_groups):
    type(two_groups).objects.filter(pk=two_groups.pk).delete()
    with pytest.raises(DeletedMeanwhile):
        drawn()


def test_a_draw_that_is_kept_counts_although_its_list_is_shown_no_more(drawn):
    drawn(until=timezone.localdate() - dt.timedelta(days=1))
    assert drawn(seen=0).number == 2


def test_a_draw_of_an_archived_class_waits_for_its_own_last_day(drawn, two_groups, people):
    drawn()
    archive(two_groups)
    call_command("clear_expired")
    bring_back(two_groups)
    assert [found.draw.number for found in lists_of(two_groups, people.owner)] == [1]


def test_a_student_who_is_deleted_leaves_nothing_behind(drawn, two_groups):
    draw = drawn()
    two_groups.students.get(pk=of(draw, How.LOT)[0]).delete()
    assert draw.members.count() == 7


def test_who_left_the_class_is_named_no_more(drawn, two_groups, people):
    from predictor.models import Classroom, Student

    draw = drawn()
    other = Classroom.objects.create(name="Elsewhere", schema_version=two_groups.schema_version)
    Student.objects.filter(pk=of(draw, How.LOT)[0]).update(classroom=other)
    (found,) = lists_of(two_groups, people.owner)
    assert (len(found.members), found.gone) == (1, 1)
