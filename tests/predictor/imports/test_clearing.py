"""What nobody confirmed does not lie around, nor do rejected rows."""

import pytest
from django.utils import timezone

from predictor.access.clearing import DRAFTS_KEPT, REJECTED_ROWS_KEPT, clear_expired
from predictor.models import Import, ImportFile

pytestmark = pytest.mark.django_db


def test_a_draft_that_nobody_confirmed_goes_with_its_file(draft):
    draft("Name", "Old")
    Import.objects.update(made_at=timezone.now() - DRAFTS_KEPT)
    draft("Name", "New")
    assert clear_expired()["imports that nobody confirmed"] == 1
    assert (Import.objects.count(), ImportFile.objects.count()) == (1, 1)


def test_rejected_rows_go_and_the_record_of_the_import_stays(stored):
    stored("Name,Reading", "A,1", "B,x")
    Import.objects.update(made_at=timezone.now() - REJECTED_ROWS_KEPT, stored_at=timezone.now() - REJECTED_ROWS_KEPT)
    assert clear_expired()["files of rejected rows"] == 1
    assert (Import.objects.count(), ImportFile.objects.count()) == (1, 0)
