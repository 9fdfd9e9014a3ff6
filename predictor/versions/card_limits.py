"""Known limits of a version: what its own stored figures warn of, then what holds for every model of this kind."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredRun
from mlcore.words import limits
from mlcore.words.verdicts import cautions, gate, ranges


def limits_of(run: StoredRun, inputs: Sequence[Field]) -> list[str]:
    """Sentences; those that say least of this version come last."""
    dataset, diagnosis = run.row.dataset, run.diagnosis
    groups, dependences = (diagnosis.groups, diagnosis.dependence) if diagnosis else ((), ())
    sentences = [
        _(limits.DEMO) if dataset.is_demo else "",
        *cautions.sentences(cautions.beside_the_folds(run.cautions, run.parts), run.schema),
        gate.waits(run.held_back, run.schema) if run.beats_baseline else _(limits.NO_GAIN),
        limits.opposite(dependences, inputs),
        limits.leaning(groups, run.schema, run.target),
        limits.held_less_often(groups, run.schema),
        ranges.held_less_often(diagnosis.coverage_by_part, run.target) if diagnosis else "",
        limits.too_few(groups, run.schema),
        limits.needs(inputs),
        limits.elsewhere(run.row.learned_from),
    ]
    return [sentence for sentence in sentences if sentence]
