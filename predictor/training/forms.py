"""What an admin chooses before a training."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.datasets import words
from mlcore.models import Dataset, Task
from mlcore.pipeline.fitting.candidates import CANDIDATES, DEFAULT_SEED
from predictor.training.ordering.choices import Choices
from predictor.training.ordering.order import LARGEST_SEED, Order

ALL = [candidate.slug for candidate in CANDIDATES]


class OrderForm(forms.Form):
    datasets = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Learn from"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    outcomes = forms.BooleanField(label=gettext_lazy("Results that were recorded here as well"), required=False)
    policies = forms.BooleanField(label=gettext_lazy("Then measure what leaving fields out costs"), required=False)
    candidates = forms.MultipleChoiceField(
        label=gettext_lazy("Models to compare"),
        choices=[(candidate.slug, candidate.label) for candidate in CANDIDATES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one model.")},
    )
    seed = forms.IntegerField(
        label=gettext_lazy("Seed"),
        min_value=0,
        max_value=LARGEST_SEED,
        help_text=gettext_lazy("The same seed and rows give the same result."),
    )

    def __init__(self, task: Task, there: Choices, data: Mapping[str, Any] | None = None) -> None:
        chosen = [dataset.pk for dataset in there.taken]
        initial = {"datasets": chosen, "candidates": ALL, "seed": DEFAULT_SEED}
        super().__init__(data, initial=initial)
        self._task, self._there = task, {dataset.pk: dataset for dataset in there.offered}
        choices = [(key, words.named(dataset)) for key, dataset in self._there.items()]
        self.fields["datasets"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Recorded results may be learned from alone."""
        found = super().clean() or self.cleaned_data
        if found.get("datasets") == [] and not found.get("outcomes"):
            self.add_error("datasets", _("Choose at least one dataset, or the results that were recorded here."))
        return found

    @property
    def chosen(self) -> list[Dataset]:
        return [self._there[key] for key in self._value("datasets")]

    @property
    def order(self) -> Order:
        """All candidates are ordered without names, as at the command line: a tenth one then takes part."""
        candidates = self._value("candidates")
        return Order(
            task=self._task.slug,
            datasets=[dataset.pk for dataset in self.chosen],
            candidates=() if set(candidates) == set(ALL) else candidates,
            seed=self._value("seed"),
            outcomes=self._value("outcomes") or False,
            policies=self._value("policies") or False,
        )

    def _value(self, name: str) -> Any:
        return self.cleaned_data[name] if self.is_bound else self.initial.get(name)
