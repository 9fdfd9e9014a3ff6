"""What in the data can mislead, in sentences: similar cautions share one."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.results.cautions import Caution, CautionKind
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import numbers
from mlcore.words.names import some
from mlcore.words.numbers import count, number, percent

Fields = Mapping[str, Field]
Sayer = Callable[[Sequence[Caution], Fields], list[str]]
# The 95 % interval of a root mean square of many errors reaches this over the root of twice their number.
UNSURE = 1.96
MADE_FROM = gettext_noop("If it is made from the result, or known only with it, take it out of the inputs.")


def sentences(cautions: Sequence[Caution], schema: Schema) -> list[str]:
    """In the order of the first of each kind; a field that has left the schema is passed over."""
    fields = {field.slug: field for field in schema.fields}
    by_kind: dict[CautionKind, list[Caution]] = {}
    for caution in cautions:
        if {caution.field, caution.target} <= {"", *fields}:
            by_kind.setdefault(caution.kind, []).append(caution)
    return [sentence for kind, alike in by_kind.items() for sentence in _SAID[kind](alike, fields)]


def beside_the_folds(cautions: Sequence[Caution], parts: Parts | None) -> list[Caution]:
    """Without those that stand in the sentences on what no fold cut apart, for pages that show both."""
    return [caution for caution in cautions if parts is None or not _is_told(caution, parts)]


def _is_told(caution: Caution, parts: Parts) -> bool:
    if caution.kind == "repeats":
        return caution.count <= parts.repeated  # else some could not be kept together
    return caution.kind == "few groups" and bool(parts.too_few_groups)


def _equals(alike: Sequence[Caution], fields: Fields) -> list[str]:
    whole = _("%(field)s alone gives %(target)s (R² %(figure)s)")
    partly = _("%(field)s alone gives %(target)s (R² %(figure)s, in %(count)s of %(of)s rows)")
    said = [_gives_away(whole, partly, one, number(one.share, 3), fields) for one in alike]
    return [f"{some(said)}. {_(MADE_FROM)}"]


def _same_order(alike: Sequence[Caution], fields: Fields) -> list[str]:
    whole = _("%(field)s puts students in the order of %(target)s (%(figure)s %% of pairs)")
    partly = _(
        "%(field)s puts students in the order of %(target)s (%(figure)s %% of pairs, in %(count)s of %(of)s rows)"
    )
    said = [_gives_away(whole, partly, one, number(50 * (1 + one.share), 1), fields) for one in alike]
    return [f"{some(said)}. {_(MADE_FROM)}"]


def _gives_away(whole: str, partly: str, one: Caution, figure: str, fields: Fields) -> str:
    """`partly`: where it was not looked at in every row."""
    named = {"field": _called(one.field, fields), "target": _called(one.target, fields), "figure": figure}
    return (partly if one.count < one.of else whole) % {**named, "count": count(one.count), "of": count(one.of)}


def _too_good(alike: Sequence[Caution], fields: Fields) -> list[str]:
    reached = _("R² %(r2)s for %(target)s")
    said = [reached % {"r2": number(one.share, 3), "target": _called(one.target, fields)} for one in alike]
    told = _("%(which)s: closer than two sittings of one test agree. Some input may hold the result itself.")
    return [told % {"which": some(said)}]


def _repeats(alike: Sequence[Caution], fields: Fields) -> list[str]:
    one = alike[0]
    told = ngettext(
        "%(count)s of %(rows)s repeat another one, in every input and the result.",
        "%(count)s of %(rows)s repeat another one, in every input and the result.",
        one.count,
    )
    return [told % {"count": count(one.count), "rows": numbers.rows(one.of)}]


def _few_rows(alike: Sequence[Caution], fields: Fields) -> list[str]:
    targets: dict[tuple[int, int], list[str]] = {}
    for one in alike:
        targets.setdefault((one.count, one.of), []).append(_called(one.target, fields) if one.target else "")
    return [_few(known, rows, some(sorted(called))) for (known, rows), called in targets.items()]


def _few(known: int, rows: int, targets: str) -> str:
    if not known:
        return _("No row has %(targets)s.") % {"targets": targets} if targets else _("There is no row.")
    said = {"count": count(known), "rows": numbers.rows(rows if targets else known), "targets": targets}
    few = _("Only %(rows)s: every figure is unsure, the size of the errors by about %(share)s.")
    few_known = _(
        "Only %(count)s of %(rows)s have %(targets)s: every figure is unsure, the size of the errors by about "
        "%(share)s."
    )
    return (few_known if targets else few) % {**said, "share": percent(_unsure(known))}


def _unsure(errors: int) -> float:
    """How far the 95 % interval of their root mean square reaches to either side, as a share of it."""
    return min(1.0, UNSURE / (2 * errors) ** 0.5)


def _few_groups(alike: Sequence[Caution], fields: Fields) -> list[str]:
    one = alike[0]
    none = _("%(field)s has no groups: what holds for so few may not hold for another.")
    few = ngettext(
        "%(field)s has %(n)s group: what holds for so few may not hold for another.",
        "%(field)s has %(n)s groups: what holds for so few may not hold for another.",
        one.count,
    )
    return [(few if one.count else none) % {"field": _called(one.field, fields), "n": count(one.count)}]


def _gaps(alike: Sequence[Caution], fields: Fields) -> list[str]:
    said = [_of_rows(one.field, one, fields) for one in alike]
    return [_("Often not known: %(fields)s.") % {"fields": some(said)}]


def _of_rows(slug: str, one: Caution, fields: Fields) -> str:
    told = _("%(field)s (%(share)s of rows)")
    return told % {"field": _called(slug, fields), "share": percent(one.count / one.of)}


def _of_fields(told: str) -> Sayer:
    def said(alike: Sequence[Caution], fields: Fields) -> list[str]:
        return [_(told) % {"fields": some([_called(one.field, fields) for one in alike])}]

    return said


def _few_values(alike: Sequence[Caution], fields: Fields) -> list[str]:
    few = _("%(field)s has only %(count)s different values")
    said = [few % {"field": _called(one.target, fields), "count": count(one.count)} for one in alike]
    return [_("%(which)s; predictions lie between them.") % {"which": some(said)}]


def _at_bound(told: str) -> Sayer:
    def said(alike: Sequence[Caution], fields: Fields) -> list[str]:
        return [_(told) % {"fields": some([_of_rows(one.target, one, fields) for one in alike])}]

    return said


def _called(slug: str, fields: Fields) -> str:
    return _("“%(label)s”") % {"label": fields[slug].label}


_SAID: Mapping[CautionKind, Sayer] = {
    "equals": _equals,
    "same order": _same_order,
    "too good": _too_good,
    "repeats": _repeats,
    "few rows": _few_rows,
    "few groups": _few_groups,
    "gaps": _gaps,
    "empty": _of_fields(gettext_noop("Never known: %(fields)s. A model learns nothing from that.")),
    "constant": _of_fields(gettext_noop("The same in every row: %(fields)s. A model learns nothing from that.")),
    "all but constant": _of_fields(
        gettext_noop("The same in nearly every row: %(fields)s. A model learns next to nothing from that.")
    ),
    "few values": _few_values,
    "at minimum": _at_bound(
        gettext_noop(
            "Many have the lowest possible value of %(fields)s. Where absences were entered as it, leave them blank."
        )
    ),
    "at maximum": _at_bound(
        gettext_noop(
            "Many have the highest possible value of %(fields)s. Those who would have reached more cannot be told "
            "apart."
        )
    ),
}
