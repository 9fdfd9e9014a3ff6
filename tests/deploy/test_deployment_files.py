"""The files of the deployment hold what they promise, and the tools that know them find nothing."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cloudformation import template, user_data

from studentperf.basics import server_log

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
DEPLOY_TOOLS = ROOT / ".venv-deploy" / "bin"
SCRIPTS = ["deploy/aws.sh", *(str(path.relative_to(ROOT)) for path in (ROOT / "deploy" / "instance").glob("*.sh"))]
SCRIPTS += [f"deploy/container/{name}" for name in ("entrypoint", "manage", "healthy", "settings.sh")]


def clean(*command: str | Path, text: str | None = None) -> None:
    result = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_hadolint_finds_nothing():
    clean(TOOLS / "hadolint", "Dockerfile")


def test_shellcheck_finds_nothing():
    clean(TOOLS / "shellcheck", "--external-sources", *SCRIPTS)


def test_shellcheck_finds_nothing_in_the_start_up_script():
    clean(TOOLS / "shellcheck", "-", text=user_data(DataVolumeGiB="20"))


def test_cfn_lint_finds_nothing():
    if not (DEPLOY_TOOLS / "cfn-lint").exists():
        pytest.skip("the deployment's tools are not installed; `make test` does it")
    clean(DEPLOY_TOOLS / "cfn-lint", "deploy/aws/registry.yml", "deploy/aws/service.yml")


def test_the_start_up_script_fits_into_an_instance():
    assert len(user_data().encode()) < 16 * 1024


def test_images_are_scanned_and_old_ones_are_forgotten():
    repository = template(ROOT / "deploy/aws/registry.yml")["Resources"]["Repository"]["Properties"]
    assert repository["ImageScanningConfiguration"]["ScanOnPush"]
    assert "LifecyclePolicyText" in repository["LifecyclePolicy"]


def test_only_the_web_ports_are_open():
    rules = template()["Resources"]["WebAccess"]["Properties"]["SecurityGroupIngress"]
    assert sorted(rule["FromPort"] for rule in rules) == [80, 443]


def test_everything_that_keeps_data_is_encrypted_and_outlives_the_stack():
    resources = template()["Resources"]
    assert resources["DataVolume"]["Properties"]["Encrypted"]
    assert resources["Database"]["Properties"]["StorageEncrypted"]
    assert "BucketEncryption" in resources["Bucket"]["Properties"]
    kept = {name: resources[name]["DeletionPolicy"] for name in ("DataVolume", "Database", "Bucket")}
    assert kept == {"DataVolume": "Snapshot", "Database": "Snapshot", "Bucket": "Retain"}


def test_the_image_holds_no_more_than_it_needs(tmp_path):
    """What .dockerignore lets through: under 6 MB, and no test, setting or data of this folder."""
    let_in = re.findall(r"(?m)^!(\S+)", (ROOT / ".dockerignore").read_text())
    assert not {name.split("/")[0] for name in let_in} & {"tests", ".env", "var", ".git", "docs"}
    for name in let_in:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.po"))
        elif source.exists():
            shutil.copy(source, tmp_path / name)
    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert size < 6 * 2**20


def test_the_image_runs_as_a_user_of_its_own_with_a_health_check():
    dockerfile = (ROOT / "Dockerfile").read_text()
    last = dockerfile.rpartition("\nFROM ")[2]
    assert re.findall(r"(?m)^USER (\S+)", last) == ["10001"]
    for instruction in ("EXPOSE 8080", "HEALTHCHECK", "VOLUME /data"):
        assert instruction in last
    assert "ARG PYTHON=python:3.11-slim-bookworm" in dockerfile


def test_the_image_names_its_version_and_where_its_code_lies():
    last = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    labels = dict(re.findall(r'org\.opencontainers\.image\.(\w+)="([^"]*)"', last))
    assert labels["version"] == "${RELEASE}"
    assert labels["source"] == "${SOURCE}"


def test_the_bill_of_materials_names_every_library_with_the_hashes_of_its_files(tmp_path):
    bill = tmp_path / "bill.json"
    subprocess.run(["make", "--silent", "sbom", f"SBOM={bill}"], cwd=ROOT, check=True)
    components = json.loads(bill.read_text())["components"]
    named = {(one["name"], one["version"]) for one in components if one["externalReferences"][0]["hashes"]}
    pinned = re.findall(r"(?m)^([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;]+)", (ROOT / "requirements.txt").read_text())
    assert set(pinned) <= named


def test_compose_waits_for_the_database_and_for_the_tables():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert services["web"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["db"]["condition"] == "service_healthy"
    assert services["web"]["read_only"]
    assert services["web"]["cap_drop"] == ["ALL"]


def test_make_run_starts_a_worker_beside_the_web_server():
    shown = subprocess.run(["make", "--dry-run", "run"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (started,) = re.findall(r"serving\.together (.+)", shown.replace("\\\n", " "))
    web, worker = re.split(r"\s--\s", started)
    assert "gunicorn studentperf.wsgi" in web
    assert worker.endswith("python manage.py work")


def test_compose_has_a_worker_that_is_watched_and_reached_by_nobody():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    worker, web = services["worker"], services["web"]
    assert worker["command"] == ["work"]
    assert worker["healthcheck"]["test"] == ["CMD", "/app/deploy/container/healthy", "work"]
    assert "ports" not in worker
    for setting in ("image", "environment", "volumes", "read_only", "tmpfs", "cap_drop", "depends_on", "restart"):
        assert worker[setting] == web[setting]


def test_every_postgres_that_we_start_is_told_to_keep_rows_out_of_its_log():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["db"]["command"]
    release = (ROOT / "deploy/instance/release.sh").read_text()
    rds = template()["Resources"]["DatabaseSettings"]["Properties"]["Parameters"]
    assert rds == dict(server_log.SETTINGS)
    assert set(compose) >= {f"{name}={value}" for name, value in server_log.SETTINGS.items()}
    assert all(statement in release for statement in server_log.statements())


PINNED = re.compile(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}")


def test_every_image_is_pinned_by_its_digest():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    images = {service["image"] for service in services.values() if "build" not in service}
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    images |= {job["services"]["postgres"]["image"] for job in workflow["jobs"].values() if "services" in job}
    images |= {template()["Parameters"][name]["Default"] for name in ("PostgresImage", "ProxyImage")}
    images |= set(re.findall(r"(?m)^ARG PYTHON=(\S+)", (ROOT / "Dockerfile").read_text()))
    assert len(images) >= 5
    assert [image for image in images if not PINNED.fullmatch(image)] == []
    assert set(re.findall(r"(?m)^FROM (\S+)", (ROOT / "Dockerfile").read_text())) <= {"${PYTHON}", "base"}


def test_one_image_has_one_digest_everywhere():
    files = (
        "docker-compose.yml",
        "deploy/several.yml",
        ".github/workflows/ci.yml",
        "deploy/aws/service.yml",
        "Dockerfile",
    )
    pins = {pin for name in files for pin in re.findall(r"(\w+:[\w.-]+)@(sha256:\w+)", (ROOT / name).read_text())}
    assert len({image for image, _ in pins}) == len(pins) == 3


def test_every_action_is_pinned_by_its_commit_and_says_its_version():
    used = re.findall(r"uses: (.+)", (ROOT / ".github/workflows/ci.yml").read_text())
    assert len(used) >= 5
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}  # v\d+", action)] == []


def test_credentials_of_the_instance_are_one_hop_away_and_no_container_is_nearer():
    options = template()["Resources"]["LaunchTemplate"]["Properties"]["LaunchTemplateData"]["MetadataOptions"]
    assert options == {"HttpTokens": "required", "HttpPutResponseHopLimit": 1}
    scripts = [*(ROOT / "deploy").rglob("*.sh"), ROOT / "docker-compose.yml", ROOT / "deploy/aws/service.yml"]
    assert [path.name for path in scripts if re.search(r"network[= _a-z]*host\b", path.read_text())] == []


def test_of_several_web_containers_none_takes_the_address_and_all_get_requests():
    text = re.sub(r"!\w+ ", "", (ROOT / "deploy/several.yml").read_text())
    services = yaml.safe_load(text)["services"]
    assert services["web"]["ports"] == []
    assert services["balancer"]["ports"] == ["${WEB_ADDRESS:-127.0.0.1:8080}:8080"]
    (settings,) = (volume.partition(":")[0] for volume in services["balancer"]["volumes"])
    assert "name web" in (ROOT / settings).read_text()
    assert services["proxy"]["environment"]["UPSTREAM"].startswith("balancer:")
    assert "reverse_proxy {$UPSTREAM:web:8080}" in (ROOT / "deploy/proxy/Caddyfile").read_text()


def test_scripts_can_be_executed():
    sourced = {"deploy/container/settings.sh"}
    assert [path for path in SCRIPTS if path not in sourced and not os.access(ROOT / path, os.X_OK)] == []
