"""Bundles of format 1: they pickled our own classes by the path of their modules.

What stood in them is frozen here, so that files written then load wherever modules lie and whatever classes become.
"""

import sys
from types import ModuleType
from typing import Any

from mlcore.pipeline.schema import Schema


class Kept:
    """The attributes of an object of a class that has moved or changed since."""

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


# By the module they were in then. Field, Schema and Task are still found where they were: mlcore.pipeline.schema.
OLD_NAMES = {
    "mlcore.pipeline.encoding": ("Encoder",),  # not for readers
    "mlcore.pipeline.ranges": ("Ranges",),  # not for readers
    "mlcore.pipeline.codes": ("Learned", "NumberCode", "ChoiceCode", "GroupCode"),  # not for readers
}
CODE_KINDS = {"NumberCode": "number", "ChoiceCode": "choice"}


def answer_to_old_names() -> None:
    """Let a file of format 1 find its classes, under names that no module of ours has any more."""
    for name, classes in OLD_NAMES.items():
        module = ModuleType(name)
        module.__dict__.update({one: type(one, (Kept,), {"__module__": name}) for one in classes})
        sys.modules.setdefault(name, module)


def plain(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts of a bundle as format 2 has them."""
    schema: Schema = parts["schema"]
    return {
        "schema": schema.to_dict(),
        "task": parts["task"].slug,
        "encoder": _encoder(parts["encoder"]),
        "estimator": parts["estimator"],
        "ranges": _ranges(parts["ranges"]),
        "background": [dict(row) for row in parts["background"]],
    }


def _encoder(old: Any) -> dict[str, Any]:
    return {
        "engineered": old.engineered,
        "learned": {slug: vars(learned) for slug, learned in old.learned_.items()},
        "codes": [{"kind": CODE_KINDS[type(code).__name__]} | vars(code) for code in old.codes_],
        "group_codes": [vars(code) for code in old.group_codes_],
    }


def _ranges(old: Any) -> dict[str, Any]:
    widths = [{"missing": sorted(missing), "halves": halves} for missing, halves in old.widths.items()]
    return {"rows": old.rows, "widths": widths}
