"""Rules that ship with a schema, as data: nothing of them holds before an admin stores it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from predictor.models.accounts.fields import Rules

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Preset:
    rules: Rules
    reason: str


def preset_of(schema_name: str) -> Preset | None:
    """None for a schema that nothing ships with."""
    path = FOLDER / f"{schema_name}.toml"
    if not path.is_file():
        return None
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Preset(content["rules"], content["reason"])
