"""Where a list can be saved: the same words beside each."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("saving/save.html")
def save(name: str, *args: Any, of: str, query: str = "") -> dict[str, str]:
    """`of` says which list, to whoever hears the links one by one."""
    addresses = {kind: reverse(f"{name}-{kind}", args=args) for kind in ("csv", "xlsx")}
    asked = f"?{query}" if query else ""
    return {kind: f"{address}{asked}" for kind, address in addresses.items()} | {"of": of}
