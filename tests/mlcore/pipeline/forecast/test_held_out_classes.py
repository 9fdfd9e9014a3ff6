"""The promise of a class forecast, on made-up schools: 8 times in 10 for classes that nobody saw (`make bench`)."""

import numpy as np
import pytest
from school_classes import held, learned, school

SIZE, CLASSES, ALONE = 25, 120, (0.0,)


@pytest.mark.training
@pytest.mark.parametrize("share", [0.05, 0.15])
def test_intervals_hold_for_new_classes_where_they_allow_for_what_classes_have_in_common(share):
    one = learned(school(np.full(60, SIZE), share, np.random.default_rng(1)))
    frame = school(np.full(CLASSES, SIZE), share, np.random.default_rng(2))
    students, results = one.students(frame), frame["now"].to_numpy()
    parts = [slice(start, start + SIZE) for start in range(0, len(frame), SIZE)]
    together, alone = (
        np.mean([held(students[part], results[part], likely) for part in parts], axis=0)
        for likely in (one.likely, ALONE)
    )
    assert ((together > 0.7) & (together < 0.9)).all()
    assert (alone < together - 0.05).all()
