"""What in the data can mislead, in sentences: similar cautions share one."""

from collections.abc import Callable, Mapping, Sequence

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
MADE_FROM = "If it is made from the result, or known only with it, take it out of the inputs."


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
    said = [
        f"{_called(one.field, fields)} alone gives {_called(one.target, fields)} "
        f"(R² {number(one.share, 3)}{_known(one)})"
        for one in alike
    ]
    return [f"{some(said)}. {MADE_FROM}"]


def _same_order(alike: Sequence[Caution], fields: Fields) -> list[str]:
    said = [
        f"{_called(one.field, fields)} puts students in the order of {_called(one.target, fields)} "
        f"({number(50 * (1 + one.share), 1)} % of pairs{_known(one)})"
        for one in alike
    ]
    return [f"{some(said)}. {MADE_FROM}"]


def _known(one: Caution) -> str:
    return f", in {count(one.count)} of {count(one.of)} rows" if one.count < one.of else ""


def _too_good(alike: Sequence[Caution], fields: Fields) -> list[str]:
    said = [f"R² {number(one.share, 3)} for {_called(one.target, fields)}" for one in alike]
    return [f"{some(said)}: closer than two sittings of one test agree. Some input may hold the result itself."]


def _repeats(alike: Sequence[Caution], fields: Fields) -> list[str]:
    one = alike[0]
    return [f"{count(one.count)} of {numbers.rows(one.of)} repeat another one, in every input and the result."]


def _few_rows(alike: Sequence[Caution], fields: Fields) -> list[str]:
    targets: dict[tuple[int, int], list[str]] = {}
    for one in alike:
        targets.setdefault((one.count, one.of), []).append(_called(one.target, fields) if one.target else "")
    return [_few(known, rows, some(sorted(called))) for (known, rows), called in targets.items()]


def _few(known: int, rows: int, targets: str) -> str:
    if not known:
        return f"No row has {targets}." if targets else "There is no row."
    which = f"{count(known)} of {numbers.rows(rows)} have {targets}" if targets else numbers.rows(known)
    return f"Only {which}: every figure is unsure, the size of the errors by about {percent(_unsure(known))}."


def _unsure(errors: int) -> float:
    """How far the 95 % interval of their root mean square reaches to either side, as a share of it."""
    return min(1.0, UNSURE / (2 * errors) ** 0.5)


def _few_groups(alike: Sequence[Caution], fields: Fields) -> list[str]:
    one = alike[0]
    groups = "1 group" if one.count == 1 else f"{count(one.count) if one.count else 'no'} groups"
    return [f"{_called(one.field, fields)} has {groups}: what holds for so few may not hold for another."]


def _gaps(alike: Sequence[Caution], fields: Fields) -> list[str]:
    said = [f"{_called(one.field, fields)} ({percent(one.count / one.of)} of rows)" for one in alike]
    return [f"Often not known: {some(said)}."]


def _tells_little(how: str, little: str) -> Sayer:
    def said(alike: Sequence[Caution], fields: Fields) -> list[str]:
        names = some([_called(one.field, fields) for one in alike])
        return [f"{how}: {names}. A model learns {little} from that."]

    return said


def _few_values(alike: Sequence[Caution], fields: Fields) -> list[str]:
    said = [f"{_called(one.target, fields)} has only {count(one.count)} different values" for one in alike]
    return [f"{some(said)}; predictions lie between them."]


def _at_bound(which: str, why: str) -> Sayer:
    def said(alike: Sequence[Caution], fields: Fields) -> list[str]:
        shares = [f"{_called(one.target, fields)} ({percent(one.count / one.of)} of rows)" for one in alike]
        return [f"Many have the {which} possible value of {some(shares)}. {why}"]

    return said


def _called(slug: str, fields: Fields) -> str:
    return f"“{fields[slug].label}”"


_SAID: Mapping[CautionKind, Sayer] = {
    "equals": _equals,
    "same order": _same_order,
    "too good": _too_good,
    "repeats": _repeats,
    "few rows": _few_rows,
    "few groups": _few_groups,
    "gaps": _gaps,
    "empty": _tells_little("Never known", "nothing"),
    "constant": _tells_little("The same in every row", "nothing"),
    "all but constant": _tells_little("The same in nearly every row", "next to nothing"),
    "few values": _few_values,
    "at minimum": _at_bound("lowest", "Where absences were entered as it, leave them blank."),
    "at maximum": _at_bound("highest", "Those who would have reached more cannot be told apart."),
}
