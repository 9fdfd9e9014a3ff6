"""What only one page shows leaves the JSON that lists load: above all a number per student."""

import statistics

import django.db.models.deletion
from django.db import migrations, models

# As the release that moved them knew them.
DETAILS = ("tried", "searched", "held_out_groups", "learning_curve")
MOST_PAIRS = 600
BANDS = 5


def move(apps, schema_editor):
    """One result at a time: a run may hold nine of 200,000 rows each."""
    runs, results = apps.get_model("mlcore", "TrainingRun"), apps.get_model("mlcore", "CandidateResult")
    for key in runs.objects.order_by("pk").values_list("pk", flat=True):
        run = runs.objects.get(pk=key)
        actual = run.details.get("parts", {}).get("held_out_actual")
        keys = results.objects.filter(run_id=key).order_by("pk").values_list("pk", flat=True)
        for place, result in enumerate(keys):
            move_result(apps, results.objects.get(pk=result), actual, keeps_actual=place == 0)
        if actual is not None and keys:
            del run.details["parts"]["held_out_actual"]
            run.save(update_fields=["details"])
    # Whatever migrates next in the same transaction may change these tables.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def move_result(apps, result, actual, *, keeps_actual):
    """What the rows scored is the same for all results of a run: the first one keeps it."""
    figures = {name: result.figures.pop(name) for name in DETAILS if name in result.figures}
    predicted = result.figures.pop("held_out_predictions", None)
    every_row = {"actual": actual} if keeps_actual and actual is not None else {}
    every_row |= {"predicted": predicted} if predicted else {}
    if actual and predicted and len(actual) == len(predicted):
        figures["held_out_rows"] = held_out(actual, predicted)
    if figures or every_row:
        apps.get_model("mlcore", "ResultDetail").objects.create(
            result=result, figures=figures, every_row=every_row or None
        )
        result.save(update_fields=["figures"])


def held_out(actual, predicted):
    pairs = sorted(zip(predicted, actual), key=lambda pair: (pair[0], pair[0] - pair[1]))
    off = sorted(abs(guess - real) for guess, real in pairs)
    ends = [round(part * len(pairs) / BANDS) for part in range(BANDS + 1)]
    parts = [pairs[start:end] for start, end in zip(ends, ends[1:]) if end > start]
    return {
        "rows": len(pairs),
        "mae": statistics.fmean(off),
        "worst_of_nine_in_ten": off[-(-9 * len(off) // 10) - 1],
        "bands": [band(part) for part in parts],
        "pairs": thinned(pairs),
    }


def band(pairs):
    bias = sum(guess - real for guess, real in pairs) / len(pairs)
    return {"low": pairs[0][0], "high": pairs[-1][0], "n": len(pairs), "bias": bias}


def thinned(pairs):
    if len(pairs) <= MOST_PAIRS:
        return pairs
    step = (len(pairs) - 1) / (MOST_PAIRS - 1)
    return [pairs[round(place * step)] for place in range(MOST_PAIRS)]


def move_back(apps, schema_editor):
    """For an older release: runs that this one trained have no rows to give back."""
    runs = apps.get_model("mlcore", "TrainingRun")
    for detail in apps.get_model("mlcore", "ResultDetail").objects.select_related("result").iterator(chunk_size=1):
        result, rows = detail.result, detail.every_row or {}
        result.figures |= {name: value for name, value in detail.figures.items() if name in DETAILS}
        if "predicted" in rows:
            result.figures["held_out_predictions"] = rows["predicted"]
        if "actual" in rows:
            give_back(runs.objects.get(pk=result.run_id), rows["actual"])
        result.save(update_fields=["figures"])
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def give_back(run, actual):
    run.details.setdefault("parts", {})["held_out_actual"] = actual
    run.save(update_fields=["details"])


class Migration(migrations.Migration):
    dependencies = [("mlcore", "0006_promotions_keep_facts")]

    operations = [
        migrations.CreateModel(
            name="ResultDetail",
            fields=[
                (
                    "result",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="mlcore.candidateresult",
                    ),
                ),
                (
                    "figures",
                    models.JSONField(default=dict, help_text="More of what was measured, under names of their own"),
                ),
                (
                    "every_row",
                    models.JSONField(
                        null=True, help_text="Each row that was set aside, where an older release trained"
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            "candidateresult",
            "figures",
            models.JSONField(default=dict, help_text="What lists show of everything else that was measured"),
        ),
        migrations.RunPython(move, move_back),
    ]
