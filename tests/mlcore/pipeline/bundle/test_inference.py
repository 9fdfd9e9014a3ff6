"""The fast way to predictions, for estimators that it knows and for those that it does not."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from mlcore.pipeline.bundle import inference
from mlcore.pipeline.bundle.inference import in_chunks, nanoseconds, predict_function


class Unknown:
    def predict(self, columns):
        return (2 * columns[:, 0]).astype(np.float32)


def test_an_estimator_of_an_unknown_class_answers_by_its_own_predict():
    values = predict_function(Unknown())(np.array([[1.5], [2.0]]))
    assert (values.tolist(), values.dtype) == ([3.0, 4.0], np.float64)
    assert nanoseconds(Unknown()) == 10_000


def test_a_linear_model_is_the_sum_of_its_columns_and_the_intercept():
    fitted = LinearRegression().fit([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]], [1.0, 3.0, 4.0])
    assert predict_function(fitted)(np.array([[2.0, 1.0]])) == pytest.approx([8.0])


@pytest.mark.parametrize("rows", [1, 4, 5, 11])
def test_chunks_give_what_all_rows_at_once_give(rows, monkeypatch):
    monkeypatch.setattr(inference, "CHUNK", 4)
    columns, asked = np.arange(float(rows)).reshape(-1, 1), []

    def predict(part):
        asked.append(len(part))
        return part[:, 0] + 1

    assert in_chunks(predict, columns).tolist() == [row + 1 for row in range(rows)]
    assert max(asked) <= 4
