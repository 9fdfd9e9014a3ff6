"""The bundled rows are the ones the generator draws, and they hold to the published facts."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression

from mlcore import pipeline
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.schema import Schema
from mlcore.samples import draw

HOME = Path(pipeline.__file__).parent.parent
SAMPLE = HOME / "samples" / "exams.csv"
FACTS = draw.load_facts(HOME / "samples" / "exams-facts.toml")
SCORES = {score["name"]: score for score in FACTS["score"]}
PAIRS = [(one, other) for one, others in FACTS["correlations"].items() for other in others]


@pytest.fixture(scope="module")
def rows():
    return pd.read_csv(SAMPLE, keep_default_na=False)


def r2_of_linear_regression(rows, target, inputs):
    numbers = pd.get_dummies(rows[inputs]).astype(float)
    return LinearRegression().fit(numbers, rows[target]).score(numbers, rows[target])


def mean_difference(rows, column, choice, base, score):
    means = rows.groupby(column)[score].mean()
    return means[choice] - means[base]


def test_the_generator_with_its_seed_gives_the_committed_file_byte_for_byte():
    assert draw.csv_bytes(draw.draw(FACTS)) == SAMPLE.read_bytes()


def test_another_seed_gives_other_rows():
    assert not draw.draw(FACTS | {"seed": FACTS["seed"] + 1}).equals(draw.draw(FACTS))


def test_the_sample_passes_its_own_schema_without_a_complaint():
    checked = check_file(SAMPLE, Schema.load(HOME / "schemas" / "exams.toml"))
    assert (len(checked.frame), checked.problem_count, checked.ignored_columns) == (1000, 0, ())


@pytest.mark.parametrize("column", FACTS["shares"])
def test_choices_have_their_published_shares(rows, column):
    shares = rows[column].value_counts(normalize=True)
    for choice, share in FACTS["shares"][column].items():
        assert shares[choice] == pytest.approx(share, abs=0.002)


@pytest.mark.parametrize("score", SCORES)
def test_scores_have_their_published_mean_and_spread(rows, score):
    assert rows[score].mean() == pytest.approx(SCORES[score]["mean"], abs=1)
    assert rows[score].std() == pytest.approx(SCORES[score]["sd"], abs=0.6)


@pytest.mark.parametrize("score", SCORES)
def test_scores_are_whole_and_between_0_and_100(rows, score):
    assert rows[score].dtype == np.int64
    assert rows[score].between(0, 100).all()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_scores_are_correlated_as_published(rows, one, other):
    assert rows[one].corr(rows[other]) == pytest.approx(FACTS["correlations"][one][other], abs=0.03)


def test_linear_regression_explains_maths_as_well_as_in_the_real_data(rows):
    inputs = [column for column in rows if column != "math_score"]
    assert 0.85 <= r2_of_linear_regression(rows, "math_score", inputs) <= 0.90


@pytest.mark.parametrize(("score", "r2"), [("math_score", 0.25), ("reading_score", 0.22), ("writing_score", 0.33)])
def test_background_alone_explains_as_little_as_in_the_real_data(rows, score, r2):
    assert r2_of_linear_regression(rows, score, list(FACTS["shares"])) == pytest.approx(r2, abs=0.04)


def test_noise_of_maths_is_as_large_as_published_and_centred(rows):
    inputs = pd.get_dummies(rows.drop(columns="math_score")).astype(float)
    residuals = rows["math_score"] - LinearRegression().fit(inputs, rows["math_score"]).predict(inputs)
    assert residuals.std() == pytest.approx(SCORES["math_score"]["noise"], abs=0.4)
    assert abs(residuals.skew()) < 0.25


def test_prepared_students_score_higher_in_the_raw_rows(rows):
    difference = mean_difference(rows, "test_preparation", "completed", "none", "math_score")
    assert difference == pytest.approx(5.6, abs=1)


@pytest.mark.parametrize(
    ("score", "difference"), [("math_score", 5.0), ("reading_score", -7.1), ("writing_score", -9.1)]
)
def test_boys_and_girls_differ_as_published(rows, score, difference):
    assert mean_difference(rows, "gender", "male", "female", score) == pytest.approx(difference, abs=1.5)


@pytest.mark.parametrize("score", SCORES)
def test_children_of_graduates_score_higher(rows, score):
    assert mean_difference(rows, "parental_education", "master's degree", "high school", score) > 4
