"""What the model cannot know about one row, as facts; mlcore.words.warnings says them. Standard library only."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.schema import Value

Kind = Literal["missing", "unseen", "outside"]


@dataclass(frozen=True, kw_only=True)
class RowWarning:
    """One thing that the model cannot know. `value`: what was entered; `seen`: the end of what training saw that a
    number lies beyond, None where it saw no number at all; `widens`: whether the range is wider for that by anything
    that people would see; `wider_by`: by how much, in units of the target, at the level where it is most, beside the
    range with this one known and all else as it is (None where an older release stored the warning, or a bundle of
    format 2 answered).
    """

    kind: Kind
    field: str
    value: Value = None
    seen: float | None = None
    widens: bool = False
    wider_by: float | None = None
