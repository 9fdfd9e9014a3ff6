"""The links above every page, and which of them the page belongs to."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from predictor.access.rights import Act, may

register = template.Library()


class Item(NamedTuple):
    label: Any
    name: str  # of its address
    parts: tuple[str, ...] = ()  # the routes of its pages begin with one of these
    needs: Act | None = None
    unless: Act | None = None  # then another page leads there


ITEMS = (
    Item(_("Students"), "home", ("", "classes", "students", "results", "imports", "rosters", "corrections"), Act.SEE),
    Item(_("School"), "school", ("school",), Act.SEE_TOTALS, unless=Act.GIVE_ROLES),
    Item(_("History"), "history", ("predictions", "my-estimates"), Act.SEE),
    Item(_("Explore"), "explore", ("explore",), Act.EXPLORE),
    Item(_("Your data"), "describe", ("describe",), Act.TRAIN),
    Item(_("Models"), "models", ("models", "track-record", "predicting")),
    Item(_("Jobs"), "jobs", ("jobs",), Act.TRAIN),
    Item(_("Grades"), "grades", ("grades",), Act.SET_GRADES),
    Item(_("School's files"), "rosters", ("rosters",), Act.IMPORT_ROSTERS, unless=Act.SEE),
    Item(_("People"), "people", ("people", "departments", "school", "kept", "documents"), Act.GIVE_ROLES),
    Item(_("Documents"), "documents", ("documents",), Act.READ_DOCUMENTS, unless=Act.GIVE_ROLES),
    Item(_("Fields"), "fields", ("fields",), Act.DECIDE_FIELDS),
    Item(_("Support: raw tables"), "admin:index", needs=Act.ADMINISTER, unless=Act.GIVE_ROLES),
    Item("API", "api-docs"),
)


@dataclass(frozen=True)
class Entry:
    label: str
    href: str
    is_current: bool


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[Entry]:
    """What this user is offered, in its order."""
    here = section_of(context.get("request"))
    offered = offered_to(context["user"])
    entries = [Entry(str(item.label), _address(item.name), here in item.parts) for item in offered]
    return [entry for entry in entries if entry.href]


def offered_to(user: Any) -> list[Item]:
    return [
        item
        for item in ITEMS
        if (item.needs is None or may(user, item.needs)) and not (item.unless and may(user, item.unless))
    ]


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """By code, each called as it calls itself."""
    return list(settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def in_section(context: dict[str, Any], part: str) -> bool:
    """Whether the page's route begins with this part."""
    return section_of(context.get("request")) == part


def section_of(request: HttpRequest | None) -> str | None:
    """The first part of the page's route; nothing where no address was found."""
    match = getattr(request, "resolver_match", None)
    return match.route.split("/")[0] if match is not None else None


def _address(name: str) -> str:
    """Empty where the address is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
