"""Question: what is predicted, and from what."""

from dataclasses import dataclass

# Of more inputs nobody reads every figure, and some work grows with each: those that tell most are looked at.
MANY_INPUTS = 40


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question asked of a schema: predict `target` from `inputs`; `audit` fields are looked at, never used."""

    slug: str
    label: str
    target: str
    inputs: tuple[str, ...]
    audit: tuple[str, ...] = ()
    note: str = ""
