"""One gradebook for one class: what every door asks for."""

from dataclasses import dataclass

from mlcore.pipeline.filling.template import template
from predictor.access.questions import tasks_of
from predictor.filling.matching import Matched, matched
from predictor.filling.plan import Asked, Plan, plan
from predictor.filling.sources import Source, sources, values
from predictor.imports.core.person import Person
from predictor.models import Classroom


@dataclass(frozen=True, kw_only=True)
class Gradebook:
    """Whose rows are which, and what can go in. The class with its `schema_version`."""

    classroom: Classroom
    found: Matched
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, classroom: Classroom, content: bytes) -> "Gradebook":
        """Raises DataError, with the remedy, for what cannot be filled."""
        rows = classroom.students.values_list("pk", "name", "reference")
        people = [Person(pk=pk, name=name, reference=reference) for pk, name, reference in rows]
        return cls(
            classroom=classroom,
            found=matched(template(content), people),
            sources=tuple(sources(tasks_of(classroom), classroom.schema_version.schema)),
        )

    def plan(self, asked: Asked) -> Plan:
        """Raises NotLikeThis."""
        return plan(self.found, asked, values(asked.source, self.classroom))
