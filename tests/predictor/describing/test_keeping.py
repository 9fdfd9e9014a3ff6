"""A file is kept for a day at most."""

from datetime import timedelta

import pytest
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.access.clearing import clear_expired, kept
from predictor.describing import work
from predictor.models import DescribedFile
from predictor.models.describing import KEPT_FOR

pytestmark = pytest.mark.django_db


def brought(people, ago):
    file = work.take(SimpleUploadedFile("ours.csv", school_files.french().encode()), by=people.admin)
    DescribedFile.objects.filter(pk=file.pk).update(made_at=timezone.now() - ago)
    return DescribedFile.objects.get(pk=file.pk)


def test_after_a_day_it_is_cleared_away_and_its_address_says_so(admin, people):
    young, old = brought(people, KEPT_FOR / 2), brought(people, KEPT_FOR)
    assert clear_expired()["files that were described and not imported"] == 1
    assert DescribedFile.objects.get(content__isnull=False) == young
    assert DescribedFile.objects.get(pk=old.pk).proposal == {}
    assert "Bring it once more" in words(admin.get(reverse("described", args=[old.pk])))
    assert admin.get(reverse("described-toml", args=[old.pk])).status_code == 404
    assert "Cleared after a day" in words(admin.get(reverse("describe")))


def test_that_it_was_there_is_forgotten_later(people):
    brought(people, kept("cleared_files"))
    clear_expired()
    assert not DescribedFile.objects.exists()


def test_what_was_imported_stays_and_holds_no_file(people):
    file = brought(people, timedelta(hours=1))
    work.store(file, work.proposal_of(file).schema)
    DescribedFile.objects.update(made_at=timezone.now() - KEPT_FOR)
    clear_expired()
    assert DescribedFile.objects.get().content is None


def test_the_database_refuses_to_keep_a_file_that_was_imported(people):
    file = brought(people, timedelta(hours=1))
    work.store(file, work.proposal_of(file).schema)
    with pytest.raises(IntegrityError, match="nothing_of_a_file_stays"):
        DescribedFile.objects.update(content=b"Ada")


def test_a_day_later_it_is_no_longer_read_even_if_nothing_was_cleared(admin, people):
    file = brought(people, KEPT_FOR)
    page = reverse("described", args=[file.pk])
    answer = admin.get(page)
    assert answer.status_code == 200
    assert "is gone" in words(answer)
