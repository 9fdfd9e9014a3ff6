"""The forms of a zip: the file, what becomes of each class, who teaches and what tests are, who goes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mlcore.pipeline.schema import Field
from predictor.models import Classroom
from predictor.oneroster import reads
from predictor.oneroster.core.choices import NEW, OUT
from predictor.oneroster.offers import OfferedClass, OfferedTest, here_before
from predictor.oneroster.previews.preview import MOST_GOING, Ending, Someone
from predictor.oneroster.teachers import Proposal
from studentperf.basics.uploads import NO_FILE, most_said

NOBODY = ""


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("OneRoster zip"),
        help_text=format_lazy(
            gettext_lazy("Version 1.1 or 1.2 as CSV, bulk or delta, up to {most}, as it was exported."),
            most=most_said(),
        ),
        error_messages=NO_FILE,
    )


class ClassField(forms.ChoiceField):
    """What becomes of one class of the file."""

    def __init__(self, offered: OfferedClass, **options: Any) -> None:
        super().__init__(label=offered.name, required=False, **options)
        self.offered = offered


class ClassesForm(forms.Form):
    """`rest` says it for all classes of which nothing else is said."""

    rest = forms.ChoiceField(
        label=gettext_lazy("All classes that nothing is chosen for below"),
        help_text=gettext_lazy("A class keeps what is recorded for good."),
    )

    def __init__(self, offered: Sequence[OfferedClass], chosen: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = offered
        new = [
            (f"{NEW}{row.pk}", _("New class: %(schema)s") % {"schema": row.schema.label})
            for row in reads.schema_versions()
        ]
        whole = [(OUT, _("Leave out")), *new]
        cast(forms.ChoiceField, self.fields["rest"]).choices = whole
        here = _classes_here(offered)
        for place, one in enumerate(offered):
            existing = [(str(pk), _("Into %(class)s") % {"class": name}) for pk, name in here.get(one.id, {}).items()]
            self.fields[f"class-{place}"] = ClassField(
                one, choices=[("", _("As said above")), *existing, *whole], initial=_initial(one, chosen)
            )

    def classes(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.fields if name.startswith("class-"))

    def clean(self) -> None:
        chosen = [choice for choice in self.chosen.values() if choice.isdecimal()] if not self.errors else []
        if len(set(chosen)) < len(chosen):
            self.add_error(
                None, _("Two classes of the file cannot go into one class here. Choose another for one of them.")
            )
        if not self.errors and all(choice == OUT for choice in self.chosen.values()):
            self.add_error("rest", _("No class is taken. Choose at least one."))

    @property
    def chosen(self) -> dict[str, str]:
        data = self.cleaned_data
        return {one.id: data[f"class-{place}"] or data["rest"] for place, one in enumerate(self._offered)}


def _initial(one: OfferedClass, chosen: Mapping[str, str]) -> str:
    if one.id in chosen:
        return chosen[one.id]
    return here_before(one) or (OUT if one.is_over else "")


def _classes_here(offered: Iterable[OfferedClass]) -> dict[str, dict[int, str]]:
    """By id those that it may go into: the one that came from it before, else the one that has its students, and those
    of its name, that came from none."""
    offered = list(offered)
    linked = [int(key) for one in offered if (key := here_before(one))]
    names = {one.name for one in offered}
    by_name = Classroom.objects.current().filter(name__in=names, in_rosters__isnull=True)
    rows = by_name | Classroom.objects.filter(pk__in=linked)
    found = {row.pk: row.name for row in rows.distinct()}
    return {
        one.id: {
            pk: name
            for pk, name in found.items()
            if str(pk) == here_before(one) or (not one.linked and name == one.name)
        }
        for one in offered
    }


class TeacherField(forms.ChoiceField):
    """One teacher of the file; nobody is chosen until somebody does."""

    widget = forms.RadioSelect

    def __init__(self, proposal: Proposal, **options: Any) -> None:
        why = _("the same e-mail") if proposal.by_mail else _("the same user name")
        accounts = [(str(user.pk), f"{user.get_username()} ({why})") for user in proposal.accounts]
        choices = [*accounts, (NOBODY, _("Nobody"))]
        super().__init__(label=proposal.name, choices=choices, required=False, **options)
        self.proposal = proposal


class WhoAndWhatForm(forms.Form):
    def __init__(
        self,
        proposed: Sequence[Proposal],
        tests: Sequence[OfferedTest],
        fields: Mapping[str, Field],
        chosen: tuple[Mapping[str, int | None], Mapping[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._proposed, self._tests = [one for one in proposed if one.accounts], tests
        teachers, before = chosen
        for place, one in enumerate(self._proposed):
            initial = str(teachers.get(one.person.id) or NOBODY)
            self.fields[f"teacher-{place}"] = TeacherField(one, initial=initial)
        for place, test in enumerate(tests):
            self.fields[f"test-{place}"] = _test_field(test, fields, before.get(test.title, test.guess))

    def teachers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("teacher-")]

    def tests(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("test-")]

    @property
    def chosen_teachers(self) -> dict[str, int | None]:
        told = {one.person.id: self.cleaned_data[f"teacher-{place}"] for place, one in enumerate(self._proposed)}
        return {key: int(account) if account else None for key, account in told.items()}

    @property
    def chosen_tests(self) -> dict[str, str]:
        """Also those that are left out: they are not guessed again."""
        return {test.title: self.cleaned_data[f"test-{place}"] for place, test in enumerate(self._tests)}


def _test_field(test: OfferedTest, fields: Mapping[str, Field], now: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=test.title,
        choices=[("", _("Leave out")), *((slug, field.label) for slug, field in fields.items())],
        required=False,
        initial=now,
        help_text=ngettext("%(count)s result", "%(count)s results", test.results) % {"count": test.results},
    )


class GoingForm(forms.Form):
    """Teachers and students of whom the file no longer speaks in a class, and who may leave it."""

    stop = forms.MultipleChoiceField(
        label=gettext_lazy("Who no longer teaches the class"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gone = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who leaves the class"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, people: Iterable[Someone], teachers: Sequence[Ending], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._teachers = {f"{one.account}/{one.class_id}": one for one in teachers}
        stops = [(value, f"{one.name}, {one.class_name}") for value, one in self._teachers.items()]
        cast(forms.ChoiceField, self.fields["stop"]).choices = stops[:MOST_GOING]
        choices = [(one.key, f"{one.name} {one.reference}".strip() + f", {one.class_name}") for one in people]
        cast(forms.ChoiceField, self.fields["gone"]).choices = choices
        self.asks = bool(choices or stops)
        for name, offered in (("gone", choices), ("stop", stops)):
            if not offered:
                del self.fields[name]

    def clean_stop(self) -> list[str]:
        """A class is not left without a teacher."""
        told: list[str] = self.cleaned_data["stop"]
        for key, name in {one.class_id: one.class_name for one in self._teachers.values()}.items():
            of_class = [value for value, one in self._teachers.items() if one.class_id == key]
            if set(of_class) <= set(told) and not self._teachers[of_class[0]].others:
                raise forms.ValidationError(
                    _(
                        "Nobody would teach %(class)s. Choose who gets it on the step 'Teachers and tests', "
                        "or let one stay."
                    )
                    % {"class": name}
                )
        return told

    @property
    def leaving(self) -> tuple[int, ...]:
        return tuple(self.cleaned_data.get("gone", ()))

    @property
    def stopping(self) -> tuple[tuple[str, int], ...]:
        """Accounts with the id of the class that they no longer teach."""
        chosen = [self._teachers[value] for value in self.cleaned_data.get("stop", ())]
        return tuple((one.class_id, one.account) for one in chosen)
