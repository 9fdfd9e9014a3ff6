"""Files that wait are bounded per person, wherever they were brought; none is thrown away for another."""

import pytest
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mlcore.pipeline.exceptions import DataError
from predictor import problems
from predictor.access import clearing
from predictor.describing import work
from predictor.imports import drafts
from predictor.models import DescribedFile, Import, Roster
from predictor.models.describing import KEPT_FOR
from predictor.oneroster import drafts as rosters

pytestmark = pytest.mark.django_db
LIST = b"Name,Reading\nIda,50"


def describe(person):
    return work.take(SimpleUploadedFile("ours.csv", school_files.french().encode()), by=person)


@pytest.fixture(autouse=True)
def only_one(monkeypatch):
    monkeypatch.setattr(clearing, "MOST_WAITING", 1)


def test_whoever_has_a_file_waiting_brings_no_other_by_any_door(people, classroom):
    describe(people.admin)
    with pytest.raises(DataError, match="1 to be described"):
        describe(people.admin)
    with pytest.raises(problems.ImportRefused, match="throw them away"):
        drafts.begin(classroom, people.admin, "students", "list.csv", LIST)
    with pytest.raises(problems.ImportRefused, match="throw them away"):
        rosters.begin(people.admin, "school.zip", b"")
    assert (Import.objects.count(), Roster.objects.count(), DescribedFile.objects.count()) == (0, 0, 1)


def test_files_of_others_take_no_place(people, classroom):
    describe(people.admin)
    drafts.begin(classroom, people.owner, "students", "list.csv", LIST)
    assert Import.objects.count() == 1


def test_what_was_imported_or_is_over_takes_no_place(people):
    done = describe(people.admin)
    work.store(done, work.proposal_of(done).schema)
    over = describe(people.admin)
    DescribedFile.objects.filter(pk=over.pk).update(made_at=timezone.now() - KEPT_FOR)
    assert clearing.waiting(people.admin)["to be described"] == 0
    assert describe(people.admin).pk
