"""What Prometheus may read: requests and latency, predictions by task and version, age of the live models, jobs."""

import os
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from mlcore.models import ModelVersion, Promotion
from predictor.jobs import reads as jobs
from predictor.models import Prediction
from studentperf.edge import disk


def view(request: HttpRequest) -> HttpResponse:
    """The figures, for neighbours only: whoever comes through the proxy gets a 404."""
    if not _is_neighbour(request):
        return HttpResponseNotFound()
    return HttpResponse(b"".join(map(generate_latest, _registries())), content_type=CONTENT_TYPE_LATEST)


def _is_neighbour(request: HttpRequest) -> bool:
    # Behind a proxy every REMOTE_ADDR is the proxy's; only its header tells who asks.
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    address = request.META.get("REMOTE_ADDR") or "127.0.0.1"  # empty where gunicorn listens on a socket
    return any(ip_address(address) in ip_network(network) for network in settings.METRICS_NETWORKS)


def _registries() -> Iterator[CollectorRegistry]:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        workers = CollectorRegistry()
        MultiProcessCollector(workers)
        yield workers
    else:
        yield REGISTRY
    stored = CollectorRegistry()
    stored.register(StoredFigures())
    yield stored


class StoredFigures(Collector):
    """Read from the tables: right for every door, worker and background job, also after a restart."""

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("studentperf", "The release that answers", value={"version": settings.VERSION})
        yield self._predictions()
        yield self._ages()
        yield from self._jobs()
        yield GaugeMetricFamily("studentperf_disk_free_bytes", "Room left where models are kept", value=disk.free())

    def _jobs(self) -> Iterator[Metric]:
        figures = jobs.figures()
        yield GaugeMetricFamily("studentperf_workers", "Workers that are running", value=figures.workers)
        yield GaugeMetricFamily("studentperf_jobs_waiting", "Jobs that no worker has taken yet", value=figures.waiting)
        yield GaugeMetricFamily("studentperf_jobs_running", "Jobs that a worker has", value=figures.running)
        yield GaugeMetricFamily(
            "studentperf_jobs_failed_last_day", "Jobs that broke in the last 24 hours", value=figures.failed
        )
        yield GaugeMetricFamily(
            "studentperf_jobs_refused_last_day",
            "Jobs of the last 24 hours that could not be done as they were asked for",
            value=figures.refused,
        )
        yield GaugeMetricFamily(
            "studentperf_jobs_oldest_waiting_seconds",
            "How long the job has waited that waits longest, 0 where none waits",
            value=figures.oldest.total_seconds(),
        )

    def _predictions(self) -> Metric:
        family = GaugeMetricFamily(
            "studentperf_predictions", "Stored predictions by task and model version", labels=["task", "version"]
        )
        # Counted without a join: Postgres then reads the index only, also with millions of rows.
        counts = dict(Prediction.objects.order_by().values_list("model_version").annotate(Count("pk")))
        for pk, task, version in ModelVersion.objects.order_by("pk").values_list("pk", "task__slug", "number"):
            family.add_metric([task, str(version)], counts.get(pk, 0))
        return family

    def _ages(self) -> Metric:
        family = GaugeMetricFamily(
            "studentperf_live_model_age_seconds",
            "Seconds since the model that is live now went live",
            labels=["task", "version"],
        )
        newest = Promotion.objects.filter(version=OuterRef("pk")).order_by("-pk").values("at")[:1]
        live = ModelVersion.objects.live().order_by("pk").annotate(since=Subquery(newest))
        for task, version, since in live.values_list("task__slug", "number", "since"):
            if since is not None:
                family.add_metric([task, str(version)], (timezone.now() - since).total_seconds())
        return family
