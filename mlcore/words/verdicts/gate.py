"""Whether a new model may replace the live one, and why."""

from mlcore.pipeline.results.gate.comparison import ComparedOn, LiveComparison
from mlcore.pipeline.results.gate.verdict import Meanwhile, Verdict
from mlcore.pipeline.schema import Schema
from mlcore.words.names import opening
from mlcore.words.numbers import count, number
from mlcore.words.verdicts.cautions import sentences

FIRST = "First model of this task."
UNTIL = "Until somebody has looked at that, it does not serve."
NO_GAIN = "It is not clearly better than predicting the mean, so it does not serve by itself."
_TOLD = {
    "not worse": "not worse",
    "worse": "worse",
    "not as close": "not as close, which chance alone could explain",
}


def verdict(verdict: Verdict, promote: str, schema: Schema) -> str:
    """Whether a new model may go live, and why; `promote` is the command that lets it serve all the same."""
    if verdict.passes:
        return compared(verdict.comparison) if verdict.comparison else FIRST
    return f"{refused(verdict, schema)} To let it serve all the same: {promote} --why REASON"


def refused(verdict: Verdict | None, schema: Schema) -> str:
    """Why a new model does not go live by itself; empty without a verdict."""
    if verdict and verdict.leaks:
        return f"{' '.join(sentences(verdict.leaks, schema))} {UNTIL}"
    return waits(verdict)


def waits(verdict: Verdict | None) -> str:
    """The same, for where the cautions about its rows stand before it."""
    if verdict is None:
        return ""
    if verdict.needs_a_person:
        return UNTIL if verdict.leaks else NO_GAIN
    return _not_compared(verdict) or (compared(verdict.comparison) if verdict.comparison else "")


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
