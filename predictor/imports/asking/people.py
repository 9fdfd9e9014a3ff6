"""The form that asks who is who."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from predictor.imports.core.people import Decision, How, Match
from predictor.imports.core.person import Person
from predictor.imports.drafts import Draft

# A page with more of them is not read; the next ones come once these are decided.
MOST_OPEN, MOST_LISTED, MOST_TOLD = 100, 300, 4


class WhoField(forms.ChoiceField):
    """Who one row is about."""

    def __init__(self, match: Match, choices: list[tuple[str, str]], **options: Any) -> None:
        entry = match.entry
        who = ", ".join(part for part in (entry.name, entry.reference) if part) or _("nobody")
        super().__init__(
            label=_("Row %(row)s: %(who)s") % {"row": entry.row, "who": who}, choices=choices, required=False, **options
        )
        self.match = match


class TwiceField(forms.ChoiceField):
    """Which of several rows of one student counts."""

    def __init__(self, matches: Sequence[Match], choices: list[tuple[str, str]]) -> None:
        first = matches[0]
        name = first.person.name if first.person else first.entry.name or first.entry.reference
        super().__init__(label=name, choices=choices, required=False, widget=forms.RadioSelect)
        self.rows = [match.entry.row for match in matches]


class PeopleForm(forms.Form):
    """Everything that is open, up to a page; what is not answered stays open."""

    def __init__(self, draft: Draft, matches: Sequence[Match], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._takes_new, self._schema = draft.kind == "students", draft.schema
        shown = [match for match in matches if match.is_open and not match.entry.problems]
        for match in [match for match in shown if match.how is not How.TWICE][:MOST_OPEN]:
            choices = [("", _("nobody has said yet")), *self._choices(match, draft.people)]
            initial = str(match.candidates[0].pk) if _is_proposed(match) else ""
            self.fields[f"row-{match.entry.row}"] = WhoField(match, choices, initial=initial)
        for group in _groups(match for match in shown if match.how is How.TWICE)[:MOST_OPEN]:
            self.fields[f"twice-{group[0].entry.row}"] = TwiceField(group, self._rows(group))
        asked = sum(len(field.rows) if isinstance(field, TwiceField) else 1 for field in self.fields.values())
        self.has_more = asked < len(shown)

    def _choices(self, match: Match, people: Sequence[Person]) -> Iterator[tuple[str, str]]:
        """Those who may be meant by their names first."""
        near = {person.pk for person in match.candidates}
        others = [person for person in people if person.pk not in near] if len(people) <= MOST_LISTED else []
        yield from ((str(person.pk), _called(person)) for person in match.candidates)
        if self._takes_new:
            yield "new", _("a new student")
        yield "out", _("leave this row out")
        yield from ((str(person.pk), _called(person)) for person in sorted(others, key=lambda one: one.name))

    def _rows(self, group: Sequence[Match]) -> list[tuple[str, str]]:
        choices = [
            (
                str(match.entry.row),
                _("row %(row)s counts%(told)s") % {"row": match.entry.row, "told": self._told(match)},
            )
            for match in group
        ]
        if self._takes_new and not group[0].person and not group[0].entry.reference:
            choices.append(("each", _("each row is a student of their own")))
        return [*choices, ("none", _("leave all of these rows out"))]

    def _told(self, match: Match) -> str:
        told = [self._schema.field(slug).shown(value) for slug, value in match.entry.values.items()]
        return f": {', '.join(told[:MOST_TOLD])}" if told else ""

    def who(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("row-")]

    def twice(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("twice-")]

    @property
    def decisions(self) -> dict[int, Decision | None]:
        found: dict[int, Decision | None] = {}
        for name, field in self.fields.items():
            answer = self.cleaned_data.get(name)
            if answer and isinstance(field, TwiceField):
                found |= {row: _of_rows(answer, row) for row in field.rows}
            elif answer and isinstance(field, WhoField):
                found[field.match.entry.row] = answer if answer in ("new", "out") else int(answer)
        return found


def _is_proposed(match: Match) -> bool:
    """One student of the same name, and nobody else who may be meant: proposed, and stored once the page is sent."""
    return len(match.candidates) == 1 and match.is_called_like_the_first


def _of_rows(answer: str, row: int) -> Decision | None:
    if answer == "each":
        return "new"
    return None if answer == str(row) else "out"


def _called(person: Person) -> str:
    return f"{person.name} ({person.reference})" if person.reference else person.name


def _groups(matches: Iterable[Match]) -> list[list[Match]]:
    found: dict[tuple[int, ...], list[Match]] = defaultdict(list)
    for match in matches:
        found[match.others].append(match)
    return list(found.values())
