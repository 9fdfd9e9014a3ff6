"""Figures to text, the only module that does so: halves are rounded away from zero, as people round."""

from decimal import ROUND_HALF_UP, Decimal

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows import privacy
from mlcore.pipeline.schema import Field, plain

NONE = "\u2013"
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
    return f"{'+' if sign and exact > 0 else ''}{exact:,.{places}f}".replace("-", MINUS)


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
        return f"less than {Decimal(1).scaleb(-places)}"
    return number(abs(value), places)


def _hides(value: float, places: int) -> bool:
    """Whether it would be shown as nothing and is not."""
    return bool(value) and not rounded(value, places)


def points(value: float, field: Field) -> str:
    """An amount with its unit: '1 point', '6 points'."""
    unit = field.unit or "points"
    return f"{amount(value, field)} {unit.removesuffix('s') if _is_one(value, field) else unit}"


def _is_one(value: float, field: Field) -> bool:
    """'1' and 'less than 1', but not '1.0'."""
    return field.decimals == 0 and (_hides(value, 0) or abs(rounded(value, 0)) == 1)


def likely(low: float, high: float, field: Field) -> str:
    """The 95 % interval of a difference whose sign is known, in words."""
    near, far = sorted((abs(low), abs(high)))
    most, places = amount(far, field), field.decimals
    if _hides(far, places):
        return f"likely {most}"
    if _hides(near, places):
        return f"likely at most {most}"
    if rounded(near, places) == rounded(far, places):
        return f"likely about {most}"
    return f"likely between {amount(near, field)} and {most}"


def span(low: float | None, high: float | None, places: int) -> str:
    """Both ends of an interval: '1.2 to 3.4'."""
    return f"{number(low, places)} to {number(high, places)}"


def difference(value: float, *, sign: bool = False) -> str:
    """Two decimals, and more where these would hide on which side of zero it is."""
    return number(value, next((places for places in (2, 3, 4) if rounded(value, places)), 2), sign=sign)


def differences(estimate: Estimate) -> str:
    return f"{difference(estimate.low)} to {difference(estimate.high)}"


def trimmed(value: float, places: int) -> str:
    """Without idle zeros: '72.5', '72'."""
    return plain(float(rounded(value, places)))


def strength(value: float | None) -> str:
    """Of a correlation, for narrow cells: '.82', '−.30', '1', '0'."""
    if value is None:
        return NONE
    exact = rounded(value, 2)
    if exact == int(exact):
        return number(value)
    return f"{MINUS if exact < 0 else ''}.{int(abs(exact) * 100):02d}"


def share(value: float | None) -> str:
    """A part of all: '12 %', and 'less than 1 %' where it would be shown as nothing."""
    if value is None:
        return NONE
    return "less than 1 %" if value < 0.005 else percent(value)


def percent(value: float) -> str:
    return f"{number(100 * value)} %"


def count(value: int, *, in_tens: bool = False) -> str:
    """How many; about how many where the exact number would give away a small one beside it."""
    return f"about {number(privacy.in_tens(value))}" if in_tens else number(value)


def students(value: int, *, in_tens: bool = False) -> str:
    return f"{count(value, in_tens=in_tens)} student{'' if value == 1 else 's'}"


def rows(value: int) -> str:
    return f"{count(value)} row{'' if value == 1 else 's'}"


def setting(value: object) -> str:
    """Of an estimator: 'yes', '0.1', 'squared error'."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


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
    return f"{number(100 * estimate.low)} to {number(100 * estimate.high)}" if estimate else ""
