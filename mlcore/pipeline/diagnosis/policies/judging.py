"""One policy judged: its errors, ranges and rates, of everybody and by group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.diagnosis.policies.hiding import Mask, Shown, is_rated
from mlcore.pipeline.results.policies.ledger import Figures, OfField, OfGroup, PolicyFigures, Rate
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import in_tens
from mlcore.pipeline.stats.estimates import bootstrap_means, rmse_gap, wilson


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a policy said of rows (n,): errors, predicted minus actual; 1 where a row lay inside its range, NaN where
    that is not known; whether it was predicted below the pass mark."""

    off: Floats
    inside: Floats
    below: Mask | None


@dataclass(frozen=True, kw_only=True)
class Judge:
    """What is the same for all policies: the groups, who `below` the pass mark really was, what the policy of all
    fields said. The same draws for each, so that they differ by what was left out alone."""

    groups: Sequence[Shown]
    below: Mask | None
    base: Said
    seed: int
    in_tens: bool

    def judged(self, left_out: tuple[str, ...], said: Said) -> PolicyFigures:
        """Of the policy that does without these inputs."""
        everybody = np.ones(len(said.off), dtype=np.bool_)
        return PolicyFigures(
            left_out=left_out,
            everybody=self._figures(said, everybody, rated=is_rated(self.below)),
            fields=tuple(self._of_field(said, field) for field in self.groups),
        )

    def _of_field(self, said: Said, field: Shown) -> OfField:
        groups = (
            OfGroup(group, self._figures(said, mask, rated=place in field.rated))
            for place, (group, mask) in enumerate(field.groups)
        )
        return OfField(field=field.field, groups=tuple(groups), hidden=field.hidden)

    def _figures(self, said: Said, mask: Mask, *, rated: bool) -> Figures:
        off, base = said.off[mask], self.base.off[mask]
        bias, mse = bootstrap_means(np.stack([off, off**2]), np.random.default_rng(self.seed))
        inside = said.inside[mask]
        known = inside[~np.isnan(inside)]
        return Figures(
            n=self.count(mask),
            rmse=Estimate(*(max(0.0, end) ** 0.5 for end in (mse.mean, mse.low, mse.high))),
            bias=bias,
            covered=wilson(known) if len(known) else None,
            change=None if said is self.base else rmse_gap(off, base, np.random.default_rng(self.seed)),
            false_alarms=self._rate(said, mask, alarm=True) if rated else None,
            missed=self._rate(said, mask, alarm=False) if rated else None,
        )

    def _rate(self, said: Said, mask: Mask, *, alarm: bool) -> Rate | None:
        """Of those who reached the pass mark, the share predicted below; of the others the share that was not."""
        if self.below is None or said.below is None:
            return None
        asked = mask & (~self.below if alarm else self.below)
        wrong = said.below[asked] if alarm else ~said.below[asked]
        return Rate(rows=self.count(asked), share=wilson(wrong.astype(np.float64)))

    def count(self, mask: Mask) -> int:
        """Of so many rows, as it may be told."""
        found = int(mask.sum())
        return in_tens(found) if self.in_tens else found
