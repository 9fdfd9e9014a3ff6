"""What leaving fields out costs, as a table for notebooks."""

import pandas as pd
import pytest
from exam_rows import EXAMS, exam_rows

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.library.policies import policies


def test_a_line_for_everybody_and_one_per_group():
    found = policies(exam_rows(200), EXAMS, "math", without=[["reading_score", "writing_score"]])
    everybody = found[found["field"] == ""].set_index("without")
    assert pd.isna(everybody.loc["", "change"])
    assert everybody.loc["reading_score, writing_score", "change_low"] > 0
    assert set(found["field"]) > {"", "gender", "lunch"}


def test_a_candidate_that_does_not_exist_is_named():
    with pytest.raises(TrainingError, match="no candidate is called 'oracle'"):
        policies(exam_rows(60), EXAMS, "math", candidate="oracle")
