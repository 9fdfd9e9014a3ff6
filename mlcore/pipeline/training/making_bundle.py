"""From the winning recipe to the bundle that serves: refit on every row, with ranges from rows it did not see."""

from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.bundle.file import make_passport
from mlcore.pipeline.bundle.others import Other
from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.recipe import Fitted, Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.rows.storing import content_sha256


def make_bundle(study: Study, recipe: Recipe, cross_fitted: CrossFit) -> Bundle:
    """`cross_fitted` is the same recipe, fitted on the folds of the study's rows."""
    return bundle_of(study, recipe, recipe.fit(study.rows), calibrate(study.rows, cross_fitted))


def bundle_of(
    study: Study, recipe: Recipe, fitted: Fitted, ranges: PredictiveSystem, others: tuple[Other, ...] = ()
) -> Bundle:
    """`fitted` is what the recipe made of every row."""
    passport = make_passport(
        fitted.estimator,
        *(other.estimator for other in others),
        schema=f"{study.schema.name} {study.schema.version}",
        task=study.task.slug,
        data_sha256=content_sha256(study.frame, study.schema),
        rows=len(study.rows),
        candidate=recipe.candidate.slug,
        label=recipe.candidate.label,
        params=dict(recipe.params),
        seed=recipe.seed,
    )
    return Bundle(
        schema=study.schema,
        task=study.task,
        encoder=fitted.encoder,
        estimator=fitted.estimator,
        ranges=ranges,
        background=cross_section(study.rows.inputs, fitted.predict(study.rows)),
        passport=passport,
        others=others,
    )
