"""Whether the ranges of a model version still hold, as its results come in."""

from mlcore.models import ModelVersion
from mlcore.pipeline.results.served.held import Watch
from predictor.grades.chances import distributions_of
from predictor.outcomes.matched import matched, with_submissions

# After so many results it begins anew: what changed years ago is known by then.
BEGINS_ANEW = 2_000


def watch_of(version: ModelVersion) -> Watch:
    """In the order in which results were recorded; of a version that tells no chances, or whose file is gone, nothing
    is known. Results with support are left out: ranges speak of students without. The version with its task."""
    import numpy as np

    from mlcore.pipeline.diagnosis.drift import parts, place, watch

    matches = [match for match in matched(version.task, version.pk, most=None) if not match.supported]
    matches = matches[len(matches) // BEGINS_ANEW * BEGINS_ANEW :]
    told = zip(matches, distributions_of(with_submissions(matches)), strict=True)
    known = [(match, said) for match, said in told if said]
    drawn, ties = parts([match.prediction.pk for match, _ in known]).T
    places = [place(said, match.result, part) for (match, said), part in zip(known, drawn, strict=True)]
    return watch(np.array(places), version.run.learned_from, ties)
