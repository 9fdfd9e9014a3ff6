"""A bundle behind a door that checks: a dict, a list of dicts or a frame in, the same shape of answers out."""

from dataclasses import dataclass
from pathlib import Path
from typing import overload

import pandas as pd

from mlcore.pipeline.bundle.bundle import Answer, Bundle, Explanation
from mlcore.pipeline.bundle.file import SUFFIX
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.library.tables import Given, OneRow, Table, check_rows, is_one

# Of a frame of answers, also where it has no rows.
ANSWERED = ["value", *(f"{end}{level}" for level in LEVELS for end in ("low", "high")), "warnings"]


@dataclass(frozen=True)
class Model:
    """What a training made, asked with its schema at hand. The bundle itself answers unchecked, and faster."""

    bundle: Bundle

    @overload
    def predict(self, rows: OneRow) -> Answer: ...
    @overload
    def predict(self, rows: list[OneRow]) -> list[Answer]: ...
    @overload
    def predict(self, rows: pd.DataFrame) -> pd.DataFrame: ...
    def predict(self, rows: Given) -> Answer | list[Answer] | pd.DataFrame:
        """An answer for a dict, a list for a list; for a frame one under the same index, with value, ends of the
        ranges and warnings. Raises DataError and UnknownField for what the schema does not allow.
        """
        answers = self.bundle.predict(self._checked(rows).rows())
        if isinstance(rows, pd.DataFrame):
            return pd.DataFrame([_flat(answer) for answer in answers], index=rows.index, columns=ANSWERED)
        return answers[0] if is_one(rows) else answers

    @overload
    def explain(self, rows: OneRow) -> Explanation: ...
    @overload
    def explain(self, rows: list[OneRow]) -> list[Explanation]: ...
    @overload
    def explain(self, rows: pd.DataFrame) -> pd.DataFrame: ...
    def explain(self, rows: Given) -> Explanation | list[Explanation] | pd.DataFrame:
        """What each input contributes; for a frame one under the same index, with reference, value and a column per
        input. Raises as `predict` does.
        """
        explained = [self.bundle.explain(row) for row in self._checked(rows).rows()]
        if isinstance(rows, pd.DataFrame):
            figures = [{"reference": why.reference, "value": why.value} | why.contributions for why in explained]
            inputs = [field.slug for field in self.bundle.encoder.fields]
            return pd.DataFrame(figures, index=rows.index, columns=["reference", "value", *inputs])
        return explained[0] if is_one(rows) else explained

    def save(self, folder: str | Path) -> Path:
        """Write the file that `load` reads; its name holds the hash of its content. Raises OSError."""
        return self.bundle.save(Path(folder))[1]

    @classmethod
    def load(cls, path: str | Path) -> "Model":
        """Read a file of `save`. Raises BundleError where it is altered, truncated, renamed or outdated."""
        path = Path(path)
        sha256 = path.name.removesuffix(SUFFIX).rpartition("-")[2]
        if len(sha256) != 64:
            raise BundleError(f"{path.name} does not end in a hash: give a model file the name it was saved under")
        return cls(Bundle.load(path, sha256))

    def _checked(self, rows: Given) -> Table:
        return check_rows(rows, self.bundle.schema, self.bundle.encoder.fields)


def _flat(answer: Answer) -> dict[str, object]:
    ends = {
        f"{end}{level}": at
        for level, pair in answer.ranges.items()
        for end, at in zip(("low", "high"), pair, strict=True)
    }
    return {"value": answer.value, **ends, "warnings": answer.warnings}
