"""The setting of a Dask scheduler, and the compose file that starts one."""

from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from studentperf.basics import clusters, environment

ROOT = Path(__file__).resolve().parents[2]


def scheduler(monkeypatch, value, found=True):
    monkeypatch.setenv("DASK_SCHEDULER", value)
    monkeypatch.setattr(clusters, "find_spec", lambda name: name if found else None)
    return clusters.scheduler(environment.read(), "DASK_SCHEDULER")


@pytest.mark.parametrize("address", ["", "tcp://10.0.0.5:8786", "tls://dask.example.org:8786", "tcp://[::1]:8786"])
def test_an_address_or_nothing_is_taken(monkeypatch, address):
    assert scheduler(monkeypatch, address) == address


WRONG = ("10.0.0.5:8786", "tcp://10.0.0.5", "http://10.0.0.5:8786", "tcp://:8786", "tcp://dask:0", "tcp://dask:99999")


@pytest.mark.parametrize("address", WRONG)
def test_anything_else_is_refused(monkeypatch, address):
    with pytest.raises(ImproperlyConfigured, match="must be an address such as tcp://"):
        scheduler(monkeypatch, address)


def test_without_its_libraries_the_extra_is_named(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match=r"requirements-dask\.txt"):
        scheduler(monkeypatch, "tcp://10.0.0.5:8786", found=False)


def test_compose_opens_no_port_of_the_cluster():
    described = yaml.safe_load((ROOT / "deploy/cluster.yml").read_text())
    cluster = {name: one for name, one in described["services"].items() if name.startswith("dask")}
    assert set(cluster) == {"dask-scheduler", "dask-worker"}
    assert not any("ports" in one for one in cluster.values())
    assert described["networks"]["cluster"]["internal"]
    address = described["services"]["worker"]["environment"]["DASK_SCHEDULER"]
    assert address in cluster["dask-worker"]["entrypoint"]
