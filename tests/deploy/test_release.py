"""A release on the instance: nothing in between, and a failing one changes nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cloudformation import user_data
from commands import Commands, position

ROOT = Path(__file__).resolve().parents[2]
NEW, OLD = "1234.dkr.ecr.eu.amazonaws.com/studentperf:new", "1234.dkr.ecr.eu.amazonaws.com/studentperf:old"
SETTINGS = """NAME=studentperf
REGION=eu-central-1
DATA={folder}/data
BUCKET=backups
SITE=:80
HOSTS=203.0.113.5
HTTPS=false
DATABASE_HOST=studentperf-db
DATABASE_OPTIONS=
POSTGRES_IMAGE=postgres:17
PROXY_IMAGE=caddy:2
"""
EVERYTHING_EXISTS = 'case "$1 $2" in "run --rm") exit 0 ;; esac'
NOTHING_RUNS = 'case "$1 $2" in "container inspect"|"network inspect") exit 1 ;; esac'


class Instance:
    """A folder with the scripts of the instance, and stand-ins for its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "opt"
        shutil.copytree(ROOT / "deploy" / "instance", self.folder)
        (self.folder / "instance.env").write_text(SETTINGS.format(folder=folder))
        self.commands = Commands(folder / "bin")
        self.commands.add("aws", 'case "$*" in *password*) echo pass-of-database ;; *) echo s3cret ;; esac')
        for name in ("curl", "sleep", "chown"):
            self.commands.add(name)
        self.commands.add("docker", EVERYTHING_EXISTS)

    def serves(self, image: str, port: int) -> None:
        (self.folder / "image").write_text(image)
        (self.folder / "port").write_text(str(port))

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(self.folder / script), *arguments]
        environment = os.environ | self.commands.environment()
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text().strip()


@pytest.fixture
def instance(tmp_path) -> Instance:
    if shutil.which("flock") is None:
        pytest.skip("the instance's scripts need Linux (flock)")
    return Instance(tmp_path)


def test_first_release_starts_the_database_then_migrates_then_serves(instance):
    instance.commands.add("docker", NOTHING_RUNS)
    result = instance.run("release.sh", NEW)
    assert result.returncode == 0, result.stderr
    calls = instance.commands.calls()
    steps = ["--name studentperf-db", f"{NEW} prepare", f"{NEW} serve", "readyz", "--name studentperf-proxy"]
    assert sorted(steps, key=lambda step: position(calls, step)) == steps


def test_the_old_one_serves_until_the_new_one_is_ready_and_the_proxy_has_switched(instance):
    instance.serves(OLD, 8081)
    assert instance.run("release.sh", NEW).returncode == 0
    calls = instance.commands.calls()
    steps = [
        f"{NEW} prepare",
        f"{NEW} serve",
        "127.0.0.1:8082/readyz",
        "caddy reload",
        "stop --time 40 studentperf-web-8081",
        "stop --time 20 studentperf-worker",
        f"{NEW} work",
    ]
    assert sorted(steps, key=lambda step: position(calls, step)) == steps
    assert instance.read("proxy/upstream") == "reverse_proxy studentperf-web-8082:8082"
    assert (instance.read("image"), instance.read("previous-image")) == (NEW, OLD)


def test_the_proxy_is_in_the_network_of_the_product_and_not_in_the_hosts(instance):
    instance.commands.add("docker", NOTHING_RUNS)
    instance.run("release.sh", NEW)
    (started,) = [call for call in instance.commands.calls() if "--name studentperf-proxy" in call]
    assert "--network studentperf -p 80:80 -p 443:443" in started
    assert not [call for call in instance.commands.calls() if "--network host" in call]


def test_a_proxy_in_the_hosts_network_is_replaced_once_the_new_one_is_ready(instance):
    instance.serves(OLD, 8081)
    there = '"container inspect") ! grep -q "rm -f studentperf-proxy" "$RECORD" ;;'
    instance.commands.add("docker", f'case "$1 $2" in "inspect --format") echo host ;; {there} esac')
    assert instance.run("release.sh", NEW).returncode == 0
    calls = instance.commands.calls()
    steps = ["8082/readyz", "rm -f studentperf-proxy", "--name studentperf-proxy"]
    assert sorted(steps, key=lambda step: position(calls, step)) == steps
    assert not [call for call in calls if "caddy reload" in call]


def test_a_release_that_never_gets_ready_is_taken_away_and_the_old_one_stays(instance):
    instance.serves(OLD, 8081)
    instance.commands.add("curl", "exit 22")
    result = instance.run("release.sh", NEW)
    assert result.returncode == 1
    assert "what was served before still is" in result.stderr
    calls = "\n".join(instance.commands.calls())
    assert "rm -f studentperf-web-8082" in calls
    assert "caddy reload" not in calls
    assert "stop --time" not in calls
    assert instance.read("image") == OLD


def test_a_migration_that_fails_stops_the_release(instance):
    instance.serves(OLD, 8081)
    instance.commands.add("docker", 'case "$*" in *prepare) exit 3 ;; esac')
    assert instance.run("release.sh", NEW).returncode == 3
    assert not [call for call in instance.commands.calls() if call.endswith("serve")]


def test_secrets_are_readable_for_root_only_and_on_no_command_line(instance):
    instance.run("release.sh", NEW)
    assert (instance.folder / "settings.env").stat().st_mode & 0o077 == 0
    assert "SECRET_KEY=s3cret" in instance.read("settings.env")
    assert "s3cret" not in "\n".join(call for call in instance.commands.calls() if "stdin" not in call)


def test_a_missing_secret_stops_the_release(instance):
    instance.commands.add("aws", "exit 254")
    assert instance.run("release.sh", NEW).returncode == 254
    assert not [call for call in instance.commands.calls() if call.startswith("docker")]


def test_a_broken_off_backup_is_not_stored(instance):
    instance.serves(OLD, 8081)
    instance.commands.add("docker", "exit 1")
    assert instance.run("backup.sh").returncode == 1
    assert not [call for call in instance.commands.calls() if call.startswith("aws s3")]


def refuses(instance: Instance, option: str) -> subprocess.CompletedProcess[str]:
    """A restore whose container ends with an error as soon as it is started with that option."""
    instance.serves(OLD, 8081)
    instance.commands.add("docker", f'case "$*" in *"restore {option}"*) echo refused >&2; exit 1 ;; esac')
    return instance.run("restore.sh", "s3://backups/backups/odd.tar.gz")


def test_a_restore_that_is_refused_at_the_first_look_stops_nobody(instance):
    result = refuses(instance, "--check")
    assert (result.returncode, result.stderr) == (1, "refused\n")
    assert not [call for call in instance.commands.calls() if call.startswith("docker stop")]


def test_a_restore_that_fails_later_leaves_the_product_running(instance):
    result = refuses(instance, "--replace")
    assert result.returncode == 1
    calls = instance.commands.calls()
    steps = [
        "restore --check",
        "stop --time 40 studentperf-web-8081",
        "restore --replace",
        "start studentperf-web-8081",
    ]
    assert sorted(steps, key=lambda step: position(calls, step)) == steps


def test_a_restore_passes_on_why_an_archive_is_trusted(instance):
    instance.serves(OLD, 8081)
    assert instance.run("restore.sh", "s3://backups/backups/old.tar.gz", "--trust", "our own").returncode == 0
    calls = instance.commands.calls()
    assert position(calls, "restore --check --trust our own -") < position(calls, "restore --replace --trust our own -")
    assert calls[-1] == "docker start studentperf-web-8081 studentperf-worker"


def test_a_restore_where_no_worker_is_yet_starts_the_web_server_again(instance):
    instance.serves(OLD, 8081)
    instance.commands.add("docker", NOTHING_RUNS)
    assert instance.run("restore.sh", "s3://backups/backups/old.tar.gz").returncode == 0
    assert instance.commands.calls()[-1] == "docker start studentperf-web-8081"


def test_every_night_what_ended_is_cleared_once_the_backup_is_stored(instance):
    instance.serves(OLD, 8081)
    assert instance.run("backup.sh").returncode == 0
    calls = instance.commands.calls()
    assert position(calls, "aws s3 cp") < position(calls, "studentperf-web-8081 manage clear_expired")


def test_first_start_of_the_instance_fetches_the_image_and_releases_it(instance, tmp_path):
    tar = f'case "$*" in *--entrypoint\\ tar*) tar -C {ROOT}/deploy/instance -c . ;; *) {NOTHING_RUNS} ;; esac'
    instance.commands.add("docker", tar)
    instance.commands.add("aws", f'case "$*" in */image*) echo {NEW} ;; *) echo s3cret ;; esac')
    for name in ("dnf", "systemctl"):
        instance.commands.add(name)
    script = user_data(DataVolumeGiB="0", StackName="studentperf", DatabaseHost="studentperf-db")
    for place in ("/opt/", "/var/", "/etc/"):
        script = script.replace(place, f"{tmp_path}/root{place}")
    (tmp_path / "root/etc/systemd/system").mkdir(parents=True)
    (tmp_path / "root/opt").mkdir()
    (instance.folder / "user-data").write_text(script)
    result = instance.run("user-data")
    assert result.returncode == 0, result.stderr
    calls = instance.commands.calls()
    steps = [
        "dnf install -y docker",
        "systemctl enable --now docker",
        f"docker pull {NEW}",
        "studentperf-backup.timer",
        f"{NEW} serve",
    ]
    assert sorted(steps, key=lambda step: position(calls, step)) == steps


def test_every_timer_has_what_it_starts_and_training_and_mail_wait_for_somebody_to_want_them():
    timers = ROOT / "deploy/instance/timers"
    named = {path.stem for path in timers.glob("*.timer")}
    wanted = {"backup", "check", "drift", "prune", "retrain", "summary"}
    assert named == {path.stem for path in timers.glob("*.service")} == wanted
    enabled = {name for name in named if f"studentperf-{name}.timer" in user_data(DataVolumeGiB="20")}
    assert named - enabled == {"retrain", "summary"}


def test_a_scheduled_command_runs_in_the_container_that_serves(instance):
    (instance.folder / "port").write_text("8081")
    assert instance.run("scheduled.sh", "prune_models", "--yes").returncode == 0
    assert instance.commands.calls()[-1].endswith("web-8081 manage prune_models --yes --scheduled")
