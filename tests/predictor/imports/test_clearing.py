"""What nobody confirmed does not lie around, nor do rejected rows."""

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.access.clearing import clear_expired, kept
from predictor.models import Import, ImportFile

pytestmark = pytest.mark.django_db


def test_the_file_of_a_draft_that_nobody_confirmed_goes(draft):
    draft("Name", "Old")
    Import.objects.update(made_at=timezone.now() - kept("drafts"))
    draft("Name", "New")
    assert clear_expired()["files that nobody confirmed"] == 1
    assert (Import.objects.count(), ImportFile.objects.count()) == (2, 1)


def test_whoever_may_see_a_cleared_draft_is_told_how_to_begin_again(draft, owner, as_user, people):
    made = draft("Name", "Old")
    Import.objects.update(made_at=timezone.now() - kept("drafts"))
    clear_expired()
    page = reverse("import-columns", args=[made.row.pk])
    answer = owner.get(page, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("imports", args=[made.row.classroom_id])
    assert "Upload it again" in words(answer)
    assert as_user(people.stranger).get(page).status_code == 404


def test_the_record_of_a_cleared_draft_goes_later(draft):
    draft("Name", "Old")
    Import.objects.update(made_at=timezone.now() - kept("cleared_files"))
    assert clear_expired()["records of files that were cleared"] == 1
    assert not Import.objects.exists()


def test_rejected_rows_go_and_the_record_of_the_import_stays(stored):
    stored("Name,Reading", "A,1", "B,x")
    long_ago = timezone.now() - kept("refused_rows")
    Import.objects.update(made_at=long_ago, stored_at=long_ago)
    assert clear_expired()["files of refused rows"] == 1
    assert (Import.objects.count(), ImportFile.objects.count()) == (1, 0)
