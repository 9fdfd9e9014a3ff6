"""What a zip would do to one class."""

from dataclasses import dataclass

from predictor.imports.core.people import Match
from predictor.imports.core.person import Person
from predictor.imports.core.plan import Plan
from predictor.oneroster.core.here import Class
from predictor.oneroster.core.pupils import Rows
from predictor.oneroster.core.teaching import Teaching


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A student who comes from another class with all that is known and was predicted."""

    person: Person
    from_class: int
    from_name: str


@dataclass(frozen=True, kw_only=True)
class ClassPlan:
    """`plan.absent` are students who are in the class and not in the zip; they stay. `rows` tell who each row is,
    `matches` what each says of whom.
    """

    id: str
    here: Class
    rows: Rows
    matches: tuple[Match, ...]
    plan: Plan
    incoming: tuple[Incoming, ...]
    leaving: tuple[Person, ...]
    teaching: Teaching

    @property
    def stores_anything(self) -> bool:
        of_teachers = self.teaching.new or self.teaching.stopping
        several = (self.plan.stores_anything, self.incoming, self.leaving, of_teachers, self.here.key is None)
        return any(several)

    @property
    def facts(self) -> list[object]:
        comings = [[one.person.pk, one.from_class] for one in self.incoming]
        goings = [one.pk for one in self.leaving]
        here = [self.here.key, self.here.name, self.here.schema_version]
        return [self.id, *here, self.plan.hash, comings, goings, list(self.teaching.new), list(self.teaching.stopping)]
