"""Rules that ship with a schema, as data: in force from the first day where an installation did not know the schema."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from predictor.models.accounts.fields import Rules

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Preset:
    rules: Rules
    reason: str


def shipped() -> dict[str, Preset]:
    """By the name of a schema."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def preset_of(schema_name: str) -> Preset | None:
    """None for a schema that nothing ships with."""
    path = FOLDER / f"{schema_name}.toml"
    if not path.is_file():
        return None
    return _read(path)


def _read(path: Path) -> Preset:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Preset(content["rules"], content["reason"])
