"""The way of an image to AWS, walked through an emulator of AWS' interfaces, with the commands as they are issued."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Commands, position
from emulated_aws import NEEDS_TOOLS, TOOLS, emulator

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
# As a registry does: a pushed tag is known to the service from then on.
DOCKER = """
if [ "$1" = push ]; then
    aws ecr put-image --repository-name studentperf --image-tag "${2##*:}" \
        --image-manifest-media-type application/vnd.docker.distribution.manifest.v2+json --image-manifest \
        '{"schemaVersion": 2, "config": {"digest": "sha256:'"$(echo "$2" | sha256sum | cut -c1-64)"'"}}' >/dev/null
fi
"""

pytestmark = NEEDS_TOOLS


class Cloud:
    """An emulated account, a stand-in for docker, and the script under test."""

    def __init__(self, folder: Path, address: str) -> None:
        self.commands = Commands(folder)
        self.commands.add("docker", DOCKER)
        self.environment = os.environ | self.commands.environment()
        self.environment |= {
            "PATH": f"{folder}:{TOOLS}:{os.environ['PATH']}",
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "eu-central-1",
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "NO_PROXY": "127.0.0.1",
            "WAIT": "0",
            "DATA_GIB": "0",
        }

    def script(self, command: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(ROOT / "deploy/aws.sh"), command, *options],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def succeeds(self, command: str, *options: str, **environment: str) -> str:
        result = self.script(command, *options, **environment)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def aws(self, *arguments: str) -> dict:
        command = [str(TOOLS / "aws"), *arguments, "--output", "json"]
        result = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return json.loads(result.stdout)

    def parameter(self, name: str) -> str:
        return self.aws("ssm", "get-parameter", "--name", f"/studentperf/{name}", "--with-decryption")["Parameter"][
            "Value"
        ]


@pytest.fixture(scope="module")
def cloud(tmp_path_factory) -> Iterator[Cloud]:
    with emulator() as address:
        yield Cloud(tmp_path_factory.mktemp("cloud"), address)


@pytest.fixture(scope="module")
def deployed(cloud) -> Cloud:
    """Release 'one' was built, pushed and deployed, then 'two' over it."""
    for tag in ("one", "two"):
        for command in ("build", "push", "deploy"):
            cloud.succeeds(command, TAG=tag)
    return cloud


def test_nothing_that_was_not_pushed_is_deployed(cloud):
    result = cloud.script("deploy", TAG="never-pushed")
    assert result.returncode != 0
    assert "make aws-push" in result.stderr


def test_the_registry_holds_both_images_and_never_changes_a_tag(deployed):
    (repository,) = deployed.aws("ecr", "describe-repositories")["repositories"]
    assert repository["imageTagMutability"] == "IMMUTABLE"
    images = deployed.aws("ecr", "list-images", "--repository-name", "studentperf")["imageIds"]
    assert {image["imageTag"] for image in images} == {"one", "two"}


def test_docker_builds_logs_in_and_pushes_in_this_order(deployed):
    calls = deployed.commands.calls()
    steps = ["RELEASE=one", "docker tag student-performance-ml:one", f"--password-stdin {REGISTRY}", "docker push"]
    assert sorted(steps, key=lambda step: position(calls, step)) == steps
    assert f"docker push {REGISTRY}/studentperf:one" in calls


def test_the_instance_gets_its_role_and_start_up_script(deployed):
    (reservation,) = deployed.aws("ec2", "describe-instances")["Reservations"]
    (instance,) = reservation["Instances"]
    assert instance["IamInstanceProfile"]
    script = deployed.aws(
        "ec2", "describe-instance-attribute", "--instance-id", instance["InstanceId"], "--attribute", "userData"
    )
    assert script["UserData"]["Value"]


def test_secrets_are_made_once_and_shown_nowhere(deployed):
    before = deployed.parameter("secret-key")
    assert len(before) == 48
    output = deployed.succeeds("deploy", TAG="two")
    assert deployed.parameter("secret-key") == before
    assert before not in output
    assert before not in "\n".join(deployed.commands.calls())


def test_rollback_asks_the_instance_for_the_release_before_and_is_its_own_way_back(deployed):
    assert deployed.parameter("previous-image").endswith(":one")
    deployed.succeeds("rollback")
    asked = deployed.aws("ssm", "list-commands")["Commands"]
    assert any("release.sh" in str(command["Parameters"]) and ":one" in str(command["Parameters"]) for command in asked)
    assert deployed.parameter("image").endswith(":one")
    deployed.succeeds("rollback")
    assert deployed.parameter("image").endswith(":two")


def test_destroy_must_be_meant(deployed):
    result = deployed.script("destroy")
    assert result.returncode != 0
    assert "--yes" in result.stderr
    assert deployed.aws("cloudformation", "describe-stacks", "--stack-name", "studentperf")["Stacks"]


def test_destroy_ends_the_service_and_names_what_is_kept(cloud, deployed):
    output = cloud.succeeds("destroy", "--yes", "--images")
    assert "kept: the backups in s3://" in output
    stacks = cloud.aws("cloudformation", "list-stacks", "--stack-status-filter", "CREATE_COMPLETE", "UPDATE_COMPLETE")
    assert stacks["StackSummaries"] == []
    states = cloud.aws("ec2", "describe-instances", "--query", "Reservations[].Instances[].State.Name")
    assert set(states) <= {"terminated"}


@pytest.mark.parametrize("command", ["build", "push", "deploy", "rollback", "destroy"])
def test_a_dry_run_shows_the_commands_and_calls_nobody(tmp_path, command):
    commands = Commands(tmp_path)
    for name in ("docker", "aws"):
        commands.add(name, "exit 9")
    environment = os.environ | commands.environment() | {"TAG": "abc"}
    result = subprocess.run(
        ["bash", str(ROOT / "deploy/aws.sh"), command, "--dry-run"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("+ ")
    assert commands.calls() == []
