"""Which fields count for a model, which hardly do, and of which nothing can be said."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mlcore.pipeline.results.diagnosis import FieldImportance, Together
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.texts import MOST_LISTED
from mlcore.words.names import listed, the
from mlcore.words.numbers import count, number

# A share of the model's error: a change that is surely less is called hardly any.
HARDLY = 0.05


def is_clear(importance: FieldImportance) -> bool:
    return importance.points.low > 0


def is_small(importance: FieldImportance, rmse: float) -> bool:
    """`rmse` is the model's error with nothing shuffled."""
    return importance.points.low <= 0 and importance.points.high <= HARDLY * rmse


def standing(importance: FieldImportance, rmse: float) -> str:
    """Said beside a field; empty where it clearly counts."""
    if is_small(importance, rmse):
        return _("hardly counts")
    return "" if is_clear(importance) else _("not told from chance")


def summary(importance: Sequence[FieldImportance], rmse: float, schema: Schema) -> str:
    """Largest first; no absence of proof is worded as proof."""
    if not importance:
        return ""
    clear = _names(schema, [measured for measured in importance if is_clear(measured)])
    hardly = _names(schema, [measured for measured in importance if is_small(measured, rmse)])
    rest = [measured for measured in importance if not is_clear(measured) and not is_small(measured, rmse)]
    sentences = [_leans(clear[:2])]
    if hardly:
        sentences.append(_("Shuffling %(fields)s hardly changes its error.") % {"fields": _few_or_count(hardly)})
    if rest:
        untold = _("For %(fields)s, a change of its error could not be told from chance.")
        sentences.append(untold % {"fields": _few_or_count(_names(schema, rest))})
    return " ".join(sentences)


def _few_or_count(names: Sequence[str]) -> str:
    """The sentence is a headline; the table below has all of them by name."""
    if len(names) <= MOST_LISTED:
        return listed(names)
    return _("any one of %(count)s other fields") % {"count": count(len(names))}


def _leans(most: Sequence[str]) -> str:
    if not most:
        return _("No single field clearly matters to this model.")
    return _("This model leans most on %(fields)s.") % {"fields": listed(most)}


def _names(schema: Schema, importance: Sequence[FieldImportance]) -> list[str]:
    return [the(schema.field(measured.field)) for measured in importance]


def shared(pair: Together | None, schema: Schema) -> str:
    """That a small importance is no sign that a field tells nothing."""
    if not pair:
        return _("Fields that go together share their weight: with one shuffled, the other still tells much of it.")
    told = _(
        "Fields that go together, such as %(first)s and %(second)s here (r\u00a0=\u00a0%(r)s), share their weight: "
        "with one shuffled, the other still tells much of it."
    )
    first, second = the(schema.field(pair.first)), the(schema.field(pair.second))
    return told % {"first": first, "second": second, "r": number(pair.r, 2)}
