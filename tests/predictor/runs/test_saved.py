"""The comparison of models as a file: what the page shows, with more digits."""

import csv
import io

import pandas as pd
import pytest
from django.urls import reverse

from mlcore.versions.stored import StoredRun


def rows_of(client, math, **query):
    answer = client.get(reverse("model-comparison-csv", args=[math.slug]), query)
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def test_every_model_has_a_row_with_its_figures_and_standing(owner, math, measured):
    run = StoredRun.of(measured.run)
    rows = rows_of(owner, math)
    assert [row["model"] for row in rows] == [result.label for result in run.results]
    chosen = next(row for row in rows if row["standing"] == "chosen")
    estimate = run.winner.estimate("rmse")
    told = [float(chosen[name]) for name in ("rmse", "rmse_low", "rmse_high")]
    assert told == pytest.approx([estimate.mean, estimate.low, estimate.high], abs=0.00005)


def test_the_workbook_has_the_same(owner, math, measured):
    answer = owner.get(reverse("model-comparison-xlsx", args=[math.slug]), {"run": measured.run_id})
    found = pd.read_excel(io.BytesIO(b"".join(answer.streaming_content)), engine="calamine", keep_default_na=False)
    rows = rows_of(owner, math)
    assert [f"{value:.4f}" for value in found["r2"]] == [row["r2"] for row in rows]
    assert "models-math-" in answer["Content-Disposition"]


def test_a_run_of_which_little_is_known_has_blank_cells(owner, math):
    (row,) = rows_of(owner, math)
    assert (row["rmse"], row["rmse_low"], row["behind"]) == ("5.4000", "", "")


def test_no_run_and_no_question_is_404(owner, math):
    for address, query in ((math.slug, {"run": "999"}), ("nothing", {})):
        assert owner.get(reverse("model-comparison-csv", args=[address]), query).status_code == 404


def test_the_page_leads_to_the_files(owner, math, measured):
    assert reverse("model-comparison-xlsx", args=[math.slug]) in owner.get(f"/models/{math.slug}/").text
