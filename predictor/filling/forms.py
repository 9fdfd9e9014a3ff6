"""The forms of filling a gradebook: the file, and what goes where."""

import base64
import binascii
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.pipeline.filling.template import MOST_BYTES
from mlcore.words.files import filling as words
from predictor.filling.gradebook import Gradebook
from predictor.filling.plan import Asked

HOWS = (
    ("", gettext_lazy("the column counts as the predictions do")),
    ("scaled", gettext_lazy("as the same part of the column's maximum")),
    ("as they are", gettext_lazy("as they are, though the column counts to another maximum")),  # not for readers
)
LONGEST_NAME = 255
AGAIN = gettext_lazy("Choose the file again.")


class UploadForm(forms.Form):
    """A file, or one that was uploaded for the page before and came back with it."""

    file = forms.FileField(
        required=False,
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("CSV as the other program gave it out, up to {most} MB."), most=f"{MOST_BYTES / 1e6:g}"
        ),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )
    name = forms.CharField(required=False, max_length=LONGEST_NAME, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    content = b""
    file_name = ""

    def clean(self) -> None:
        given, kept = self.cleaned_data.get("file"), self.cleaned_data.get("kept")
        if given is not None and given.size > MOST_BYTES:
            too_large = _("The file is larger than %(size)s MB. Choose the file again.")
            self.add_error("file", too_large % {"size": f"{MOST_BYTES / 1e6:g}"})
        elif given is not None:
            self.content, self.file_name = given.read(), str(given.name)[-LONGEST_NAME:]
        elif kept:
            self.content, self.file_name = self._decoded(kept), self.cleaned_data.get("name", "")
        elif not self.errors:
            self.add_error("file", _("Choose a file."))

    def _decoded(self, kept: str) -> bytes:
        try:
            return base64.urlsafe_b64decode(kept.encode())
        except (binascii.Error, ValueError):
            self.add_error("file", AGAIN)
            return b""

    @property
    def encoded(self) -> str:
        """The content for a hidden field of the next page: nothing of it is stored here."""
        return base64.urlsafe_b64encode(self.content).decode()


class FillForm(forms.Form):
    source = forms.ChoiceField(label=gettext_lazy("What goes in"))
    column = forms.ChoiceField(
        label=gettext_lazy("Into which column"),
        help_text=gettext_lazy("A prediction belongs into a column of its own, so that nobody takes it for a result."),
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How a value is written"),
        choices=HOWS,
        required=False,
        help_text=gettext_lazy("70 of 100 is 4.9 in a column that counts to 7, if you want it scaled."),
    )
    replaces = forms.BooleanField(
        required=False,
        label=gettext_lazy("Also over what stands there"),
        help_text=gettext_lazy("Without it, only cells that are blank are filled."),
    )

    def __init__(self, book: Gradebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sources = {source.key: source for source in book.sources}
        self._columns = {str(column.position): column for column in book.found.template.scores}
        groups = groupby(book.sources, key=attrgetter("group"))
        cast(forms.ChoiceField, self.fields["source"]).choices = [
            (group, [(source.key, source.label) for source in of_group]) for group, of_group in groups
        ]
        cast(forms.ChoiceField, self.fields["column"]).choices = [
            (key, words.column(column.title, column.maximum)) for key, column in self._columns.items()
        ]

    @property
    def asked(self) -> Asked:
        """Of a valid form."""
        given = self.cleaned_data
        return Asked(
            source=self._sources[given["source"]],
            column=self._columns[given["column"]],
            how=given["how"],
            replaces=given["replaces"],
        )
