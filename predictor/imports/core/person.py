"""A student of the class as they are now, and what makes two spellings of a number or a name the same."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mlcore.pipeline.schema import Value
from mlcore.pipeline.schema.spelling import skeleton, spelled

LOST = re.compile(r"\w\?|\?\w|\ufffd")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A student of the class as they are now. `in_effect` are the values that their next prediction would begin with.

    `outcomes` are those in force, by field and day: which row, and what it says.
    """

    pk: int
    name: str
    reference: str = ""
    known: Mapping[str, Value] = field(default_factory=dict)
    in_effect: Mapping[str, Value] = field(default_factory=dict)
    outcomes: Mapping[tuple[str, dt.date], tuple[int, float]] = field(default_factory=dict)


def lost_letters(name: str) -> bool:
    """A program that could not write a letter put '?' in its place: 'Elif Y?lmaz'."""
    return bool(LOST.search(name))


def reference_key(text: str) -> str:
    """'#0042' of one system is '0042' in another."""
    return spelled(text).lstrip("#").replace(" ", "")


def name_key(name: str) -> str:
    """'Osei, Amara' and 'AMARA OSEI' are one name."""
    return " ".join(sorted(filter(None, map(skeleton, re.split(r"[\s,;.]+", name)))))


def same_name(one: str, other: str) -> bool:
    """The same words, or all words of the shorter among those of the longer where these are two at least."""
    shorter, longer = sorted((set(name_key(one).split()), set(name_key(other).split())), key=len)
    return shorter == longer or (len(shorter) > 1 and shorter <= longer)
