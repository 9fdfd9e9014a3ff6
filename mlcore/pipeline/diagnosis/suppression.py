"""Tables by group from which nothing about a few students follows."""

from mlcore.pipeline.results.diagnosis import FieldErrors
from mlcore.pipeline.rows.privacy import also_hidden


def without_traces(errors: FieldErrors, rows: int) -> FieldErrors:
    """With more groups hidden where the small ones, of the `rows` of all groups together, would follow by subtraction.

    Tables of releases that hid the small groups alone are shown by it, too: the same table again changes nothing.
    """
    counts = [group.n for group in errors.groups]
    beside = also_hidden(counts, len(errors.hidden), max(0, rows - sum(counts)))
    shown = [group for place, group in enumerate(errors.groups) if place not in beside]
    hidden = [group.group for place, group in enumerate(errors.groups) if place in beside]
    return FieldErrors(errors.field, tuple(shown), (*errors.hidden, *hidden))
