"""Which role may do what, and to whose things: the one table that every right is read from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntFlag, StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class RoleName(StrEnum):
    TEACHER = "teacher"
    HEAD_OF_DEPARTMENT = "head_of_department"
    HEAD = "head"
    DATA_MANAGER = "data_manager"
    ADMIN = "admin"


class Act(StrEnum):
    # to classes, their students and what was predicted for them
    SEE = "see"
    CHANGE = "change"
    RECORD = "record"  # what students reached, also of an archived class
    DELETE = "delete"
    PREDICT = "predict"
    ARCHIVE = "archive"  # and bring back, and into the next year or another class
    SHARE = "share"  # say who teaches it
    FORGET = "forget"  # a student, also in what models learned

    # to what one asked for
    FOLLOW_JOBS = "follow_jobs"

    # to what belongs to nobody in particular
    ADD_CLASS = "add_class"
    READ_MODELS = "read_models"
    SEE_TOTALS = "see_totals"  # of all classes; nobody's name
    SEE_EVERY_QUESTION = "see_every_question"
    EXPLORE = "explore"
    TRAIN = "train"
    PROMOTE = "promote"
    SEE_RETENTION = "see_retention"  # what is kept for how long, and what goes
    STOP_PREDICTING = "stop_predicting"  # for everybody, and let it begin again
    SET_GRADES = "set_grades"
    IMPORT_ROSTERS = "import_rosters"
    OPEN_LOCKS = "open_locks"
    DECIDE_FIELDS = "decide_fields"  # which role may see and enter which field
    COUNT_FEEDBACK = "count_feedback"  # how many said what of a model version, never who
    PICK_POLICY = "pick_policy"  # say which fields a question does without
    GIVE_ROLES = "give_roles"  # and departments, and say who no longer signs in
    READ_DOCUMENTS = "read_documents"  # about the machine: technical file and data inventory
    ANSWER_FOR_SCHOOL = "answer_for_school"  # in documents, and read those about people
    ADMINISTER = "administer"


class Reach(IntFlag):
    NOTHING = 0
    OWN = 1  # classes that one teaches, and what one made for oneself
    DEPARTMENT = 2  # classes given to one's department, and there what is of the tasks given to it
    EVERYTHING = 4


@dataclass(frozen=True)
class Role:
    """Whoever holds several may do what any of them may; a name may have another row for what goes with a condition."""

    name: str
    held_by: Callable[["User"], bool]
    grants: Mapping[Act, Reach]


OF_A_CLASS = (Act.SEE, Act.CHANGE, Act.RECORD, Act.DELETE, Act.PREDICT, Act.ARCHIVE, Act.SHARE)
OF_THE_MACHINE = (
    Act.READ_MODELS,
    Act.SEE_EVERY_QUESTION,
    Act.EXPLORE,
    Act.TRAIN,
    Act.PROMOTE,
    Act.IMPORT_ROSTERS,
    Act.COUNT_FEEDBACK,
    Act.READ_DOCUMENTS,
)
# What everybody may who holds any role.
AT_LEAST = {Act.FOLLOW_JOBS: Reach.OWN, Act.READ_MODELS: Reach.EVERYTHING}


# Django's own marks of an admin: whoever may do everything, and enters Django's admin.
OF_ADMINS = "is_superuser"
MARKS = (OF_ADMINS, "is_staff")
ADMINS = Q(is_superuser=True)


def mark_admin(user: "User", *, is_admin: bool) -> bool:
    """Whether it changed anything; nothing is stored."""
    if user.is_superuser == is_admin:
        return False
    user.is_superuser = user.is_staff = is_admin
    return True


def roles_of(user: "User") -> frozenset[RoleName]:
    """Whoever was never given one is a teacher; what makes an admin is Django's own mark."""
    given = getattr(user, "standing", None)
    names = {RoleName.TEACHER} if given is None else {RoleName(name) for name in given.roles}
    return frozenset(names | {RoleName.ADMIN} if user.is_superuser else names)


def names_allowed(user: "User") -> bool:
    """Whether an admin let this head of school see names."""
    return RoleName.HEAD in roles_of(user) and user.standing.names_allowed


def _holds(name: RoleName) -> Callable[["User"], bool]:
    return lambda user: name in roles_of(user)


ROLES = (
    Role(
        RoleName.TEACHER,
        _holds(RoleName.TEACHER),
        AT_LEAST | dict.fromkeys(OF_A_CLASS, Reach.OWN) | {Act.ADD_CLASS: Reach.EVERYTHING},
    ),
    Role(
        RoleName.TEACHER,
        lambda user: settings.EXPLORE_FOR_TEACHERS and RoleName.TEACHER in roles_of(user),
        {Act.EXPLORE: Reach.EVERYTHING},
    ),
    Role(
        RoleName.HEAD_OF_DEPARTMENT,
        _holds(RoleName.HEAD_OF_DEPARTMENT),
        AT_LEAST | {Act.SEE: Reach.DEPARTMENT},
    ),
    Role(RoleName.HEAD, _holds(RoleName.HEAD), AT_LEAST | {Act.SEE_TOTALS: Reach.EVERYTHING}),
    Role(
        RoleName.HEAD,
        names_allowed,
        {Act.SEE: Reach.EVERYTHING},
    ),
    Role(
        RoleName.DATA_MANAGER,
        _holds(RoleName.DATA_MANAGER),
        AT_LEAST | dict.fromkeys(OF_THE_MACHINE, Reach.EVERYTHING),
    ),
    Role(
        RoleName.ADMIN,
        _holds(RoleName.ADMIN),
        dict.fromkeys(set(Act) - {Act.ADMINISTER}, Reach.EVERYTHING),
    ),
    Role(
        "whoever enters Django's admin, which has rights of its own",  # not for readers
        lambda user: user.is_staff,
        {Act.ADMINISTER: Reach.EVERYTHING},
    ),
)


def reach(user: "User | AnonymousUser", act: Act) -> Reach:
    """To whose things somebody may do it: whatever any of their roles grants."""
    if not (user.is_authenticated and user.is_active):
        return Reach.NOTHING
    found = Reach.NOTHING
    for role in ROLES:
        if act in role.grants and role.held_by(user):
            found |= role.grants[act]
    return Reach.EVERYTHING if Reach.EVERYTHING in found else found
