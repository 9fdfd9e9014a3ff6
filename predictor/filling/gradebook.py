"""One gradebook for one class: what every door asks for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.pipeline.filling.template import template
from predictor.access.questions import tasks_seen
from predictor.filling.matching import Matched, matched
from predictor.filling.plan import Asked, Plan, plan
from predictor.filling.sources import Source, sources, values
from predictor.imports.core.person import Person
from predictor.models import Classroom

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Gradebook:
    """Whose rows are which, and what can go in. The class with its `schema_version`."""

    classroom: Classroom
    found: Matched
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, classroom: Classroom, content: bytes, user: "User") -> "Gradebook":
        """With what the user sees there. Raises DataError, with the remedy, for what cannot be filled."""
        rows = classroom.students.values_list("pk", "name", "reference")
        people = [Person(pk=pk, name=name, reference=reference) for pk, name, reference in rows]
        return cls(
            classroom=classroom,
            found=matched(template(content), people),
            sources=tuple(sources(tasks_seen(classroom, user), classroom.schema_version.shown)),
        )

    def plan(self, asked: Asked) -> Plan:
        """Raises NotLikeThis."""
        return plan(self.found, asked, values(asked.source, self.classroom))
