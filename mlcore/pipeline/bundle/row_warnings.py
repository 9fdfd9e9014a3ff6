"""What the model cannot know about one row, as facts; mlcore.words.warnings says them. Standard library only."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.schema import Value

Kind = Literal["missing", "unseen", "outside"]


@dataclass(frozen=True, kw_only=True)
class RowWarning:
    """One thing that the model cannot know. `value`: what was entered; `seen`: the end of what training saw that a
    number lies beyond, None where it saw no number at all; `widens`: whether the range is wider for that.
    """

    kind: Kind
    field: str
    value: Value = None
    seen: float | None = None
    widens: bool = False
