"""Years of results that a watch looks at: predictions with residuals of a spread, and results in whole marks."""

import numpy as np

from mlcore.pipeline.diagnosis.drift import place, watch
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import quantiles, reaches

# That of the bundled exams.
SPREAD, UNKNOWN = 5.4, 100.0


def alarms(years, results, *, learned=1_000, shift=0.0, stretch=1.0, seed=2):
    """After how many results each year alarms, None where it does not; `learned` residuals are drawn anew each year."""
    return [
        watch_of(np.random.default_rng((seed, year)), results, learned, shift, stretch).alarm for year in range(years)
    ]


def watch_of(random, results, learned, shift, stretch):
    told = quantiles(reaches(random.normal(0, SPREAD, learned), UNKNOWN))
    predicted = random.uniform(40, 90, results)
    reached = np.clip((predicted + random.normal(shift, SPREAD * stretch, results)).round(), 0, 100)
    drawn, ties = random.random((2, results))
    each = [Distribution(quantiles=value + told, bounds=(0, 100), step=1.0) for value in predicted]
    places = [place(*one) for one in zip(each, reached, drawn, strict=True)]
    return watch(np.array(places), learned, ties)
