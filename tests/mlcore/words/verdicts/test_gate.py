"""Whether a new model may go live, and why: sentences from facts."""

from dataclasses import replace

import pytest

from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.comparison import ComparedOn, LiveComparison
from mlcore.pipeline.results.gate.groups import GroupLoss, GroupLosses
from mlcore.pipeline.results.gate.own_rows import OwnRows
from mlcore.pipeline.results.gate.verdict import Meanwhile, Verdict
from mlcore.pipeline.results.groups import NumberBand
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.verdicts.gate import compared, groups_compared, verdict

WORSE = LiveComparison(kind="worse", folds=25, rmse=6.0, live_rmse=5.25, difference=Estimate(0.75, 0.5, 1.0))
COMMAND = "manage.py promote math:3"
ALL_THE_SAME = f"To let it serve all the same: {COMMAND} --why REASON"
FIELDS = tuple(
    Field(slug=slug, label=slug.capitalize(), kind="number", minimum=0, maximum=100) for slug in ("final", "quiz")
)
SCHEMA = Schema(name="school", version=1, label="School", fields=FIELDS, tasks=())


GOOD = replace(WORSE, kind="not worse")
TELLS_LESS = OwnRows(own=8.0, live=5.0, there=6.5, gap=Estimate(3.0, 2.0, 4.0), loss=Estimate(1.5, 0.5, 2.5))


def level(level, share, rows=1_000):
    return LevelCoverage(level, rows, Estimate(share, share - 0.02, share + 0.02))


def loss(group, difference=2.5, field="final", in_tens=False):
    gap = Estimate(difference, difference - 1.25, difference + 1.25)
    about = {"rows": 60, "in_tens": in_tens, "mae": 4.75 + difference, "live_mae": 4.75}
    return GroupLoss(field=field, group=group, difference=gap, **about)


def by_group(*worse, allowed=1.0, compared=24):
    return groups_compared(GroupLosses(compared=compared, allowed=allowed, worse=worse), SCHEMA)


def said(**facts):
    return verdict(Verdict(**facts), COMMAND, SCHEMA)


def on(kind, rows=200, live_rows=160, new_rows=40):
    return compared(replace(WORSE, on=ComparedOn(kind=kind, rows=rows, live_rows=live_rows, new_rows=new_rows)))


def test_a_verdict_has_both_figures_and_their_difference_with_its_interval():
    assert compared(WORSE) == (
        "The new model is worse: RMSE 6.00 against 5.25 of the live model on the same 25 folds (difference +0.75, 95 % "
        "interval +0.50 to +1.00)."
    )


def test_chance_is_named_where_it_could_explain_the_difference():
    unsure = replace(WORSE, kind="not as close", difference=Estimate(0.75, -0.25, 1.75))
    assert compared(unsure).startswith("The new model is not as close, which chance alone could explain: ")
    assert "interval \u22120.25 to +1.75" in compared(unsure)


def test_the_same_errors_are_said_to_be_the_same():
    same = replace(WORSE, kind="same", difference=Estimate(0, 0, 0))
    assert compared(same) == (
        "The new model is not worse: on the same 25 folds it makes the same errors as the live one."
    )


def test_the_first_model_is_compared_with_none():
    assert said(live=0) == "First model of this task."


def test_a_change_in_the_meantime_says_how_to_let_the_new_one_serve():
    assert said(live=2, comparison=WORSE, meanwhile=Meanwhile(1)) == (
        "The live model changed while this one was compared with it: version 1 is live now, it was compared with "
        f"version 2. {ALL_THE_SAME}"
    )


def test_a_change_in_the_meantime_as_an_older_release_stored_it_is_read():
    stored = {"live": 2, "comparison": None, "meanwhile": "math version 1 is live now; look again", "unreadable": False}
    assert "with it: math version 1 is live now; look again." in verdict(from_json(Verdict, stored), COMMAND, SCHEMA)


def test_both_were_compared_on_rows_of_both_trainings():
    assert (
        "on the same 25 folds of 200 rows, those of both trainings (160 and 40), each asked about rows that it did not "
        "learn from (difference" in on("both")
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("same", "folds of the 200 rows that both learned from (difference"),
        ("served", "folds of the 200 rows of the new training, the live model as it serves, as the rows that it"),
        ("new", "folds of the 200 rows of the new training, the live model learning from them too, as the rows that"),
    ],
)
def test_other_rows_are_named_too(kind, words):
    assert words in on(kind)


def test_a_model_without_gain_waits_for_a_person():
    assert said(live=0, no_gain=True) == (
        f"It is not clearly better than predicting the mean, so it does not serve by itself. {ALL_THE_SAME}"
    )


def test_a_model_that_learned_from_the_result_waits_for_a_person():
    leak = Caution(kind="equals", field="quiz", target="final", count=90, of=90, share=1.0)
    words = said(live=2, leaks=(leak,))
    assert words.startswith("“Quiz” alone gives “Final” (R² 1.000). ")
    assert words.endswith(f" Until somebody has looked at that, it does not serve. {ALL_THE_SAME}")


def test_a_live_model_that_cannot_be_fitted_again_is_said_with_the_error():
    assert said(live=2, not_fitted="ValueError: no") == (
        "The live model (version 2) could not be fitted again (ValueError: no), so that nothing could be compared. "
        f"{ALL_THE_SAME}"
    )


def test_figures_that_cannot_be_read_are_said_to_be_the_reason():
    assert said(live=2, unreadable=True).startswith("The stored figures of the live model (version 2) cannot be read")


@pytest.mark.parametrize(
    "facts",
    [
        {"no_gain": True},
        {"unreadable": True},
        {"not_fitted": "ValueError: no"},
        {"meanwhile": Meanwhile(0)},
        {"leaks": (Caution(kind="too good", target="final", share=0.99),)},
        {"comparison": WORSE},
        {"comparison": replace(GOOD, groups=GroupLosses(compared=2, allowed=1.0, worse=(loss("north"),)))},
        {"comparison": replace(GOOD, own_rows=TELLS_LESS)},
        {"comparison": GOOD, "ranges": (level(80, 0.62),)},
    ],
)
def test_each_reason_alone_keeps_a_model_from_going_live(facts):
    assert not Verdict(live=2, **facts).passes
    assert said(live=2, **facts).endswith(ALL_THE_SAME)


def test_a_model_that_is_not_worse_goes_live_without_a_command():
    assert said(live=2, comparison=replace(WORSE, kind="not worse")).startswith("The new model is not worse: ")
    assert COMMAND not in said(live=2, comparison=replace(WORSE, kind="not worse"))


def test_what_the_gate_looked_at_is_said_of_a_model_that_goes_live():
    groups = GroupLosses(compared=24, allowed=1.0, worse=())
    words = said(live=2, comparison=replace(GOOD, groups=groups), ranges=(level(80, 0.81), level(90, 0.9)))
    assert words.endswith(
        "Its typical error (MAE) is larger by more than 1, beyond chance, in none of 24 groups of 30 students or more. "
        "Its 80 % ranges held for 81 % and 90 % ranges held for 90 % of 1,000 students it had not seen."
    )


def test_rows_that_tell_less_are_said_with_three_errors_and_what_may_be_the_reason():
    assert (
        "Its rows tell less: it is off by 8.00 on its own, the live model by 5.00 on its own, and on these the new one "
        "by 6.50, both beyond chance. Perhaps results stand beside the wrong students."
    ) in said(live=2, comparison=replace(GOOD, own_rows=TELLS_LESS))


@pytest.mark.parametrize("change", [{"gap": Estimate(3.0, -1.0, 7.0)}, {"loss": Estimate(1.5, -1.0, 4.0)}])
def test_rows_that_may_tell_as_much_are_not_mentioned(change):
    assert "tell less" not in said(live=2, comparison=replace(GOOD, own_rows=replace(TELLS_LESS, **change)))


def test_a_group_that_errs_more_is_named_with_both_errors():
    assert by_group(loss(NumberBand(0, 40))) == (
        "Of 24 groups of 30 students or more, its typical error (MAE) is larger by more than 1, beyond chance, in 1: "
        "final 0 to 40 (7.25 against 4.75 of the live model, 60 students, difference +2.50, interval for all groups "
        "together +1.25 to +3.75)."
    )


def test_three_groups_are_named_and_the_others_counted():
    words = by_group(*(loss(NumberBand(low, low + 9)) for low in (0, 10, 20, 30)))
    assert "in 4: final 0 to 9 (" in words
    assert words.endswith("; 1 more group.")


def test_a_group_of_a_field_that_has_left_the_schema_is_named_by_its_slug():
    assert "gone yes (" in by_group(loss("yes", field="gone"))


def test_a_size_beside_a_small_group_is_a_round_one():
    assert "about 60 students" in by_group(loss(NumberBand(0, 40), in_tens=True))


def test_a_fraction_that_is_allowed_is_said_as_one():
    assert "more than 0.20, beyond chance, in none" in by_group(allowed=0.2)


def test_where_every_group_is_small_none_was_compared():
    assert by_group(compared=0) == "No group has 30 students, so that none was compared."


def test_ranges_that_hold_too_seldom_or_too_often_are_said_with_the_bound():
    words = said(live=0, ranges=(level(80, 0.99), level(90, 0.62)))
    assert words.startswith(
        "Its 80 % ranges held for 99 % and 90 % ranges held for 62 % of 1,000 students it had not seen: 80 % ranges "
        "hold too often, beyond chance (at most 95 % is asked for), and 90 % ranges hold too seldom, beyond chance "
        "(at least 88 % is asked for)."
    )
    assert words.endswith(ALL_THE_SAME)
