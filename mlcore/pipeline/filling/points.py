"""Values on the scale of a field as points out of the maximum of a column: 70 of 100 are 4.9 of 7."""

from mlcore.pipeline.schema import Field


def counts_otherwise(field: Field, maximum: float | None) -> bool:
    """Whether a value means something else in a column with this maximum."""
    return maximum is not None and maximum != field.bounds[1]


def can_be_scaled(field: Field) -> bool:
    """The same part of the whole is only told where a scale begins with nothing."""
    return field.bounds[0] == 0


def in_points(value: float, field: Field, maximum: float) -> float:
    """The same part of the maximum."""
    return value * maximum / field.bounds[1]


def decimals(maximum: float) -> int:
    """How exactly points are written: as values of a field whose scale is as long."""
    return 0 if maximum >= 20 else 1 if maximum >= 2 else 2
