"""A ledger of policies as a measuring keeps it, made up without one."""

from dataclasses import asdict

from mlcore.models import ModelVersion
from mlcore.pipeline.results.policies.ledger import Figures, OfField, OfGroup, PolicyFigures, PolicyLedger, Rate
from mlcore.pipeline.results.scores import Estimate
from mlcore.versions.policies.measuring import KEPT


def around(mean: float, half: float = 0.25) -> Estimate:
    return Estimate(mean, mean - half, mean + half)


def figures(rmse: float, n: int, change: float | None = None, *, rated: bool = True) -> Figures:
    share = Rate(rows=n // 2, share=Estimate(0.1, 0.05, 0.15)) if rated else None
    told = {"rmse": around(rmse), "bias": around(0.5), "covered": Estimate(0.8, 0.75, 0.85)}
    return Figures(n=n, **told, change=change and around(change), false_alarms=share, missed=share)


def policy(*left_out: str, rmse: float, change: float | None = None, by: str = "") -> PolicyFigures:
    """Its groups by gender, and by a category of another field."""
    groups = tuple(OfGroup(name, figures(rmse, 44, change, rated=name != "male")) for name in ("female", "male"))
    return PolicyFigures(
        left_out=left_out,
        everybody=figures(rmse, 88, change),
        fields=(OfField(field="gender", groups=groups, hidden=()), *_by(by, rmse)),
    )


def _by(field: str, rmse: float) -> tuple[OfField, ...]:
    name, _, choice = field.partition(":")
    return (OfField(field=name, groups=(OfGroup(choice, figures(rmse, 44)),), hidden=()),) if field else ()


def ledger(pass_at: float | None = 60.0) -> PolicyLedger:
    return PolicyLedger(
        candidate="linear",
        label="Linear regression",
        seed=42,
        rows=88,
        folds=10,
        pass_at=pass_at,
        in_tens=False,
        seconds=2.5,
        policies=(policy(rmse=5.4), policy("gender", rmse=8.2, change=2.8)),
    )


def keep_ledger(version: ModelVersion, found: PolicyLedger | None = None) -> ModelVersion:
    version.run.details = {**version.run.details, KEPT: asdict(found or ledger())}
    version.run.save(update_fields=["details"])
    return version
