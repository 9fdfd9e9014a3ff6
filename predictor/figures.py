"""Numbers that people type: as the language of the page writes them, whatever the language of the browser is."""

from typing import Any

from django import forms

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.texts import Unclear
from mlcore.words.numbers import typed
from mlcore.words.said import said


def figure_input(described: Field) -> forms.TextInput:
    """A number input takes the comma of '7,5' away where the browser speaks another language than the page."""
    # Without a minus on the keyboard of a phone where none is needed.
    keys = "text" if described.minimum is None or described.minimum < 0 else "decimal"
    return forms.TextInput(attrs={"inputmode": keys, "autocomplete": "off"})


class Figure(forms.FloatField):
    """A number that no field of a schema describes."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **kwargs}, localize=True)

    def to_python(self, value: Any) -> Any:
        text = typed(value)
        if isinstance(text, Unclear):
            raise forms.ValidationError(said(text.problem))
        return super().to_python(text)
