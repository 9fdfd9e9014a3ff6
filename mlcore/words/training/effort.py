"""What was done less because there are many rows: rules of mlcore.pipeline.fitting.effort, said."""

from collections.abc import Mapping
from itertools import groupby

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.parts import InForce, Parts, RuleName
from mlcore.words.names import listed, opening
from mlcore.words.numbers import count

INSTEAD: Mapping[RuleName, str] = {
    "settings raced": "settings that were behind on the first fold were tried on no others",
    "own rows once": "only the first repeat asked about the rows that were learned from",
    "curve of the chosen": "a learning curve was drawn of the chosen model only",
    "two repeats": "the models were compared on two repeats of the folds",
    "own rows sampled": "{above} of the rows that were learned from were asked about",
    "one repeat": "the models were compared on one repeat of the folds",
    "settings on a sample": "settings were searched on a part of them",
    "others weighed on a sample": "whether tied models are small enough to be kept was told from {above} of them",
    "five parts for ranges": "ranges were measured on five folds instead of ten",
    "ranges checked on a sample": "ranges and chances were checked on {above} of them",
    "compared on a sample": "the models were compared on {above} of them",
}
OF_ONE: Mapping[RuleName, str] = {
    "not repeated": "not compared again after the first repeat",
    "forest on a sample": "each tree learned from {above} rows",
    "AdaBoost on a sample": "learned from {above} rows",
    "neighbours on a sample": "learned from {above} rows",
    "boosting on a sample": "learned from {above} rows",
}


def sentences(parts: Parts | None) -> list[str]:
    """Of a run, one per number of rows from which something was done less."""
    known = [one for one in parts.effort if one.rule in INSTEAD] if parts else []
    return [
        f"{opening(listed([_put(INSTEAD, one) for one in alike]))} because there are more than {count(above)} rows."
        for above, alike in groupby(sorted(known, key=lambda one: one.above), key=lambda one: one.above)
    ]


def beside(measured: CandidateResult) -> str:
    """Of one candidate, for a place beside its name; empty where nothing was done less."""
    return ", ".join(_put(OF_ONE, one) for one in measured.effort if one.rule in OF_ONE)


def aside(measured: CandidateResult) -> str:
    """Why it did not take part; empty where it did."""
    if measured.aside is None:
        return ""
    return f"did not take part: rows times inputs are more than {count(measured.aside.above)}, too many to look among"


def _put(said: Mapping[RuleName, str], one: InForce) -> str:
    return said[one.rule].format(above=count(one.above))
