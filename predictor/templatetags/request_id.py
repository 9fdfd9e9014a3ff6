"""The id of a request, for error pages: under it the log tells what happened."""

from django import template

from studentperf.basics import logs

register = template.Library()


@register.simple_tag
def request_id() -> str:
    """Not from the context: Django renders its last error page without one."""
    return logs.request_id()
