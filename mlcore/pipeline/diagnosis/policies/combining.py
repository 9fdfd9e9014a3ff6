"""Which policies are set beside each other."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from mlcore.pipeline.fitting.study import Study

Policy = tuple[str, ...]
# Of so many sensitive inputs, and up to so many rows, every combination is measured: 16 policies. Beyond that they are
# left out one by one and all together.
MOST_COMBINED, MOST_ROWS = 4, 5_000


def policies_of(study: Study, asked: Iterable[Sequence[str]] = ()) -> tuple[Policy, ...]:
    """All fields, without each sensitive input, without all of them, and each combination that is asked for, once; the
    names of each in the order of the schema. Some input always stays.
    """
    fields = study.schema.inputs(study.task)
    sensitive, inputs = [field.slug for field in fields if field.sensitive], [field.slug for field in fields]
    every = len(sensitive) <= MOST_COMBINED and len(study.split.rows) <= MOST_ROWS
    sizes = range(len(sensitive) + 1) if every else (0, 1, len(sensitive))
    found = [policy for size in sizes for policy in combinations(sensitive, size)]
    found += [tuple(slug for slug in inputs if slug in one) for one in asked]
    return tuple(policy for policy in dict.fromkeys(found) if len(policy) < len(inputs))
