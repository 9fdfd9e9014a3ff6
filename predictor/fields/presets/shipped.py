"""Rules that ship with a schema, as data: in force from the first day where an installation did not know the schema."""

import tomllib
from pathlib import Path

from predictor.fields.presets.preset import Preset, Why

FOLDER = Path(__file__).parent


def shipped_with(schema_name: str) -> Preset | None:
    """None for a schema that nothing ships with."""
    path = FOLDER / f"{schema_name}.toml"
    if not path.is_file():
        return None
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Preset(content["rules"], Why(content["reason"]), is_shipped=True)
