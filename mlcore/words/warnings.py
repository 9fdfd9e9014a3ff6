"""What the model could not know about one row, said when it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.bundle.row_warnings import Kind, RowWarning
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.schema import UNSEEN, Schema, plain
from mlcore.words.numbers import count, localised

ToldKind = Kind | Literal["unreadable"]
# By kind, and whether the range is wider for that.
UNKNOWN = {
    ("missing", False): gettext_noop("%(label)s is not known."),
    ("missing", True): gettext_noop("%(label)s is not known; the range is wider for that."),
    ("unseen", False): gettext_noop(
        "%(label)s '%(value)s' was never seen in the data that the model learned from, so it counts as not known."
    ),
    ("unseen", True): gettext_noop(
        "%(label)s '%(value)s' was never seen in the data that the model learned from, so it counts as not known; "
        "the range is wider for that."
    ),
}
# Where neither field nor value can be read, by what can.
UNREADABLE: dict[ToldKind, str] = {
    "missing": gettext_noop("A value is not known; its name was stored in a form that cannot be read."),
    "unseen": gettext_noop(
        "A value was never seen in the data that the model learned from; what it was cannot be read."
    ),
    "outside": gettext_noop(
        "A number is outside of what the model learned from, so that the range may be too narrow; "
        "what it was cannot be read."
    ),
    "unreadable": gettext_noop("A warning was stored with this prediction that cannot be read."),
}
# Of a field that whoever reads may not see, by whether the range is wider for it being missing.
NOT_SHOWN = {
    False: gettext_noop("An entry that is not shown to you is not known."),
    True: gettext_noop("An entry that is not shown to you is not known; the range is wider for that."),
}
UNLIKE = gettext_noop("An entry that is not shown to you is unlike any that the model learned from.")
NEVER_KNOWN = gettext_noop("%(label)s was never known in the data; it was not used.")
LOWER = gettext_noop(
    "%(label)s %(value)s is lower than any the model learned from (lowest: %(seen)s); the range may be too narrow."
)
HIGHER = gettext_noop(
    "%(label)s %(value)s is higher than any the model learned from (highest: %(seen)s); the range may be too narrow."
)


@dataclass(frozen=True)
class ToldWarning:
    """A warning as releases up to 0.1 stored it: already put into words. `field` is blank where it cannot be read."""

    kind: ToldKind
    field: str
    message: str


def stored(content: object) -> RowWarning | ToldWarning:
    """A warning as it lies in the history, whichever release stored it."""
    is_told = isinstance(content, Mapping) and "message" in content
    try:
        return from_json(ToldWarning, content) if is_told else from_json(RowWarning, content)
    except ValueError:
        # One of them must not keep a whole page of the history from being shown.
        return _unreadable(content)


def _unreadable(content: object) -> ToldWarning:
    given = content.get("kind") if isinstance(content, Mapping) else None
    kind: ToldKind = next((known for known in UNREADABLE if known == given), "unreadable")
    return ToldWarning(kind, "", _(UNREADABLE[kind]))


def said(warning: RowWarning | ToldWarning, schema: Schema) -> str:
    if isinstance(warning, ToldWarning):
        return warning.message
    field = schema.field(warning.field)
    if field.slug == UNSEEN:
        return not_shown(warning)
    label = field.label
    if warning.kind == "outside":
        return _outside(warning, label)
    return _(UNKNOWN[warning.kind, warning.widens]) % {"label": label, "value": field.shown(warning.value)}


def not_shown(warning: RowWarning | ToldWarning) -> str:
    """Neither which entry it is about nor what was entered."""
    if warning.kind != "missing":
        return _(UNLIKE)
    return _(NOT_SHOWN[isinstance(warning, RowWarning) and warning.widens])


def made_without(gaps: Sequence[RowWarning | ToldWarning]) -> str:
    """Of entries that whoever reads may not see, none of which was known."""
    if any(isinstance(one, RowWarning) and one.widens for one in gaps):
        told = ngettext(
            "Made without %(count)s entry that your role does not see; the range is wider for that.",
            "Made without %(count)s entries that your role does not see; the range is wider for that.",
            len(gaps),
        )
    else:
        told = ngettext(
            "Made without %(count)s entry that your role does not see.",
            "Made without %(count)s entries that your role does not see.",
            len(gaps),
        )
    return told % {"count": count(len(gaps))}


def together(found: Sequence[RowWarning | ToldWarning], inputs: int) -> str:
    """Many at once: how many of the inputs were not known, and what the range does for that."""
    gaps = [one for one in found if one.kind in ("missing", "unseen")]
    outside = sum(one.kind == "outside" for one in found)
    sentences = []
    if gaps:
        unknown = ngettext(
            "%(count)s of %(of)s inputs were not known.", "%(count)s of %(of)s inputs were not known.", len(gaps)
        )
        sentences += [unknown % {"count": count(len(gaps)), "of": count(inputs)}, _widened(gaps)]
    if outside:
        sentences.append(_numbers(outside) % {"count": count(outside)})
    return " ".join(filter(None, sentences))


def _widened(gaps: Sequence[RowWarning | ToldWarning]) -> str:
    facts = [one for one in gaps if isinstance(one, RowWarning)]
    if len(facts) < len(gaps):  # an older release stored words alone
        return ""
    wider = sum(one.widens for one in facts)
    if not wider:
        return _("The range allows for all of them together; one by one, none widens it visibly.")
    if wider == len(facts):
        return _("The range allows for all of them together; one by one, each widens it visibly.")
    template = ngettext(
        "The range allows for all of them together; one by one, %(count)s of them widens it visibly.",
        "The range allows for all of them together; one by one, %(count)s of them widen it visibly.",
        wider,
    )
    return template % {"count": count(wider)}


def _numbers(outside: int) -> str:
    return ngettext(
        "%(count)s number lies outside of what the model learned from; the range may be too narrow.",
        "%(count)s numbers lie outside of what the model learned from; the range may be too narrow.",
        outside,
    )


def _outside(warning: RowWarning, label: str) -> str:
    value, seen = warning.value, warning.seen
    if seen is None or not isinstance(value, int | float):
        return _(NEVER_KNOWN) % {"label": label}
    shown = {"label": label, "value": localised(plain(value)), "seen": localised(plain(seen))}
    return _(HIGHER if value > seen else LOWER) % shown
