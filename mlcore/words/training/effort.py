"""What was done less because there are many rows: rules of mlcore.pipeline.fitting.effort, said."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.parts import InForce, Parts, RuleName
from mlcore.words.names import listed, opening
from mlcore.words.numbers import count

INSTEAD: Mapping[RuleName, str] = {
    "settings raced": gettext_noop("settings that were behind on the first fold were tried on no others"),
    "own rows once": gettext_noop("only the first repeat asked about the rows that were learned from"),
    "curve of the chosen": gettext_noop("a learning curve was drawn of the chosen model only"),
    "two repeats": gettext_noop("the models were compared on two repeats of the folds"),
    "own rows sampled": gettext_noop("%(above)s of the rows that were learned from were asked about"),
    "one repeat": gettext_noop("the models were compared on one repeat of the folds"),
    "settings on a sample": gettext_noop("settings were searched on a part of them"),
    "others weighed on a sample": gettext_noop(
        "whether tied models are small enough to be kept was told from %(above)s of them"
    ),
    "five parts for ranges": gettext_noop("ranges were measured on five folds instead of ten"),
    "ranges checked on a sample": gettext_noop("ranges and chances were checked on %(above)s of them"),
    "compared on a sample": gettext_noop("the models were compared on %(above)s of them"),
}
OF_ONE: Mapping[RuleName, str] = {
    "not repeated": gettext_noop("not compared again after the first repeat"),
    "forest on a sample": gettext_noop("each tree learned from %(above)s rows"),
    "AdaBoost on a sample": gettext_noop("learned from %(above)s rows"),
    "neighbours on a sample": gettext_noop("learned from %(above)s rows"),
    "boosting on a sample": gettext_noop("learned from %(above)s rows"),
}


def sentences(parts: Parts | None) -> list[str]:
    """Of a run, one per number of rows from which something was done less."""
    known = [one for one in parts.effort if one.rule in INSTEAD] if parts else []
    ordered = groupby(sorted(known, key=lambda one: one.above), key=lambda one: one.above)
    return [_sentence([_put(INSTEAD, one) for one in alike], above) for above, alike in ordered]


def _sentence(said: Sequence[str], above: int) -> str:
    told = _("%(what)s because there are more than %(count)s rows.")
    return told % {"what": opening(listed(said)), "count": count(above)}


def beside(measured: CandidateResult) -> str:
    """Of one candidate, for a place beside its name; empty where nothing was done less."""
    return ", ".join(_put(OF_ONE, one) for one in measured.effort if one.rule in OF_ONE)


def aside(measured: CandidateResult) -> str:
    """Why it did not take part; empty where it did."""
    if measured.aside is None:
        return ""
    told = _("did not take part: rows times inputs are more than %(count)s, too many to look among")
    return told % {"count": count(measured.aside.above)}


def _put(said: Mapping[RuleName, str], one: InForce) -> str:
    return _(said[one.rule]) % {"above": count(one.above)}
