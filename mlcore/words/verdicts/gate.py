"""Whether a new model may replace the live one, and why."""

from collections.abc import Sequence

from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.comparison import ComparedOn, LiveComparison
from mlcore.pipeline.results.gate.groups import FEWEST_COMPARED, GroupLoss, GroupLosses
from mlcore.pipeline.results.gate.own_rows import OwnRows
from mlcore.pipeline.results.gate.verdict import Meanwhile, Verdict
from mlcore.pipeline.schema import Schema
from mlcore.words.groups import called, named
from mlcore.words.names import listed, opening
from mlcore.words.numbers import count, number, percent
from mlcore.words.verdicts.cautions import sentences

FIRST = "First model of this task."
UNTIL = "Until somebody has looked at that, it does not serve."
NO_GAIN = "It is not clearly better than predicting the mean, so it does not serve by itself."
# Of groups that are worse; the others are counted.
MOST_NAMED = 3
_TOLD = {
    "not worse": "not worse",
    "worse": "worse",
    "not as close": "not as close, which chance alone could explain",
}


def verdict(verdict: Verdict, promote: str, schema: Schema) -> str:
    """Whether a new model may go live, and why; `promote` is the command that lets it serve all the same."""
    if verdict.passes:
        return found(verdict, schema) if verdict.comparison else _joined(FIRST, found(verdict, schema))
    return f"{refused(verdict, schema)} To let it serve all the same: {promote} --why REASON"


def refused(verdict: Verdict | None, schema: Schema) -> str:
    """Why a new model does not go live by itself; empty without a verdict."""
    if verdict and verdict.leaks:
        return f"{' '.join(sentences(verdict.leaks, schema))} {UNTIL}"
    return waits(verdict, schema)


def waits(verdict: Verdict | None, schema: Schema) -> str:
    """The same, for where the cautions about its rows stand before it."""
    if verdict is None:
        return ""
    if verdict.needs_a_person:
        return UNTIL if verdict.leaks else NO_GAIN
    return _joined(_not_compared(verdict), found(verdict, schema))


def let_through(verdict: Verdict | None, schema: Schema) -> str:
    """What was measured of a new model that went live by itself; empty of others."""
    return found(verdict, schema) if verdict and verdict.passes else ""


def found(verdict: Verdict, schema: Schema) -> str:
    """What was measured: both models beside each other, in all and by group, and how often ranges held."""
    comparison = None if _not_compared(verdict) else verdict.comparison
    groups = comparison.groups if comparison else None
    return _joined(
        compared(comparison) if comparison else "",
        tells_less(comparison.own_rows) if comparison and comparison.own_rows else "",
        groups_compared(groups, schema) if groups else "",
        ranges_held(verdict.ranges),
    )


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _not_compared(verdict: Verdict) -> str:
    """What came between, or kept both from being compared; empty where nothing did."""
    live = f"the live model (version {verdict.live})"
    if verdict.meanwhile:
        return f"The live model changed while this one was compared with it: {_meanwhile(verdict)}."
    if verdict.unreadable:
        return f"The stored figures of {live} cannot be read, so that nothing could be compared."
    if verdict.not_fitted:
        return f"{opening(live)} could not be fitted again ({verdict.not_fitted}), so that nothing could be compared."
    return ""


def _meanwhile(verdict: Verdict) -> str:
    if not isinstance(verdict.meanwhile, Meanwhile):  # an older release stored the words
        return verdict.meanwhile
    now, before = (_version(number) for number in (verdict.meanwhile.live, verdict.live))
    return f"{now} is live now, it was compared with {before}"


def _version(number: int) -> str:
    return f"version {number}" if number else "none"


def compared(comparison: LiveComparison) -> str:
    if comparison.kind == "same":
        folds = f"the same {comparison.folds} folds{_on(comparison.on)}"
        return f"The new model is not worse: on {folds} it makes the same errors as the live one."
    gap = comparison.difference
    return (
        f"The new model is {_TOLD[comparison.kind]}: RMSE {number(comparison.rmse, 2)} against "
        f"{number(comparison.live_rmse, 2)} of the live model on the same {comparison.folds} folds{_on(comparison.on)} "
        f"(difference {_signed(gap.mean)}, 95 % interval {_signed(gap.low)} to {_signed(gap.high)})."
    )


def _on(on: ComparedOn | None) -> str:
    """Which rows; nothing is known of what an older release compared on."""
    if on is None:
        return ""
    rows = f"{count(on.rows)} rows"
    if on.kind == "same":
        return f" of the {rows} that both learned from"
    if on.kind == "both":
        return (
            f" of {rows}, those of both trainings ({count(on.live_rows)} and {count(on.new_rows)}), each asked about "
            "rows that it did not learn from"
        )
    how = "as it serves" if on.kind == "served" else "learning from them too"
    return f" of the {rows} of the new training, the live model {how}, as the rows that it learned from are not at hand"


def _signed(value: float) -> str:
    return number(value, 2, sign=True)


def tells_less(rows: OwnRows) -> str:
    """That its rows leave more open than those of the live one, and it is worse for these; empty where not."""
    if not rows.tell_less:
        return ""
    return (
        f"Its rows tell less: it is off by {number(rows.own, 2)} on its own, the live model by {number(rows.live, 2)} "
        f"on its own, and on these the new one by {number(rows.there, 2)}, both beyond chance. Perhaps results stand "
        "beside the wrong students."
    )


def groups_compared(groups: GroupLosses, schema: Schema) -> str:
    """In which groups the new model errs more, the worst first; or that it does so in none."""
    if not groups.compared:
        return f"No group has {FEWEST_COMPARED} students, so that none was compared."
    more = f"more than {_places(groups.allowed)}, beyond chance"
    looked_at = f"{groups.compared} groups of {FEWEST_COMPARED} students or more"
    if not groups.worse:
        return f"Its typical error (MAE) is larger by {more}, in none of {looked_at}."
    said = [_worse(loss, schema) for loss in groups.worse[:MOST_NAMED]]
    further = len(groups.worse) - len(said)
    said += [f"{further} more {'group' if further == 1 else 'groups'}"] if further else []
    return f"Of {looked_at}, its typical error (MAE) is larger by {more}, in {len(groups.worse)}: {'; '.join(said)}."


def _worse(loss: GroupLoss, schema: Schema) -> str:
    gap = loss.difference
    return (
        f"{_group(loss, schema)} ({number(loss.mae, 2)} against {number(loss.live_mae, 2)} of the live model, "
        f"{'about ' if loss.in_tens else ''}{count(loss.rows)} students, difference {_signed(gap.mean)}, interval for "
        f"all groups together {_signed(gap.low)} to {_signed(gap.high)})"
    )


def _group(loss: GroupLoss, schema: Schema) -> str:
    field = next((field for field in schema.fields if field.slug == loss.field), None)
    return named(field, loss.group) if field else f"{loss.field} {called(loss.group)}"


def _places(value: float) -> str:
    """As it was set: '1', '0.2'."""
    return number(value, 0 if value == round(value) else 2)


def ranges_held(levels: Sequence[LevelCoverage]) -> str:
    """How often the ranges of each level held, and what is wrong with that; empty for older releases."""
    if not levels:
        return ""
    held = [f"{level.level} % ranges held for {percent(level.share.mean)}" for level in levels]
    measured = f"Its {listed(held)} of {count(max(level.rows for level in levels))} students it had not seen"
    wrong = [_out_of_band(level) for level in levels if not level.is_in_band]
    return f"{measured}{': ' if wrong else ''}{', and '.join(wrong)}."


def _out_of_band(level: LevelCoverage) -> str:
    low, high = level.band
    seldom = level.share.mean < low
    bound = f"{'at least' if seldom else 'at most'} {percent(low if seldom else high)}"
    return f"{level.level} % ranges hold too {'seldom' if seldom else 'often'}, beyond chance ({bound} is asked for)"
