"""Who would teach a class from now on, and who does here and no longer does in the zip; by accounts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mlcore.pipeline.files.oneroster.records import Roster
from predictor.oneroster.core import learners
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.core.here import Class


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """`over` teach the class here and no longer in the zip; `stopping` are those of them who are taken out."""

    new: tuple[int, ...] = ()
    over: tuple[int, ...] = ()
    stopping: tuple[int, ...] = ()


def teaching_of(
    roster: Roster, choices: Choices, here: Mapping[str, Class], accounts: Mapping[str, int], today: dt.date
) -> dict[str, Teaching]:
    """By the id of the class. `accounts` are those of teachers as earlier zips told, or as only one fits."""
    now = _by_class(learners.teachers(roster, today))
    ended = learners.ended_teachers(roster, today)
    is_whole = roster.modes.get(learners.FILE) == "bulk"
    found = {}
    for key, one in here.items():
        chosen = [choices.teachers.get(person) for person in now.get(key, ())]
        new = tuple(dict.fromkeys(user for user in chosen if user is not None and user not in one.teachers))
        goes_on = {*chosen, *(accounts.get(person) for person in now.get(key, ()))}
        gone = {accounts[person] for person in ended.get(key, ()) if person in accounts}
        over = sorted((gone | (one.brought if is_whole else set())) & one.teachers - goes_on)
        stopping = _stopping([user for user in over if (key, user) in choices.stop], one, new)
        found[key] = Teaching(new=new, over=tuple(over), stopping=stopping)
    return found


def _stopping(chosen: Iterable[int], one: Class, new: tuple[int, ...]) -> tuple[int, ...]:
    """Nobody where the class would be left without a teacher."""
    stopping = tuple(chosen)
    return stopping if new or one.teachers - set(stopping) else ()


def _by_class(teachers: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, classes in teachers.items():
        for key in classes:
            found.setdefault(key, []).append(person)
    return found
