"""Ties, the winner, and the gate a new model passes."""

import numpy as np
import pytest
from scipy import stats

from mlcore.pipeline.stats.scores import estimate, score
from mlcore.pipeline.training.selection import Contender, compare, select

FOLDS = 25


def fold_scores(rmse: float, seed: int = 0, noise: float = 0.05) -> dict[str, list[float]]:
    """Scores whose difficulty per fold is shared, as on the same folds, with a little noise of their own."""
    shared = np.random.default_rng(99).normal(0, 0.5, FOLDS)
    values = rmse + shared + np.random.default_rng(seed).normal(0, noise, FOLDS)
    r2 = 1 - values**2 / 200
    return {"rmse": values.tolist(), "r2": r2.tolist(), "ratio": [0.25] * FOLDS}


def contender(slug: str, simplicity: int, rmse: float, **options) -> Contender:
    scores = fold_scores(rmse, seed=simplicity, **options)
    return Contender(slug=slug, label=slug.title(), simplicity=simplicity, fold_scores=scores, gap=0.03)


BASELINE = fold_scores(15.0)


def given_scores(rmse: list[float], ratio: float = 0.25) -> dict[str, list[float]]:
    return {"rmse": rmse, "r2": [0.5, 0.7] * (len(rmse) // 2), "ratio": [ratio] * len(rmse)}


def given_contender(slug: str, simplicity: int, scores: dict[str, list[float]], gap: float = 0.0) -> Contender:
    return Contender(slug=slug, label=slug.title(), simplicity=simplicity, fold_scores=scores, gap=gap)


def touching_zero(rmse: list[float], reference: list[float]) -> dict[str, list[float]]:
    """Scores whose difference from `reference` has an interval that ends at zero: the ratio of the folds widens it."""
    narrow, wide = 0.0, 10.0
    while True:
        ratio = (narrow + wide) / 2
        low = estimate([mine - theirs for mine, theirs in zip(rmse, reference, strict=True)], [ratio] * len(rmse)).low
        if low == 0 or ratio in (narrow, wide):
            assert low == 0
            return given_scores(rmse, ratio)
        narrow, wide = (ratio, wide) if low > 0 else (narrow, ratio)


BASELINE_OF_FOUR = given_scores([50.0] * 4)
MORE_AND_MORE_ACCURATE = [("a", 1, 40.2), ("b", 2, 40.0), ("c", 3, 40.1)]


def test_the_simplest_of_the_tied_wins():
    found = select([contender("boosted", 9, 5.00), contender("plain", 1, 5.01)], BASELINE)
    assert (found.kind, found.winner) == ("tied", "plain")
    assert set(found.tied) == {"plain", "boosted"}


def test_a_clearly_more_accurate_candidate_beats_a_simpler_one():
    found = select([contender("plain", 1, 6.0), contender("boosted", 9, 5.0)], BASELINE)
    assert found.winner == "boosted"
    assert found.tied == ("boosted",)
    assert (found.kind, found.compared, found.clear, found.unsure) == ("clear", 2, 1, 0)


def test_a_small_difference_on_every_fold_is_no_tie():
    found = select([contender("plain", 1, 5.1, noise=0.001), contender("boosted", 9, 5.0, noise=0.001)], BASELINE)
    assert found.tied == ("boosted",)


def test_a_difference_too_small_to_matter_is_a_tie_however_surely_it_is_measured():
    group = [contender("plain", 1, 5.03, noise=0.001), contender("boosted", 9, 5.0, noise=0.001)]
    assert select(group, BASELINE).winner == "plain"


def test_a_lead_that_chance_could_explain_is_not_called_clear():
    found = select([contender("wild", 1, 6.0, noise=9.0), contender("steady", 9, 5.0)], BASELINE)
    assert found.tied == ("steady",)
    assert (found.kind, found.clear, found.unsure) == ("ahead", 0, 1)


def test_the_tied_are_kept_with_their_labels_and_the_others_are_counted():
    group = [contender("a", 1, 5.01), contender("b", 2, 5.0), contender("wild", 3, 6.0, noise=9.0)]
    found = select([*group, contender("c", 4, 5.0)], BASELINE)
    assert found.labels == {"a": "A", "b": "B", "c": "C"}
    assert (found.kind, found.winner, found.compared, found.clear, found.unsure) == ("tied", "a", 4, 0, 1)


def test_a_small_but_sure_difference_is_told_from_one_that_cannot_be_separated():
    group = [contender("plain", 1, 5.03, noise=0.001), contender("boosted", 9, 5.0, noise=0.001)]
    assert select(group, BASELINE).is_sure
    assert not select([contender("plain", 1, 5.01), contender("boosted", 9, 5.0)], BASELINE).is_sure


def test_the_qualities_are_those_of_the_winner():
    found = select([contender("plain", 1, 5.0), contender("far", 2, 9.0)], BASELINE)
    scores = fold_scores(5.0, seed=1)
    assert found.qualities.rmse == pytest.approx(np.mean(scores["rmse"]))
    assert found.qualities.spread == pytest.approx(np.std(scores["r2"], ddof=1))
    assert found.qualities.gap == 0.03


def test_the_same_recipe_on_the_same_folds_makes_the_same_errors():
    found = compare(fold_scores(5.0), fold_scores(5.0))
    assert (found.kind, found.passes, found.difference.mean) == ("same", True, 0)


def test_a_much_worse_candidate_is_not_tied_however_wide_its_interval():
    found = select([contender("wild", 1, 6.0, noise=9.0), contender("steady", 9, 5.0)], BASELINE)
    assert found.winner == "steady"


def test_the_order_of_the_candidates_does_not_matter():
    group = [contender("a", 3, 5.0), contender("b", 2, 5.02), contender("c", 1, 7.0)]
    assert select(group, BASELINE) == select(group[::-1], BASELINE)


def test_a_single_candidate_wins_alone():
    found = select([contender("plain", 1, 5.0)], BASELINE)
    assert (found.kind, found.compared, found.tied) == ("alone", 1, ("plain",))


def test_a_winner_that_does_not_beat_the_mean_is_known_as_such():
    assert not select([contender("plain", 1, 15.0)], BASELINE).beats_baseline


def test_a_new_model_as_good_as_the_live_one_may_replace_it():
    found = compare(fold_scores(5.01, seed=1), fold_scores(5.0, seed=2))
    assert (found.kind, found.passes, found.folds) == ("not worse", True, 25)


def test_a_clearly_worse_model_is_stopped_with_both_figures():
    found = compare(fold_scores(6.0, seed=1), fold_scores(5.0, seed=2))
    assert (found.kind, found.passes) == ("worse", False)
    assert found.rmse - found.live_rmse == pytest.approx(found.difference.mean)


def test_a_model_is_not_called_worse_where_chance_alone_could_explain_it():
    found = compare(fold_scores(6.0, seed=1, noise=9.0), fold_scores(5.0, seed=2))
    assert (found.kind, found.passes) == ("not as close", False)


def test_a_better_model_passes():
    assert compare(fold_scores(4.0, seed=1), fold_scores(5.0, seed=2)).passes


def test_a_loss_of_exactly_a_hundredth_does_not_matter_and_anything_more_does():
    live = given_scores([100.0, 100.0])
    assert compare(given_scores([101.0, 101.0]), live).kind == "not worse"
    assert compare(given_scores([101.01, 101.01]), live).kind == "worse"


@pytest.mark.parametrize(("rmse", "winner"), [(0.0, "a"), (1e-14, "a"), (0.5, "b")])
def test_a_candidate_that_makes_no_error_at_all_is_compared_as_well(rmse, winner):
    simple, exact = given_contender("a", 1, given_scores([rmse] * 4)), given_contender("b", 2, given_scores([0.0] * 4))
    assert select([simple, exact], BASELINE_OF_FOUR).winner == winner


def test_a_loss_that_cannot_be_told_from_nought_is_a_tie_up_to_a_fortieth():
    live = given_scores([40.0, 40.0])
    assert compare(given_scores([31.0, 51.0]), live).kind == "not worse"
    assert compare(given_scores([31.0, 51.01]), live).kind == "not as close"


def test_an_interval_that_touches_zero_leaves_it_open_who_is_better():
    live = [40.0, 40.0, 40.0, 40.0]
    assert compare(touching_zero([40.5, 41.0, 41.0, 41.0], live), given_scores(live)).kind == "not worse"
    assert compare(touching_zero([41.0, 43.0, 43.0, 43.0], live), given_scores(live)).kind == "not as close"


def test_a_candidate_whose_interval_touches_zero_is_not_clearly_worse():
    best = [40.0, 40.0, 40.0, 40.0]
    further = given_contender("plain", 1, touching_zero([41.0, 43.0, 43.0, 43.0], best))
    found = select([further, given_contender("boosted", 9, given_scores(best))], BASELINE_OF_FOUR)
    assert (found.kind, found.clear, found.unsure) == ("ahead", 0, 1)


def test_a_small_loss_that_is_sure_is_no_tie():
    assert compare(given_scores([40.75, 40.75]), given_scores([40.0, 40.0])).kind == "worse"


def test_of_equally_accurate_candidates_the_simpler_is_named_first():
    group = [given_contender(slug, place, BASELINE_OF_FOUR) for place, slug in ((3, "c"), (1, "a"), (2, "b"))]
    assert select(group, BASELINE_OF_FOUR).tied == ("a", "b", "c")


def test_the_candidates_tied_are_named_from_the_most_accurate_on():
    group = [given_contender(slug, place, given_scores([rmse] * 4)) for slug, place, rmse in MORE_AND_MORE_ACCURATE]
    found = select(group, BASELINE_OF_FOUR)
    assert (found.tied, found.winner) == (("b", "c", "a"), "a")


def test_a_winner_as_close_as_the_baseline_does_not_beat_it():
    assert not select([given_contender("plain", 1, BASELINE_OF_FOUR)], BASELINE_OF_FOUR).beats_baseline


def test_a_winner_that_is_a_little_closer_for_sure_beats_the_baseline():
    assert select([given_contender("plain", 1, given_scores([49.5] * 4))], BASELINE_OF_FOUR).beats_baseline


def test_the_spread_between_training_and_validation_counts_in_either_direction():
    found = select([given_contender("plain", 1, BASELINE_OF_FOUR, gap=-0.04)], BASELINE_OF_FOUR)
    assert found.qualities.gap == 0.04
    assert found.qualities.r2 == pytest.approx(0.6)


def test_only_equal_errors_on_every_fold_are_called_the_same():
    assert compare(given_scores([40.0, 42.0]), given_scores([42.0, 40.0])).kind == "not worse"


def test_scores_of_different_folds_are_not_compared():
    short = {name: values[:10] for name, values in fold_scores(5.0).items()}
    with pytest.raises(ValueError, match="zip"):
        compare(short, fold_scores(5.0))


def test_the_interval_is_that_of_nadeau_and_bengio():
    values = [0.80, 0.86, 0.83, 0.88, 0.85]
    found = estimate(values, [0.25] * 5)
    error = np.sqrt((1 / 5 + 1 / 4) * np.var(values, ddof=1))
    low, high = stats.t.interval(0.95, 4, loc=np.mean(values), scale=error)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_scores_are_those_of_scikit_learn():
    from sklearn import metrics

    actual, predicted = np.array([50.0, 60.0, 75.0]), np.array([52.0, 57.0, 80.0])
    found = score(actual, predicted)
    assert found.r2 == pytest.approx(metrics.r2_score(actual, predicted))
    assert found.mae == pytest.approx(metrics.mean_absolute_error(actual, predicted))
    assert found.mse == pytest.approx(metrics.mean_squared_error(actual, predicted))
    assert found.rmse == pytest.approx(metrics.root_mean_squared_error(actual, predicted))


def test_r2_of_equal_scores_is_nought_unless_all_are_hit():
    equal = np.array([60.0, 60.0])
    assert score(equal, equal).r2 == 1
    assert score(equal, equal + 1).r2 == 0
