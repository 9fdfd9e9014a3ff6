"""Rows that were refused at the import are spoken of wherever the quality of the data is."""

import html
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from explored_datasets import small_dataset

REFUSED = {
    "rows": 3,
    "reasons": [
        {"column": "Prog", "expected": "one of: general, academic, vocational", "cells": 1},
        {"column": "math", "expected": "a number from 0 to 100", "cells": 2},
    ],
}
SENTENCE = (
    "3 rows were left out at the import: programme (1 cell was not one of: general, academic, vocational) and "
    "mathematics test (2 cells were not a number from 0 to 100)."
)


@pytest.fixture
def dataset(db):
    return small_dataset()


@pytest.fixture
def short_of_rows(dataset):
    dataset.left_out = REFUSED
    dataset.save()
    return dataset


def explored(client, people, dataset):
    client.force_login(people.admin)
    return html.unescape(client.get(reverse("explore-dataset", args=[dataset.pk])).text)


def test_explore_says_which_rows_were_left_out_and_speaks_of_the_others(client, people, short_of_rows):
    text = explored(client, people, short_of_rows)
    assert f"{SENTENCE} In the rows that were kept, no value is missing" in text


def test_explore_of_a_whole_file_speaks_of_no_rows_left_out(client, people, dataset):
    text = explored(client, people, dataset)
    assert "left out at the import" not in text
    assert "No value is missing" in text


def test_the_report_says_which_rows_were_left_out(short_of_rows, tmp_path):
    call_command("report", short_of_rows.name, "-o", str(tmp_path / "r.html"), stdout=io.StringIO())
    assert SENTENCE in html.unescape((tmp_path / "r.html").read_text())


def test_the_report_states_source_and_licence_of_its_rows_or_that_nobody_did(dataset, tmp_path):
    dataset.source = "Our own marks"
    dataset.save()
    call_command("report", dataset.name, "-o", str(tmp_path / "r.html"), stdout=io.StringIO())
    text = " ".join((tmp_path / "r.html").read_text().split())
    assert "Source: Our own marks. Licence: not stated." in text
