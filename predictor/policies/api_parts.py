"""What leaving fields out costs, as programs read it."""

from dataclasses import replace

from rest_framework import serializers

from mlcore.pipeline.results.policies.ledger import Figures, OfField, OfGroup, PolicyFigures, PolicyLedger, Rate
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.privacy import in_tens
from mlcore.words.groups import called

# Of a share: more would give away of how many it is.
PLACES = 2


class CostIntervalSerializer(serializers.Serializer):
    mean = serializers.FloatField()
    low = serializers.FloatField(help_text="Of its 95 % interval.")
    high = serializers.FloatField()


class CostRateSerializer(serializers.Serializer):
    rows = serializers.IntegerField(help_text="Of so many students.")
    share = CostIntervalSerializer()


class CostFiguresSerializer(serializers.Serializer):
    n = serializers.IntegerField(help_text="Students; in tens where exact numbers would give away a few.")
    rmse = CostIntervalSerializer()
    bias = CostIntervalSerializer(help_text="Predicted minus actual.")
    covered = CostIntervalSerializer(allow_null=True, help_text="Share inside the 80 % range.")
    change = CostIntervalSerializer(allow_null=True, help_text="RMSE less that with all fields; null for all fields.")
    false_alarms = CostRateSerializer(allow_null=True, help_text="Of those who reached the pass mark, predicted below.")
    missed = CostRateSerializer(allow_null=True, help_text="Of those below the pass mark, predicted to reach it.")


class CostGroupSerializer(serializers.Serializer):
    group = serializers.CharField()
    figures = CostFiguresSerializer()


class CostFieldSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="Slug.")
    groups = CostGroupSerializer(many=True)
    hidden = serializers.ListField(
        child=serializers.CharField(),
        help_text="Of fewer than 10 students, and what would give them away.",
    )


class PolicyCostSerializer(serializers.Serializer):
    left_out = serializers.ListField(child=serializers.CharField(), help_text="Slugs; none: all fields.")
    everybody = CostFiguresSerializer()
    # REST framework takes declared fields out of the class, so this one does not hide its property `fields`.
    fields = CostFieldSerializer(many=True)  # type: ignore[assignment]


class LedgerSerializer(serializers.Serializer):
    candidate = serializers.CharField(help_text="The one that was fitted for each policy.")
    seed = serializers.IntegerField()
    rows = serializers.IntegerField(help_text="Students without support.")
    folds = serializers.IntegerField(help_text="How often it was fitted for each policy.")
    pass_at = serializers.FloatField(allow_null=True, help_text="The schema's pass mark; null: it has none.")
    seconds = serializers.FloatField(help_text="How long it took.")
    policies = PolicyCostSerializer(many=True, help_text="All fields first.")


def as_told(ledger: PolicyLedger) -> PolicyLedger:
    """With counts in tens and coarse shares where exact ones would give away a few; groups by their names."""
    policies = tuple(_policy(policy, exact=not ledger.in_tens) for policy in ledger.policies)
    return replace(ledger, policies=policies)


def _policy(policy: PolicyFigures, *, exact: bool) -> PolicyFigures:
    fields = tuple(_field(one, exact=exact) for one in policy.fields)
    return replace(policy, everybody=_figures(policy.everybody, exact=exact), fields=fields)


def _field(found: OfField, *, exact: bool) -> OfField:
    rated = {one.figures.missed is not None for one in found.groups}
    is_exact = exact and not found.hidden and len(rated) < 2
    groups = tuple(OfGroup(called(one.group), _figures(one.figures, exact=is_exact)) for one in found.groups)
    return replace(found, groups=groups, hidden=tuple(map(called, found.hidden)))


def _figures(figures: Figures, *, exact: bool) -> Figures:
    if exact:
        return figures
    return replace(
        figures,
        n=in_tens(figures.n),
        covered=figures.covered and _coarse(figures.covered),
        false_alarms=figures.false_alarms and _rate(figures.false_alarms),
        missed=figures.missed and _rate(figures.missed),
    )


def _rate(rate: Rate) -> Rate:
    return Rate(rows=in_tens(rate.rows), share=_coarse(rate.share))


def _coarse(share: Estimate) -> Estimate:
    return Estimate(*(round(end, PLACES) for end in (share.mean, share.low, share.high)))
