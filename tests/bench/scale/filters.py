"""Addresses that no link leads to: filters and orders of the page of predictions, lists of the API, metrics.

Of the school that `filling` makes: task 2 is the one that nobody asks any more, class 17 has students 401 to 425.
"""

FILTERS = (
    "sort=oldest",
    "sort=highest",
    "task=2",
    "task=2&sort=lowest",
    "version={old}",
    "version={old}&sort=highest",
    "classroom=17",
    "classroom=17&sort=highest",
    "classroom=17&task=2",
    "student=Osei",
    "student=Nobody+at+all",
    "student_id=17",
    "until=2024-12-01",
    "since=2026-07-01&until=2026-07-02&sort=highest",
    "task=2&since=2026-01-01&sort=lowest",
)
OF_THE_API = (
    "limit=50",
    "limit=50&cursor=5000000",
    "task={unused}",
    "task=math",
    "model_version={old}",
    "classroom=17",
    "student=401",
    "made_before=2024-09-01T00:00:00Z",
    "made_after=2026-07-01T00:00:00Z",
    "task=math&classroom=17&made_before=2025-01-01T00:00:00Z",
)
LISTS = ("school/?task=math", "retention/", "classrooms/", "students/", "jobs/", "classrooms/17/glance/")


def addresses() -> list[str]:
    from mlcore.models import ModelVersion, Task

    unused = Task.objects.filter(versions=None).values_list("slug", flat=True)[0]
    words = {"old": ModelVersion.objects.get(task=2).pk, "unused": unused}
    pages = [f"/predictions/?{one.format(**words)}" for one in FILTERS]
    lists = [f"/api/v1/predictions/?{one.format(**words)}" for one in OF_THE_API]
    return ["/metrics", *pages, *lists, *(f"/api/v1/{one}" for one in LISTS)]
