"""Widgets that Django does not bring."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECTED = flatatt({"selected": True})


class QuickSelect(forms.Select):
    """Django renders a template per option: a thousand classes would take longer than the rest of the page."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        attributes = flatatt(self.build_attrs(self.attrs, (attrs or {}) | {"name": name}))
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (self._option(choice, str(value or "")) for choice in self.choices),
        )
        return format_html("<select{}>{}</select>", attributes, options)

    @staticmethod
    def _option(choice: tuple[Any, Any], value: str) -> tuple[str, str, str]:
        key, label = choice
        return str(key), SELECTED if str(key) == value else "", str(label)
