"""May somebody do something, to this thing or at all? Pages, API, templates and Django's admin ask here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from predictor.models import Classroom, Job, Prediction, Student
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import Model

__all__ = ["Act", "Verdict", "Why", "may", "needs", "open_acts"]

# What answers a request, or reads what is answered.
View = TypeVar("View", bound=Callable[..., Any])
OF_SOMEBODY = (Classroom, Student, Prediction, Job)
UNTIL_ARCHIVED = {Act.CHANGE, Act.PREDICT}


class Why(StrEnum):
    ROLE = "A role of this account includes it."
    NOT_LOGGED_IN = "Nobody is logged in."
    NO_ROLE = "No role of this account includes it."
    NOT_OWN = "It belongs to a class that is not this account's."
    ARCHIVED = "Its class is archived."


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    why: Why

    def __bool__(self) -> bool:
        return self.allowed


def may(user: "User | AnonymousUser", act: Act, thing: "Model | None" = None) -> Verdict:
    """Without a thing: whether there is anything that they may do it to. A query is only spent on whose a thing is."""
    if not user.is_authenticated:
        return Verdict(False, Why.NOT_LOGGED_IN)
    scope = reach(user, act)
    if scope is Reach.NOTHING:
        return Verdict(False, Why.NO_ROLE)
    if scope is not Reach.EVERYTHING and thing is not None and not _is_open(user, act, thing):
        return Verdict(False, Why.NOT_OWN)
    if act in UNTIL_ARCHIVED and _is_archived(user, act, thing):
        return Verdict(False, Why.ARCHIVED)
    return Verdict(True, Why.ROLE)


def teaches(user: "User") -> bool:
    """Whether a class would be theirs, were it given to them."""
    return bool(reach(user, Act.CHANGE))


def open_acts(user: "User | AnonymousUser", thing: "Model | None" = None) -> set[Act]:
    """Every act that they `may`, for a query per kind of reach: what is one's own is so for each of its acts."""
    if not user.is_authenticated:
        return set()
    scopes = {act: reach(user, act) for act in Act}
    is_open, is_closed = _looked_at(user, scopes, thing)
    closed = UNTIL_ARCHIVED if is_closed else set()
    return {act for act, scope in scopes.items() if is_open[scope]} - closed


def _looked_at(user: "User", scopes: Mapping[Act, Reach], thing: "Model | None") -> tuple[Mapping[Reach, bool], bool]:
    """By reach whether the thing is open to it, as what is no thing is; and whether it is archived."""
    is_open: dict[Reach, bool] = {Reach.NOTHING: False, Reach.EVERYTHING: True}
    is_closed = None
    if isinstance(thing, Student) and scopes[Act.CHANGE] == Reach.OWN:
        archived = list(thing.classes_open_to(user, Act.CHANGE).values_list("archived_at", flat=True))
        is_open[Reach.OWN], is_closed = bool(archived), all(archived)
    for act, scope in scopes.items():
        if scope not in is_open:
            is_open[scope] = thing is None or _is_open(user, act, thing)
    return is_open, _is_archived(user, Act.CHANGE, thing) if is_closed is None else is_closed


def _is_open(user: "User", act: Act, thing: "Model") -> bool:
    """What belongs to no class and was asked for by nobody is nobody's own."""
    return isinstance(thing, OF_SOMEBODY) and type(thing).objects.open_to(user, act).filter(pk=thing.pk).exists()


def _is_archived(user: "User", act: Act, thing: "Model | None") -> bool:
    if isinstance(thing, Student):
        return thing.is_closed_to(user, act)
    return isinstance(thing, Classroom) and thing.archived_at is not None


def needs(act: Act, refusal: type[Exception] = PermissionDenied) -> Callable[[View], View]:
    """Open a view only to whoever may do this; `refusal` is Http404 where others need not know of the address."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            verdict = may(request.user, act)
            if not verdict:
                raise refusal(verdict.why)
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]  # the same view with a check before it

    return decorate
