"""What was noted of log-ins, and of what was changed in these pages by hand."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from studentperf.basics.raw_tables.table import EndedHere, ReadOnlyTable

for model in (AccessAttempt, AccessFailureLog, AccessLog):
    admin.site.unregister(model)


@admin.register(AccessAttempt)
class GuessesAdmin(EndedHere):
    """Failures that are counted now; whoever is locked out by them gets in once they are taken away."""

    list_display = ("username", "ip_address", "failures_since_start", "attempt_time", "user_agent")
    found_by = ("username", "ip_address")
    common_values = ("ip_address",)  # a school has one
    exclude = ("get_data", "post_data")


@admin.register(AccessFailureLog)
class FailuresAdmin(ReadOnlyTable):
    list_display = ("username", "ip_address", "locked_out", "attempt_time", "path_info", "user_agent")
    found_by = ("username", "ip_address")
    common_values = ("ip_address",)  # a school has one


@admin.register(AccessLog)
class LogInsAdmin(ReadOnlyTable):
    list_display = ("username", "ip_address", "attempt_time", "logout_time", "path_info", "user_agent")
    found_by = ("username", "ip_address")
    common_values = ("ip_address",)  # a school has one
    exclude = ("session_hash",)


@admin.register(LogEntry)
class ByHandAdmin(ReadOnlyTable):
    """What was changed in Django's admin."""

    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag", "get_change_message")
    list_select_related = ("user", "content_type")
    found_by = ("user",)
