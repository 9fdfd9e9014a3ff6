"""Whether a new model may replace the live one, and why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.comparison import ComparedOn, LiveComparison
from mlcore.pipeline.results.gate.groups import FEWEST_COMPARED, GroupLoss, GroupLosses
from mlcore.pipeline.results.gate.own_rows import OwnRows
from mlcore.pipeline.results.gate.verdict import Meanwhile, Verdict
from mlcore.pipeline.schema import Schema
from mlcore.words.groups import called, named
from mlcore.words.names import listed
from mlcore.words.numbers import count, number, percent
from mlcore.words.policies.picked import compared_without
from mlcore.words.verdicts.cautions import sentences

FIRST = gettext_noop("First model of this task.")
UNTIL = gettext_noop("Until somebody has looked at that, it does not serve.")
NO_GAIN = gettext_noop("It is not clearly better than predicting the mean, so it does not serve by itself.")
# Of groups that are worse; the others are counted.
MOST_NAMED = 3
_TOLD = {
    "not worse": gettext_noop(
        "The new model is not worse: RMSE %(new)s against %(live)s of the live model on %(folds)s (difference %(gap)s, "
        "95 %% interval %(low)s to %(high)s)."
    ),
    "worse": gettext_noop(
        "The new model is worse: RMSE %(new)s against %(live)s of the live model on %(folds)s (difference %(gap)s, "
        "95 %% interval %(low)s to %(high)s)."
    ),
    "not as close": gettext_noop(
        "The new model is not as close, which chance alone could explain: RMSE %(new)s against %(live)s of the live "
        "model on %(folds)s (difference %(gap)s, 95 %% interval %(low)s to %(high)s)."
    ),
}


def verdict(verdict: Verdict, promote: str, schema: Schema) -> str:
    """Whether a new model may go live, and why; `promote` is the command that lets it serve all the same."""
    if verdict.passes:
        return found(verdict, schema) if verdict.comparison else _joined(_(FIRST), found(verdict, schema))
    told = _("%(refused)s To let it serve all the same: %(promote)s --why REASON")
    return told % {"refused": refused(verdict, schema), "promote": promote}


def refused(verdict: Verdict | None, schema: Schema) -> str:
    """Why a new model does not go live by itself; empty without a verdict."""
    if verdict and verdict.leaks:
        return f"{' '.join(sentences(verdict.leaks, schema))} {_(UNTIL)}"
    return waits(verdict, schema)


def waits(verdict: Verdict | None, schema: Schema) -> str:
    """The same, for where the cautions about its rows stand before it."""
    if verdict is None:
        return ""
    if verdict.needs_a_person:
        return _(UNTIL if verdict.leaks else NO_GAIN)
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
        compared_without(comparison, schema),
        tells_less(comparison.own_rows) if comparison and comparison.own_rows else "",
        groups_compared(groups, schema) if groups else "",
        ranges_held(verdict.ranges),
    )


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _not_compared(verdict: Verdict) -> str:
    """What came between, or kept both from being compared; empty where nothing did."""
    if verdict.meanwhile:
        told = _("The live model changed while this one was compared with it: %(what)s.")
        return told % {"what": _meanwhile(verdict)}
    if verdict.unreadable:
        told = _(
            "The stored figures of the live model (version %(number)s) cannot be read, so that nothing could be "
            "compared."
        )
        return told % {"number": verdict.live}
    if verdict.not_fitted:
        told = _(
            "The live model (version %(number)s) could not be fitted again (%(why)s), so that nothing could be "
            "compared."
        )
        return told % {"number": verdict.live, "why": verdict.not_fitted}
    return ""


def _meanwhile(verdict: Verdict) -> str:
    if not isinstance(verdict.meanwhile, Meanwhile):  # an older release stored the words
        return verdict.meanwhile
    now, before = (_version(number) for number in (verdict.meanwhile.live, verdict.live))
    return _("%(now)s is live now, it was compared with %(before)s") % {"now": now, "before": before}


def _version(number: int) -> str:
    return _("version %(number)s") % {"number": number} if number else pgettext("a version", "none")


def compared(comparison: LiveComparison) -> str:
    folds = _on(comparison.on, comparison.folds)
    if comparison.kind == "same":
        told = _("The new model is not worse: on %(folds)s it makes the same errors as the live one.")
        return told % {"folds": folds}
    gap = comparison.difference
    return _(_TOLD[comparison.kind]) % {
        "new": number(comparison.rmse, 2),
        "live": number(comparison.live_rmse, 2),
        "folds": folds,
        "gap": _signed(gap.mean),
        "low": _signed(gap.low),
        "high": _signed(gap.high),
    }


def _on(on: ComparedOn | None, folds: int) -> str:
    """Which folds, of which rows; nothing is known of what an older release compared on."""
    if on is None:
        return _("the same %(folds)s folds") % {"folds": folds}
    shown = {"folds": folds, "rows": count(on.rows), "live": count(on.live_rows), "new": count(on.new_rows)}
    return _(_ON[on.kind]) % shown


_ON = {
    "same": gettext_noop("the same %(folds)s folds of the %(rows)s rows that both learned from"),
    "both": gettext_noop(
        "the same %(folds)s folds of %(rows)s rows, those of both trainings (%(live)s and %(new)s), each asked about "
        "rows that it did not learn from"
    ),
    "served": gettext_noop(
        "the same %(folds)s folds of the %(rows)s rows of the new training, the live model as it serves, as the rows "
        "that it learned from are not at hand"
    ),
    "new": gettext_noop(
        "the same %(folds)s folds of the %(rows)s rows of the new training, the live model learning from them too, as "
        "the rows that it learned from are not at hand"
    ),
}


def _signed(value: float) -> str:
    return number(value, 2, sign=True)


def tells_less(rows: OwnRows) -> str:
    """That its rows leave more open than those of the live one, and it is worse for these; empty where not."""
    if not rows.tell_less:
        return ""
    told = _(
        "Its rows tell less: it is off by %(own)s on its own, the live model by %(live)s on its own, and on these the "
        "new one by %(there)s, both beyond chance. Perhaps results stand beside the wrong students."
    )
    return told % {"own": number(rows.own, 2), "live": number(rows.live, 2), "there": number(rows.there, 2)}


def groups_compared(groups: GroupLosses, schema: Schema) -> str:
    """In which groups the new model errs more, the worst first; or that it does so in none."""
    shown = {"allowed": _places(groups.allowed), "groups": groups.compared, "fewest": FEWEST_COMPARED}
    if not groups.compared:
        return _("No group has %(fewest)s students, so that none was compared.") % shown
    if not groups.worse:
        told = _(
            "Its typical error (MAE) is larger by more than %(allowed)s, beyond chance, in none of %(groups)s groups "
            "of %(fewest)s students or more."
        )
        return told % shown
    told = _(
        "Of %(groups)s groups of %(fewest)s students or more, its typical error (MAE) is larger by more than "
        "%(allowed)s, beyond chance, in %(worse)s: %(which)s."
    )
    return told % {**shown, "worse": len(groups.worse), "which": "; ".join(_some(groups.worse, schema))}


def _some(worse: Sequence[GroupLoss], schema: Schema) -> list[str]:
    said = [_worse(loss, schema) for loss in worse[:MOST_NAMED]]
    further = len(worse) - len(said)
    more = ngettext("%(n)s more group", "%(n)s more groups", further) % {"n": further}
    return [*said, *([more] if further else [])]


def _worse(loss: GroupLoss, schema: Schema) -> str:
    told = _(
        "%(group)s (%(new)s against %(live)s of the live model, %(students)s students, difference %(gap)s, interval "
        "for all groups together %(low)s to %(high)s)"
    )
    about = _("about %(number)s") if loss.in_tens else "%(number)s"
    gap = loss.difference
    return told % {
        "group": _group(loss, schema),
        "new": number(loss.mae, 2),
        "live": number(loss.live_mae, 2),
        "students": about % {"number": count(loss.rows)},
        "gap": _signed(gap.mean),
        "low": _signed(gap.low),
        "high": _signed(gap.high),
    }


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
    held = _("%(level)s %% ranges held for %(share)s")
    all_held = [held % {"level": level.level, "share": percent(level.share.mean)} for level in levels]
    wrong = [_out_of_band(level) for level in levels if not level.is_in_band]
    fine = _("Its %(held)s of %(count)s students it had not seen.")
    but = _("Its %(held)s of %(count)s students it had not seen: %(wrong)s.")
    said = {"held": listed(all_held), "count": count(max(level.rows for level in levels))}
    return (but if wrong else fine) % {**said, "wrong": pgettext("between findings", ", and ").join(wrong)}


def _out_of_band(level: LevelCoverage) -> str:
    low, high = level.band
    seldom = _("%(level)s %% ranges hold too seldom, beyond chance (at least %(bound)s is asked for)")
    often = _("%(level)s %% ranges hold too often, beyond chance (at most %(bound)s is asked for)")
    is_seldom = level.share.mean < low
    bound = percent(low if is_seldom else high)
    return (seldom if is_seldom else often) % {"level": level.level, "bound": bound}
