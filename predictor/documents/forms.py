"""What only the school can say, as a form: a text per gap of a document."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from predictor.documents.gaps.work import Wanted
from predictor.documents.parts import Said
from predictor.models.privacy.statements import LONGEST_TEXT
from predictor.problems import StatementRefused
from predictor.texts import Words

LARGEST_VERSION = 2**31 - 1


class GapsForm(forms.Form):
    """With each text the version that was looked at goes along, so that nobody's is overwritten unseen."""

    def __init__(self, said: Iterable[Said], data: Any = None) -> None:
        super().__init__(data)
        self.said = list(said)
        for one in self.said:
            self.fields[one.gap.key] = Words(
                label=one.gap.label,
                help_text=one.gap.hint,
                required=False,
                max_length=LONGEST_TEXT,
                initial=one.text,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            self.fields[_seen(one)] = forms.IntegerField(
                min_value=0, max_value=LARGEST_VERSION, initial=one.version, widget=forms.HiddenInput
            )

    def wanted(self) -> dict[str, Wanted]:
        given = self.cleaned_data
        return {one.gap.key: Wanted(given[one.gap.key], given[_seen(one)]) for one in self.said}

    def refuse(self, refusal: StatementRefused) -> None:
        self.add_error(refusal.about, str(refusal))

    @property
    def lines(self) -> Iterator[tuple[Said, Any, Any]]:
        return ((one, self[one.gap.key], self[_seen(one)]) for one in self.said)


def _seen(one: Said) -> str:
    return f"seen-{one.gap.key}"
