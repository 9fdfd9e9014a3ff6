"""The classes of a zip as they are here, or would be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mlcore.pipeline.schema import Field, Schema
from predictor.imports.core.numbers import ByNumber
from predictor.imports.core.person import Person


@dataclass(frozen=True, kw_only=True)
class Class:
    """`key` is None for one that is new. `ids` are the students who came from zips before, by their ids there.

    `left` is the class of those who left it; `schema_version` a key, `schema` has what whoever brings the zip may
    enter and `whole` is all of it, where that is more; `brought` teachers who came with a zip. One that
    `is_archived` takes nothing in; its students can still go on into another.
    """

    key: int | None = None
    name: str
    schema_version: int
    schema: Schema
    whole: Schema | None = None
    people: tuple[Person, ...] = ()
    ids: Mapping[str, int] = field(default_factory=dict)
    teachers: frozenset[int] = frozenset()
    brought: frozenset[int] = frozenset()
    left: "Class | None" = None
    is_archived: bool = False

    @property
    def kept(self) -> tuple[Field, ...]:
        """Fields of which values stay where they are: what nobody here may enter is not lost by storing the rest."""
        return (self.whole or self.schema).described

    def find(self, identity: str, number: str) -> Person | None:
        """By the id first; a number of somebody who has another id is another person's."""
        if identity in self.ids:
            return self._by_key.get(self.ids[identity])
        return self._by_number.find(number) if number else None

    @cached_property
    def _by_key(self) -> dict[int, Person]:
        return {one.pk: one for one in self.people}

    @cached_property
    def _by_number(self) -> ByNumber:
        others = set(self.ids.values())
        return ByNumber(one for one in self.people if one.pk not in others)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What the zip itself does not tell of people, by their ids: students it only refers to, accounts of teachers."""

    pupils: Mapping[str, "Pupil"] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pupil:
    """A person of a zip as a student: `number` is the school's own, or else the id."""

    id: str
    name: str
    number: str
