"""Policies at the command line: what leaving fields out costs, measured and printed."""

from collections.abc import Iterator, Sequence
from time import monotonic

from django.core.management.base import OutputWrapper

from mlcore.management.terminal import table
from mlcore.models import ModelVersion
from mlcore.pipeline.results.policies.ledger import PolicyLedger
from mlcore.versions.policies import measuring
from mlcore.words.policies import ledger

WITHOUT = "also measure the policy without these inputs; several times for several policies"
# Seconds that it may be silent.
SILENCE = 3.0


def report(out: OutputWrapper, version: ModelVersion, without: Sequence[str]) -> None:
    """Raises what `measuring.measure` raises."""
    out.write(f"Measuring what leaving fields out of {version.task.slug} costs")
    found = _measured(out, version, [slugs.split(",") for slugs in without])
    schema = version.schema_version.schema
    target = schema.field(schema.task(version.task.slug).target)
    told = ledger.table(found, schema, target)
    headings = ["policy", *(heading for heading in told.headings for heading in (heading, ""))]
    out.write(table(headings, [_flat(one.line) for one in told.policies]))
    for one in (told.policies[0], told.policies[-1]):
        out.write(f"\n{one.line.label}, by group")
        out.write(table(["group", *headings[1:]], list(_by_group(one))))
    out.write("\n".join(["", told.about, told.rates, told.caution]))


def _measured(out: OutputWrapper, version: ModelVersion, combinations: Sequence[Sequence[str]]) -> PolicyLedger:
    work, said = measuring.measure(version, measuring.Asked(combinations)), monotonic()
    while True:
        try:
            done, total = next(work)
        except StopIteration as end:
            found: PolicyLedger = end.value
            return found
        if monotonic() - said >= SILENCE:
            said = monotonic()
            out.write(f"  {done} of {total} fits")


def _flat(line: ledger.Line) -> list[str]:
    return [line.label, *(text for cell in line.cells for text in (cell.shown, cell.beside))]


def _by_group(one: ledger.OnePolicy) -> Iterator[list[str]]:
    for groups in one.groups:
        for line in groups.lines:
            first, *figures = _flat(line)
            yield [f"{groups.field}: {first}", *figures]
        if groups.hidden:
            yield [f"{groups.field}: {groups.hidden}", *[""] * (2 * len(one.line.cells))]
