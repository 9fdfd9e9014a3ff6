"""What the model version of a stored prediction is asked when the prediction is read."""

from dataclasses import replace
from typing import NamedTuple

from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.versions import live
from mlcore.words.marks.finding_out import ToFindOut, to_find_out
from mlcore.words.marks.second_opinion import differ
from predictor.models import Prediction


class Opinions(NamedTuple):
    """The lowest and the highest value of the model that answered and those that are as good."""

    low: float
    high: float


def narrowings_of(prediction: Prediction) -> tuple[Narrowed, ...] | None:
    """What its range would be with each missing input known, the narrowest first. None where the file is gone, or is
    too old to tell."""
    if not prediction.warnings:
        return ()
    bundle = live.readable_bundle_of(prediction.model_version)
    return bundle.narrowings(prediction.submission.answers, prediction.value) if bundle else None


def narrowings_shown(prediction: Prediction) -> list[Narrowed] | None:
    """The same with the field left blank where whoever reads may not see it."""
    found, closed = narrowings_of(prediction), prediction.closed.see
    return None if found is None else [replace(one, field="") if one.field in closed else one for one in found]


def opinions_of(prediction: Prediction) -> Opinions | None:
    """None where its version has no others beside it, or where the file is gone."""
    bundle = live.readable_bundle_of(prediction.model_version)
    others = bundle.opinions(prediction.submission.answers).values() if bundle else ()
    values = [prediction.value, *others]
    return Opinions(min(values), max(values)) if others else None


def what_to_find_out(prediction: Prediction) -> ToFindOut | None:
    """None where nothing is missing that whoever reads could find out, or where it cannot be told."""
    closed = prediction.closed.see
    found = [one for one in narrowings_of(prediction) or () if one.field not in closed]
    if not found:
        return None
    return to_find_out(found, (prediction.low80, prediction.high80), prediction.schema, prediction.target)


def second_opinion(prediction: Prediction) -> str:
    """What equally good models say, where that differs; else empty."""
    opinions = opinions_of(prediction)
    width = prediction.high80 - prediction.low80
    return differ(opinions, width, prediction.target) if opinions else ""
