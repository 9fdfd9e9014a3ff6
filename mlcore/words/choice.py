"""Why a candidate was chosen, and how far others are behind."""

from collections.abc import Sequence
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.results.choice import LARGEST_TIED_LOSS, Selection
from mlcore.pipeline.results.scores import SMALLEST_GAIN
from mlcore.words.names import listed
from mlcore.words.numbers import count, number

StandingKind = Literal["best", "tied", "too little", "unsure", "clear", "failed", "aside", "unknown"]  # not for readers

_STANDING: dict[StandingKind, str] = {
    "tied": gettext_noop("too close to separate"),
    "too little": gettext_noop("too little apart to matter"),
    "unsure": gettext_noop("further off, not for sure"),
    "clear": gettext_noop("clearly further off"),
    "failed": gettext_noop("failed"),
    "aside": gettext_noop("did not take part"),
    "unknown": gettext_noop("further off"),
}
# What the page of a candidate says of it.
_PLACED: dict[StandingKind, str] = {
    "tied": gettext_noop("Too close to separate from the most accurate one; a simpler model was chosen."),
    "too little": gettext_noop("Too little behind the most accurate one to matter; a simpler model was chosen."),
    "unsure": gettext_noop("Further off than the most accurate one, which chance alone could explain."),
    "clear": gettext_noop("Clearly further off than the most accurate one."),
}
CHOSEN = gettext_noop("This model was chosen.")
BEST_NOT_CHOSEN = gettext_noop("The most accurate one, by so little that a simpler model was chosen.")
NOT_CHOSEN = gettext_noop("Another model was closer.")
NO_MODEL = gettext_noop("No model was chosen.")
OLD_CLAIM = "is clearly more accurate than"  # not for readers


def standing(kind: StandingKind) -> str:
    """How far behind it is, in a few words; empty for the most accurate one."""
    return _(_STANDING[kind]) if kind in _STANDING else ""


def placed(kind: StandingKind) -> str:
    return _(_PLACED.get(kind, NOT_CHOSEN))


def reason(selection: Selection) -> str:
    """One sentence on accuracy, robustness and generalisation."""
    good = _(
        "%(why)s: R² %(r2)s and RMSE %(rmse)s (accuracy), R² varies by %(spread)s between folds (robustness), and "
        "differs by %(gap)s between the rows it learned from and unseen ones (generalisation)."
    )
    no_gain = _(
        "%(why)s: R² %(r2)s and RMSE %(rmse)s (accuracy), R² varies by %(spread)s between folds (robustness), and "
        "differs by %(gap)s between the rows it learned from and unseen ones (generalisation); it is not clearly "
        "better than predicting the mean."
    )
    qualities = selection.qualities
    return (good if selection.beats_baseline else no_gain) % {
        "why": _why(selection),
        "r2": number(qualities.r2, 2),
        "rmse": number(qualities.rmse, 1),
        "spread": number(qualities.spread, 2),
        "gap": number(qualities.gap, 2),
    }


def _why(selection: Selection) -> str:
    winner = selection.labels[selection.winner]
    if selection.kind == "alone":
        return _("%(model)s was the only candidate that was compared") % {"model": winner}
    if selection.kind == "tied":
        return _simplest(winner, selection)
    if selection.kind == "ahead":
        told = _("%(model)s is the most accurate of %(compared)s candidates (%(others)s)")
        said = {"model": winner, "compared": count(selection.compared), "others": _of_others(selection.unsure)}
        return told % said
    clearly = ngettext(
        "%(model)s is clearly more accurate than the other candidate",
        "%(model)s is clearly more accurate than the other %(n)s candidates",
        selection.clear,
    )
    return clearly % {"model": winner, "n": count(selection.clear)}


def _simplest(winner: str, selection: Selection) -> str:
    others = listed([selection.labels[slug] for slug in selection.tied if slug != selection.winner])
    beside, alone = _("with %(others)s; %(unsure)s"), _("with %(others)s")
    unsure = _more(selection.unsure) if selection.unsure else ""
    return _("%(model)s is the simplest of %(tied)s of %(compared)s candidates that are %(closeness)s (%(with)s)") % {
        "model": winner,
        "tied": count(len(selection.tied)),
        "compared": count(selection.compared),
        "closeness": closeness(too_little=selection.is_sure),
        "with": (beside if unsure else alone) % {"others": others, "unsure": unsure},
    }


def closeness(*, too_little: bool) -> str:
    """`too_little`: that some of the tied are surely behind, by too little to matter."""
    return _("too close to separate, or too little apart to matter") if too_little else standing("tied")


def _more(unsure: int) -> str:
    told = ngettext(
        "%(n)s more was over %(loss)s further off, which chance alone could explain",
        "%(n)s more were over %(loss)s further off, which chance alone could explain",
        unsure,
    )
    return told % {"n": count(unsure), "loss": _percent(LARGEST_TIED_LOSS)}


def _of_others(unsure: int) -> str:
    told = ngettext(
        "%(n)s of the others was over %(loss)s further off, which chance alone could explain",
        "%(n)s of the others were over %(loss)s further off, which chance alone could explain",
        unsure,
    )
    return told % {"n": count(unsure), "loss": _percent(LARGEST_TIED_LOSS)}


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)} %"


def statement(winner: str, others: Sequence[StandingKind], tied: int, failed: int) -> str:
    """The choice in a few sentences; `others` are those that were compared with the winner, which is one of the tied.

    "Clearly" only where chance alone does not explain the difference.
    """
    told = ngettext("%(n)s could not be trained.", "%(n)s could not be trained.", failed)
    could_not = [told % {"n": count(failed)}] if failed else []
    return " ".join([_choice(winner, others, tied), *could_not])


def _choice(winner: str, others: Sequence[StandingKind], tied: int) -> str:
    if not others:
        return _("%(model)s was the only one compared.") % {"model": winner}
    if tied < 2:
        return _alone(winner, others)
    told = _("%(tied)s of %(of)s are %(closeness)s. %(model)s was chosen as the simplest of them.") % {
        "tied": count(tied),
        "of": count(len(others) + 1),
        "closeness": closeness(too_little="too little" in others),
        "model": winner,
    }
    return " ".join(filter(None, (told, _further_off(others.count("unsure")))))


def _further_off(unsure: int) -> str:
    if not unsure:
        return ""
    told = ngettext(
        "%(n)s more was further off, which chance alone could explain.",
        "%(n)s more were further off, which chance alone could explain.",
        unsure,
    )
    return told % {"n": count(unsure)}


def _alone(winner: str, others: Sequence[StandingKind]) -> str:
    clear, unsure = others.count("clear"), others.count("unsure")
    if clear == len(others):
        ahead = ngettext(
            "%(model)s is clearly ahead of the other.", "%(model)s is clearly ahead of the other %(n)s.", clear
        )
        return ahead % {"model": winner, "n": count(clear)}
    said = {"model": winner, "of": count(len(others) + 1)}
    most = _("%(model)s came out most accurate of %(of)s.") % said
    return f"{most} {_lead(clear, unsure, len(others))}" if unsure else most


def _lead(clear: int, unsure: int, others: int) -> str:
    """Over how many it is sure, where it is not over all."""
    said = {"clear": count(clear), "unsure": count(unsure), "others": count(others)}
    if not clear:
        return _("For %(unsure)s of them chance alone could explain the lead.") % said
    told = _(
        "It is clearly ahead of %(clear)s of the other %(others)s; for %(unsure)s of them chance alone could explain "
        "the lead."
    )
    return told % said


def rule() -> str:
    """How the choice is made, for the pages that show one."""
    told = _(
        "Models are tied where their RMSE is at most %(gain)s more than that of the most accurate one, or at most "
        "%(loss)s more with an interval that reaches zero. The simplest of the tied is chosen: it is the easiest to "
        "explain and to check. Ridge stands before plain linear regression: it is as easy to explain, and steadier."
    )
    return told % {"gain": _percent(SMALLEST_GAIN), "loss": _percent(LARGEST_TIED_LOSS)}


def search(tried: int) -> str:
    """How the settings of a candidate were found."""
    if tried < 2:
        return _("There was nothing to search.")
    told = _("%(tried)s settings were tried on folds of their own; the one with the smallest error was kept.")
    return told % {"tried": count(tried)}


def repaired(stored: str, said: str) -> str:
    """A sentence of an older release, but with the statement where it called every lead clear; both English."""
    claim, colon, measured = stored.partition(": ")
    if OLD_CLAIM not in claim or "clearly ahead of the other" in said:
        return stored
    return f"{said.removesuffix('.')}{colon}{measured}"
