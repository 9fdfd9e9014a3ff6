"""Which questions are asked in the made-up school."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.models import Task


@dataclass(frozen=True)
class Questions:
    """`main` is followed to its results, `early` asks for the same before any score is known."""

    main: Task
    early: Task | None
    others: tuple[Task, ...]

    @classmethod
    def of(cls, tasks: Sequence[Task]) -> "Questions":
        main, *rest = tasks
        early = next((task for task in rest if task.question.target == main.question.target), None)
        return cls(main, early, tuple(task for task in rest if task != early))

    @property
    def at_first(self) -> Task:
        """What can be asked when nobody has entered a score."""
        return self.early or self.main

    @property
    def all(self) -> tuple[Task, ...]:
        """The main one last: lists show what was predicted last."""
        return (*self.others, self.main)
