"""What the gate found of a version, as the API gives it."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.groups import GroupLoss
from mlcore.versions.stored import StoredRun
from mlcore.words.groups import called
from mlcore.words.verdicts import gate


class RangesHeldSerializer(serializers.Serializer):
    level = serializers.IntegerField()
    rows = serializers.IntegerField()
    share = serializers.FloatField(help_text="Of rows that neither model nor range had seen.")
    is_in_band = serializers.BooleanField(help_text="Whether that is about as often as asked, with room for chance.")


class GroupLossSerializer(serializers.Serializer):
    field = serializers.CharField()
    group = serializers.CharField()
    rows = serializers.IntegerField(help_text="In tens where a small group stands beside it.")
    mae = serializers.FloatField()
    live_mae = serializers.FloatField()


class GateSerializer(serializers.Serializer):
    passes = serializers.BooleanField(help_text="Whether it went live by itself.")
    compared_with = serializers.IntegerField(help_text="Number of the version that was live; 0: none.")
    ranges = RangesHeldSerializer(many=True, help_text="None where an older release trained.")
    groups_compared = serializers.IntegerField()
    worse_groups = GroupLossSerializer(many=True, help_text="Where it errs more than the live one, beyond chance.")
    sentence = serializers.CharField(help_text="All that was found, in words.")


def gate_of(run: StoredRun) -> dict[str, Any] | None:
    verdict = run.verdict
    if verdict is None:
        return None
    groups = verdict.comparison.groups if verdict.comparison else None
    return {
        "passes": verdict.passes,
        "compared_with": verdict.live,
        "ranges": list(map(_ranges, verdict.ranges)),
        "groups_compared": groups.compared if groups else 0,
        "worse_groups": list(map(_loss, groups.worse)) if groups else [],
        "sentence": gate.let_through(verdict, run.schema) or gate.refused(verdict, run.schema) or _(gate.FIRST),
    }


def _ranges(level: LevelCoverage) -> dict[str, Any]:
    return {"level": level.level, "rows": level.rows, "share": level.share.mean, "is_in_band": level.is_in_band}


def _loss(loss: GroupLoss) -> dict[str, Any]:
    about = {"field": loss.field, "group": called(loss.group), "rows": loss.rows}
    return about | {"mae": loss.mae, "live_mae": loss.live_mae}
