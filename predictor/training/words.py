"""What was told during a training, as lines for people."""

from collections.abc import Mapping
from typing import Any

from mlcore.words.numbers import rows
from mlcore.words.training.looking import looking


def sentence(fact: Mapping[str, Any]) -> str:
    if fact.get("kind") == "started":
        return f"It learns from {rows(fact['rows'])}: those whose result is known."
    if fact.get("kind") == "candidate":
        ended = f"failed: {fact['error']}" if fact["error"] else "done"
        return f"{fact['done']} of {fact['of']}: {fact['label']} {ended}"
    return looking(fact.get("at", ""), fact.get("winner", ""))
