"""Which role may do what, and to whose things: the one table that every right is read from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class Act(StrEnum):
    # to classes, their students and what was predicted for them
    SEE = "see"
    CHANGE = "change"
    RECORD = "record"  # what students reached, also of an archived class
    DELETE = "delete"
    PREDICT = "predict"
    ARCHIVE = "archive"  # and bring back, and into the next year or another class
    SHARE = "share"  # say who teaches it

    # to what one asked for
    FOLLOW_JOBS = "follow_jobs"

    # to what belongs to nobody in particular
    ADD_CLASS = "add_class"
    READ_MODELS = "read_models"
    SEE_EVERY_QUESTION = "see_every_question"
    EXPLORE = "explore"
    TRAIN = "train"
    PROMOTE = "promote"
    SET_GRADES = "set_grades"
    IMPORT_ROSTERS = "import_rosters"
    OPEN_LOCKS = "open_locks"
    COUNT_FEEDBACK = "count_feedback"  # how many said what of a model version, never who
    ADMINISTER = "administer"


class Reach(IntEnum):
    NOTHING = 0
    OWN = 1  # classes that one teaches, and what one made for oneself
    EVERYTHING = 2


@dataclass(frozen=True)
class Role:
    """Whoever holds several may do what any of them may."""

    name: str
    held_by: Callable[["User"], bool]
    grants: Mapping[Act, Reach]


OF_A_CLASS = (Act.SEE, Act.CHANGE, Act.RECORD, Act.DELETE, Act.PREDICT, Act.ARCHIVE, Act.SHARE)
OF_ONESELF = (Act.FOLLOW_JOBS,)
OF_NOBODY = (Act.ADD_CLASS, Act.READ_MODELS)
ONLY_ADMINS = (
    Act.SEE_EVERY_QUESTION,
    Act.EXPLORE,
    Act.TRAIN,
    Act.PROMOTE,
    Act.SET_GRADES,
    Act.IMPORT_ROSTERS,
    Act.OPEN_LOCKS,
    Act.COUNT_FEEDBACK,
)

ROLES = (
    Role(
        "teacher",
        lambda user: True,
        dict.fromkeys((*OF_A_CLASS, *OF_ONESELF), Reach.OWN) | dict.fromkeys(OF_NOBODY, Reach.EVERYTHING),
    ),
    Role(
        "teacher where the data are open to teachers",  # not for readers
        lambda user: settings.EXPLORE_FOR_TEACHERS,
        {Act.EXPLORE: Reach.EVERYTHING},
    ),
    Role(
        "admin",
        lambda user: user.is_superuser,
        dict.fromkeys((*OF_A_CLASS, *OF_ONESELF, *OF_NOBODY, *ONLY_ADMINS), Reach.EVERYTHING),
    ),
    Role(
        "whoever enters Django's admin, which has rights of its own",  # not for readers
        lambda user: user.is_staff,
        {Act.ADMINISTER: Reach.EVERYTHING},
    ),
)


def reach(user: "User | AnonymousUser", act: Act) -> Reach:
    """To whose things somebody may do it: the widest that any of their roles grants."""
    if not (user.is_authenticated and user.is_active):
        return Reach.NOTHING
    return max((role.grants.get(act, Reach.NOTHING) for role in ROLES if role.held_by(user)), default=Reach.NOTHING)
