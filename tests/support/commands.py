"""Stand-ins for docker and the like: they write down how they were called and answer as they were told."""

import os
from dataclasses import dataclass
from pathlib import Path

RECORDER = """#!/bin/bash
name=$(basename "$0")
echo "$name $*" >>"$RECORD"
input=""
case "$name $*" in *--password-stdin*|*-x*) input=$(cat) ;; esac
[ -z "$input" ] || echo "  stdin: $input" >>"$RECORD"
answers="$(dirname "$0")/answers/$name"
[ ! -f "$answers" ] || . "$answers"
"""


@dataclass(frozen=True)
class Commands:
    folder: Path

    def add(self, name: str, answer: str = "") -> None:
        """A command of that name; `answer` is bash that sees the arguments as $1, $2 ..."""
        (self.folder / "answers").mkdir(parents=True, exist_ok=True)
        (self.folder / "answers" / name).write_text(answer)
        (self.folder / name).write_text(RECORDER)
        (self.folder / name).chmod(0o755)

    @property
    def record(self) -> Path:
        return self.folder / "record"

    def calls(self) -> list[str]:
        return self.record.read_text().splitlines() if self.record.exists() else []

    def environment(self) -> dict[str, str]:
        return {"PATH": f"{self.folder}:{os.environ['PATH']}", "RECORD": str(self.record)}


def position(calls: list[str], words: str) -> int:
    """Where the first call with these words stands; fails with all calls where there is none."""
    found = [number for number, call in enumerate(calls) if words in call]
    assert found, f"no call has '{words}':\n" + "\n".join(calls)
    return found[0]
