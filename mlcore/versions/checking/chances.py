"""Whether the chances of a version come true: as measured when it was trained, or on other rows."""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from mlcore.models import Dataset, ModelVersion, SchemaVersion
from mlcore.pipeline.results.reliability import CheckedChances
from mlcore.pipeline.schema.growth import contradictions
from mlcore.versions.gate.deciding import recipe_of
from mlcore.versions.learned import rows_of, still_of
from mlcore.versions.live import bundle_of
from mlcore.versions.stored import StoredRun

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

# Of fewer rows, chance alone explains nearly everything.
FEWEST_ROWS = 50


class NotChecked(Exception):
    """Nothing can be said of its chances; with the remedy."""


def as_trained(version: ModelVersion) -> CheckedChances:
    """On rows that neither the model asked nor the chances had seen. Raises NotChecked."""
    from mlcore.pipeline.diagnosis.checking import with_band

    diagnosis = StoredRun.of(version.run).diagnosis
    if not diagnosis or not diagnosis.reliability:
        raise NotChecked(f"{version} comes from a release that checked no chances. {_train_again(version)}")
    found = tuple(with_band(one, len(diagnosis.reliability)) for one in diagnosis.reliability)
    return CheckedChances(kind="trained", rows=found[0].rows, learned=0, found=found)


def on_rows_of(version: ModelVersion, datasets: Sequence[Dataset]) -> CheckedChances:
    """Of what it says of rows that it did not learn from; where these are too few, or nobody can tell which they are,
    of its recipe fitted again to parts of all of them. Raises NotChecked, BundleError, DataError, TrainingError.
    """
    from mlcore.pipeline.diagnosis.checking import check_served, tells_chances

    _check_schema(version)
    bundle = bundle_of(version)
    if not tells_chances(bundle):
        raise NotChecked(f"{version} comes from a release whose models tell no chances. {_train_again(version)}")
    frame = _known_rows(version, datasets)
    new = _is_new(frame, version)
    if new is None or new.sum() < FEWEST_ROWS:
        return _told(_fitted_again(version, frame, bundle.ranges.step))
    return _told(check_served(bundle, frame[new], learned=int((~new).sum())))


def _told(found: CheckedChances) -> CheckedChances:
    """Where no score is reached by some and not by others, nothing is in band and nothing out of it."""
    if not found.found:
        raise NotChecked(f"all {found.rows} results are the same: name more datasets (--dataset NAME)")
    return found


def _check_schema(version: ModelVersion) -> None:
    own, now, slug = version.schema_version, version.task.schema_version, version.task.slug
    if own.pk == now.pk:
        return
    if contradictions(own.schema, now.schema) or own.schema.task(slug).target != version.task.question.target:
        raise NotChecked(f"{version} learned under {own}, which {now} contradicts. {_train_again(version)}")


def _train_again(version: ModelVersion) -> str:
    return f"Train the task again: manage.py train {version.task.slug}"


def _known_rows(version: ModelVersion, datasets: Sequence[Dataset]) -> "pd.DataFrame":
    """Rows whose result is known, under the schema of the task; those that several datasets have count once."""
    from mlcore.pipeline.fitting.folds import known_rows
    from mlcore.pipeline.training.side_by_side import united

    under = version.task.schema_version
    frames = [frame for dataset in datasets if (frame := _without_support(dataset, under)) is not None]
    frame = known_rows(reduce(lambda one, other: united(one, other)[0], frames), version.task.question)
    if len(frame) < FEWEST_ROWS:
        raise NotChecked(
            f"the result is known of {len(frame)} rows; a check needs at least {FEWEST_ROWS}: name more datasets "
            "(--dataset NAME), or import more rows"
        )
    return frame


def _without_support(dataset: Dataset, under: SchemaVersion) -> "pd.DataFrame | None":
    """A model speaks of students without support. Who objects is not learned from again."""
    found = still_of(dataset, under)
    if found is None:
        return None
    if found.supported is None:
        return found.frame
    return found.frame[~found.supported].reset_index(drop=True)


def _is_new(frame: "pd.DataFrame", version: ModelVersion) -> "NDArray[np.bool_] | None":
    """Per row of a frame whether the version did not learn from it; None where its rows are gone."""
    from mlcore.pipeline.training.side_by_side import united

    learned = rows_of(version.run, under=version.task.schema_version)
    if learned is None:
        return None
    # What the rows did not say when they were learned from does not make them others.
    then = [field.slug for field in version.run.dataset.schema_version.schema.fields]
    _, _, in_learned = united(frame[then], learned[then])
    return ~in_learned[: len(frame)]


def _fitted_again(version: ModelVersion, frame: "pd.DataFrame", step: float) -> CheckedChances:
    from mlcore.pipeline.diagnosis.checking import check_recipe
    from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
    from mlcore.pipeline.fitting.folds import usable_rows
    from mlcore.pipeline.fitting.threads import one_thread

    recipe = recipe_of(version, DEFAULT_SEED)
    if recipe is None:
        raise NotChecked(f"how {version} was made cannot be read. {_train_again(version)}")
    schema = version.task.schema_version.schema.leaving_out(version.task.slug, version.left_out)
    rows = usable_rows(frame, schema, schema.task(version.task.slug))
    with one_thread(recipe.candidate):
        return check_recipe(recipe, rows, step)
