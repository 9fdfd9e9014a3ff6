"""/livez, /readyz and /metrics, answered before any other middleware: no host, session or log-in is needed."""

from collections.abc import Callable
from functools import lru_cache

import structlog
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from mlcore.models import ModelVersion, Task
from mlcore.versions import live
from predictor.jobs import reads as jobs
from predictor.jobs import words
from studentperf.edge import disk, metrics

log = structlog.get_logger(__name__)
OK = "ok"


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ADDRESSES.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response


def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a database failure restarts nobody."""
    return JsonResponse({"status": OK, "version": settings.VERSION})


def readyz(request: HttpRequest) -> HttpResponse:
    """Can this process serve? 503 tells the proxy to send nobody here."""
    checks: dict[str, object] = {}
    try:
        checks["database"] = _database()
        checks["migrations"] = _migrations()
        if checks["migrations"] == OK:
            checks |= _models()
            checks["worker"] = _worker()
    except Error as error:
        log.error("readyz_database_failed", problem=type(error).__name__)
        checks["database"] = "cannot be reached"
    checks["disk"] = disk.problem() or OK
    ready = all(checks.get(name) == OK for name in ("database", "migrations", "live_models", "disk"))
    status = {"status": OK if ready else "not ready", "version": settings.VERSION}
    return JsonResponse(status | checks, status=200 if ready else 503)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    missing = set(_newest_migrations()) - set(MigrationRecorder(connection).applied_migrations())
    return f"{len(missing)} apps behind; run: manage.py migrate" if missing else OK


@lru_cache(maxsize=1)
def _newest_migrations() -> tuple[tuple[str, str], ...]:
    return tuple(MigrationLoader(None).graph.leaf_nodes())


def _models() -> dict[str, object]:
    """Every live model's file must be whole and one must be live; a task that waits for its first training stops
    nobody. No model is loaded for it: a probe comes every few seconds.
    """
    serving_now = {version.task_id: version for version in ModelVersion.objects.live()}
    states = {task.slug: _model(task, serving_now.get(task.pk)) for task in Task.objects.all()}
    broken = [slug for slug, (state, _) in states.items() if state == "broken"]
    serving = any(state == "live" for state, _ in states.values())
    verdict = OK if serving and not broken else f"broken: {', '.join(broken)}" if broken else "none is live"
    return {"live_models": verdict, "tasks": {slug: words for slug, (_, words) in states.items()}}


def _worker() -> str:
    """Without one pages are served all the same: said, but no reason to send nobody here."""
    figures = jobs.figures()
    if figures.workers:
        return OK
    waiting = f"; {figures.waiting} waiting, the oldest for {words.duration(figures.oldest)}" if figures.waiting else ""
    return f"none is running{waiting}; run: manage.py work"


def _model(task: Task, version: ModelVersion | None) -> tuple[str, str]:
    if version is None:
        return "untrained", f"no model yet; run: manage.py train {task.slug}"
    problem = live.problem_of(version)
    if problem:
        log.error("readyz_bundle_failed", task=task.slug, problem=problem)
        return "broken", "the live model's file cannot be used; see the log"
    return "live", f"version {version.number}"


ADDRESSES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/livez": livez,
    "/readyz": readyz,
    "/metrics": metrics.view,
}
