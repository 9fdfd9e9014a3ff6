"""Whether what a zip says of a class looks odd as a whole, beside what is known of its students."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.pipeline.messages import Message
from predictor.imports.core.people import How
from predictor.imports.core.person import name_key
from predictor.imports.previews.preview import Told
from predictor.imports.suspicions import FEWEST_NAMES, earlier_values, file_rows, values_of
from predictor.oneroster import words
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.plan import RosterPlan

if TYPE_CHECKING:
    from mlcore.pipeline.sanity.facts import Suspicion
    from mlcore.pipeline.sanity.table import Students

# A zip tells everything again each time, also where a test is given to few so far, and classes get new students.
USUAL = {"students unknown", "nothing new", "empty"}  # not for readers


@dataclass(frozen=True, kw_only=True)
class OddClass:
    """`sentences` say what is odd, the worst first."""

    name: str
    sentences: tuple[Told, ...]


def suspicions(plan: RosterPlan) -> tuple[list[OddClass], list[OddClass]]:
    """What must be looked at before the zip is stored, and what chance brings in a few of so many classes."""
    from mlcore.pipeline.sanity.looking import BY_CHANCE, is_chance

    with_results = [one for one in plan.classes if one.here.key is not None and _slugs(one)]
    # Nothing is read of classes without results.
    earlier = earlier_values([one.here.key for one in with_results if one.here.key]) if with_results else []
    found = {one.id: _look(one, earlier) for one in plan.classes}
    chance = {key: [each for each in several if each.kind in BY_CHANCE] for key, several in found.items()}
    if is_chance(sum(map(bool, chance.values())), len(with_results)):
        found = {key: [each for each in several if each.kind not in BY_CHANCE] for key, several in found.items()}
    else:
        chance = {}
    odd = [_odd(one, [*_of_people(one), *_said(one, found[one.id])]) for one in plan.classes]
    perhaps = [_odd(one, _said(one, chance.get(one.id, []))) for one in plan.classes]
    return [one for one in odd if one.sentences], [one for one in perhaps if one.sentences]


def _odd(one: ClassPlan, sentences: Sequence[Message]) -> OddClass:
    return OddClass(name=one.here.name, sentences=tuple(sentences))


def _said(one: ClassPlan, found: "Iterable[Suspicion]") -> list[Message]:
    return [words.suspicion(each, one.here.schema.described) for each in found]


def _of_people(one: ClassPlan) -> Iterator[Message]:
    yield from _other_names(one)
    yield from _other_numbers(one)


def _other_names(one: ClassPlan) -> Iterator[Message]:
    """A number that is somebody else's elsewhere; a few people change their names."""
    known = [match for match in one.matches if match.person and match.entry.name]
    differ = sum(match.names_differ for match in known)
    if differ >= FEWEST_NAMES and 2 * differ > len(known):
        yield words.other_names(differ, len(known))


def _other_numbers(one: ClassPlan) -> Iterator[Message]:
    """Nobody is known by a name: whom a teacher noted under another number would be stored once more."""
    meant = {match.person.pk for match in one.matches if match.person}
    others = {name_key(person.name) for person in one.here.people if person.pk not in meant}
    new = [match for match in one.matches if match.how is How.NEW and match.entry.name]
    known = sum(name_key(match.entry.name) in others for match in new)
    if known >= FEWEST_NAMES and 2 * known > len(new):
        yield words.other_numbers(known, len(new))


def _look(one: ClassPlan, earlier: "Sequence[Students]") -> "list[Suspicion]":
    # It costs numpy, which no command but those that read files should pay for.
    from mlcore.pipeline.sanity.looking import look
    from mlcore.pipeline.sanity.table import Known

    known = Known(students=_expected(one), earlier=earlier)
    looked = look(file_rows(one.matches, _slugs(one)), known, one.here.schema.described)
    return [suspicion for suspicion in looked.found if suspicion.kind not in USUAL]


def _expected(one: ClassPlan) -> "Students":
    """Of those who leave the zip, or somebody, said so."""
    return values_of([*(match.person for match in one.matches if match.person), *one.plan.absent])


def _slugs(one: ClassPlan) -> list[str]:
    return sorted({slug for match in one.matches for slug in match.entry.values})
