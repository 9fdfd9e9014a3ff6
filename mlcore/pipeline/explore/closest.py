"""Which fields of very wide data are looked at: those that go most closely with the target."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pandas as pd

from mlcore.pipeline.explore.facts import Connection
from mlcore.pipeline.explore.findings import Key, two_groups
from mlcore.pipeline.explore.groups import samples_by_choice
from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import is_choice, number_field, numbers, scores_like
from mlcore.pipeline.schema import MANY_INPUTS, Field, Schema
from mlcore.pipeline.stats import intervals

# More than a page has room for, and few enough for every pair of them to be one cell of a picture.
MOST_FIELDS = MANY_INPUTS


def left_out(frame: pd.DataFrame, schema: Schema, target: str, field: str | None) -> tuple[Connection, ...]:
    """What is not looked at unless it is asked for, closest first: nothing where the schema has few fields."""
    if len(schema.described) <= MOST_FIELDS + 1:
        return ()
    return tuple(one for one in connections(frame, schema, target)[MOST_FIELDS:] if one.field != field)


def connections(frame: pd.DataFrame, schema: Schema, target: str) -> list[Connection]:
    """Every other field, closest first, by the measures of `against_target`: r squared or eta squared. Raises
    SchemaError for a target that is not a number field."""
    score = number_field(schema, target)
    values = numbers(frame, score)
    found = [_connection(frame, field, score, values) for field in schema.described if field != score]
    return sorted(found, key=lambda one: -1.0 if one.share is None else one.share, reverse=True)


def _connection(frame: pd.DataFrame, field: Field, target: Field, scores: Numbers) -> Connection:
    """`scores`: the numbers of the target, which are the same for every field."""
    if is_choice(field):
        samples, _ = samples_by_choice(frame, field, target)
        large = list(samples.values())
        enough = len(large) > 1
        share = intervals.eta_squared(large) if enough else None
        return Connection(field.slug, share, intervals.welch_anova(large) if enough else None)
    r, n = intervals.correlation(numbers(frame, field), scores)
    if r is None:
        return Connection(field.slug, None, None)
    return Connection(field.slug, r**2, intervals.correlation_test(r, n))


def without(schema: Schema, unseen: Sequence[Connection]) -> Schema:
    """The same schema without these fields, and without questions, which may ask for them."""
    slugs = {one.field for one in unseen}
    return replace(schema, fields=tuple(field for field in schema.fields if field.slug not in slugs), tasks=())


def untold_tests(schema: Schema, target: str, unseen: Sequence[Connection]) -> Mapping[Key, float]:
    """p-values that a correction has to count although nothing is shown of them: fields were picked by looking.

    Those of the target beside each field are known. What else could have been tested counts as 1, which can only make
    the correction stricter.
    """
    if not unseen:
        return {}
    slugs = {one.field for one in unseen}
    scores = [field.slug for field in scores_like(schema, number_field(schema, target))]
    pairs = [tuple(sorted(pair)) for pair in combinations(scores, 2) if slugs & set(pair)]
    gaps = [tuple(sorted((field.slug, score))) for field in two_groups(schema) for score in scores]
    tests: dict[Key, float] = dict.fromkeys((pair for pair in (*pairs, *gaps) if slugs & set(pair)), 1.0)
    tests |= {("trend", field.slug): 1.0 for field in schema.fields if field.kind == "ordered" and field.slug in slugs}
    known = {tuple(sorted((one.field, target))): one.p_value for one in unseen}
    return tests | {key: p for key, p in known.items() if p is not None}
