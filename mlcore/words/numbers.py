"""Figures to text in the reader's language, the only module that does so: halves are rounded as people round, away
from zero."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from django.utils.formats import get_format, sanitize_separators
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows import privacy
from mlcore.pipeline.schema import Field, plain
from mlcore.pipeline.schema.texts import Unclear

NONE = "\u2013"
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
MINUS = "\u2212"


def rounded(value: float, places: int) -> Decimal:
    """Halves away from zero (Python makes 0 of 0.5), and no minus before zero."""
    found = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return found if found else abs(found)


def number(value: float | None, places: int = 0, *, sign: bool = False) -> str:
    """With thousands apart and a real minus; `sign` puts a plus before what is above zero."""
    if value is None:
        return NONE
    exact = rounded(value, places)
    return localised(f"{'+' if sign and exact > 0 else ''}{exact:,.{places}f}").replace("-", MINUS)


def localised(figure: str) -> str:
    """'1.234,5' of '1,234.5' where the reader's language writes so."""
    return figure.translate(_separators(get_language()))


@cache
def _separators(language: str | None) -> dict[int, str]:
    apart, point = (get_format(f"{name}_SEPARATOR", language) for name in ("THOUSAND", "DECIMAL"))
    return {} if (apart, point) == (",", ".") else {ord(","): apart, ord("."): point}


def typed(text: object) -> object:
    """'3.5' of what somebody entered as '3,5' where their language writes so; there '1.000' is a thousand to most
    people and one to programs."""
    if not isinstance(text, str) or get_format("DECIMAL_SEPARATOR") != ",":
        return sanitize_separators(text)
    if THOUSANDS.fullmatch(text.strip()):
        return Unclear(text.strip())
    # With both it is refused, and quoted as it was typed.
    return text if "." in text and "," in text else sanitize_separators(text)


def score(value: float | None, field: Field) -> str:
    """A value of a field as people say it."""
    return number(value, field.decimals)


def size(value: float | None, field: Field, extra: int = 1) -> str:
    """An error or a difference: one decimal more than people give when they name a score."""
    return number(value, field.decimals + extra)


def mean(value: float | None, field: Field) -> str:
    """An average or an end of its interval: at least one decimal, since whole numbers would hide what they tell."""
    return number(value, max(1, field.decimals))


def signed(value: float | None, field: Field, extra: int = 1) -> str:
    """A difference with its sign; no sign before zero."""
    return number(value, field.decimals + extra, sign=True)


def amount(value: float, field: Field, extra: int = 0) -> str:
    """A size on the field's scale, without its sign: '6', or 'less than 1' where it would be shown as nothing."""
    places = field.decimals + extra
    if _hides(value, places):
        return _("less than %(size)s") % {"size": localised(str(Decimal(1).scaleb(-places)))}
    return number(abs(value), places)


def _hides(value: float, places: int) -> bool:
    """Whether it would be shown as nothing and is not."""
    return bool(value) and not rounded(value, places)


def points(value: float, field: Field) -> str:
    """An amount with its unit: '1 point', '6 points'."""
    is_one, size = _is_one(value, field), amount(value, field)
    if field.unit in ("", "points"):
        return ngettext("%(size)s point", "%(size)s points", 1 if is_one else 2) % {"size": size}
    return f"{size} {field.unit.removesuffix('s') if is_one else field.unit}"


def unit(field: Field) -> str:
    """What its scores are counted in: 'points' in the reader's language, any other word as the school wrote it."""
    return _("points") if field.unit in ("", "points") else field.unit


def _is_one(value: float, field: Field) -> bool:
    """'1' and 'less than 1', but not '1.0'."""
    return field.decimals == 0 and (_hides(value, 0) or abs(rounded(value, 0)) == 1)


def likely(low: float, high: float, field: Field) -> str:
    """The 95 % interval of a difference whose sign is known, in words."""
    near, far = sorted((abs(low), abs(high)))
    most, places = amount(far, field), field.decimals
    if _hides(far, places):
        return _("likely %(size)s") % {"size": most}
    if _hides(near, places):
        return _("likely at most %(size)s") % {"size": most}
    if rounded(near, places) == rounded(far, places):
        return _("likely about %(size)s") % {"size": most}
    return _("likely between %(low)s and %(high)s") % {"low": amount(near, field), "high": most}


def span(low: float | None, high: float | None, places: int) -> str:
    """Both ends of an interval: '1.2 to 3.4'."""
    return _to(number(low, places), number(high, places))


def _to(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def difference(value: float, *, sign: bool = False) -> str:
    """Two decimals, and more where these would hide on which side of zero it is."""
    return number(value, next((places for places in (2, 3, 4) if rounded(value, places)), 2), sign=sign)


def differences(estimate: Estimate) -> str:
    return _to(difference(estimate.low), difference(estimate.high))


def trimmed(value: float, places: int) -> str:
    """Without idle zeros: '72.5', '72'."""
    return localised(plain(float(rounded(value, places))))


def strength(value: float | None) -> str:
    """Of a correlation, for narrow cells: '.82', '−.30', '1', '0'."""
    if value is None:
        return NONE
    exact = rounded(value, 2)
    if exact == int(exact):
        return number(value)
    return f"{MINUS if exact < 0 else ''}{localised('.')}{int(abs(exact) * 100):02d}"


def share(value: float | None) -> str:
    """A part of all: '12 %', and 'less than 1 %' where it would be shown as nothing."""
    if value is None:
        return NONE
    return _("less than %(size)s") % {"size": percent(0.01)} if value < 0.005 else percent(value)


def percent(value: float) -> str:
    return f"{number(100 * value)} %"


def count(value: int, *, in_tens: bool = False) -> str:
    """How many; about how many where the exact number would give away a small one beside it."""
    return _("about %(number)s") % {"number": number(privacy.in_tens(value))} if in_tens else number(value)


def students(value: int, *, in_tens: bool = False) -> str:
    return ngettext("%(number)s student", "%(number)s students", value) % {"number": count(value, in_tens=in_tens)}


def rows(value: int) -> str:
    return ngettext("%(number)s row", "%(number)s rows", value) % {"number": count(value)}


def setting(value: object) -> str:
    """Of an estimator: 'yes', '0.1', 'squared error'."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return localised(f"{value:g}") if isinstance(value, int | float) else str(value)


def seconds(value: float | None) -> str:
    if value is None:
        return NONE
    if value >= 1:
        return f"{number(value, 1)} s"
    return f"{number(value * 1000, 0 if value >= 0.01 else 1)} ms"


def interval(estimate: Estimate | None, field: Field, extra: int = 1) -> str:
    """Both ends as sizes on the field's scale: '1.2 to 3.4'."""
    return ends(estimate, field.decimals + extra)


def telling(largest: float, field: Field) -> int:
    """How many decimals more tell sizes apart of which this is the largest: one, at most three where all are tiny."""
    tells = (extra for extra in (1, 2) if not largest or largest >= Decimal(5).scaleb(-field.decimals - extra))
    return next(tells, 3)


def ends(estimate: Estimate | None, places: int) -> str:
    return span(estimate.low, estimate.high, places) if estimate else ""


def percents(estimate: Estimate | None) -> str:
    """'66 to 90', of shares."""
    return _to(number(100 * estimate.low), number(100 * estimate.high)) if estimate else ""
