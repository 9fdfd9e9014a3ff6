"""Files of models in an emulated S3: several machines serve what one of them trained, without a shared folder."""

import os
import re
import shlex
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.files.storage import storages
from emulated_aws import NEEDS_TOOLS, TOOLS, emulator
from factories import new_version

from mlcore.bundles import files
from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live, promotions
from studentperf.basics.buckets import Bucket

NEEDS_LIBRARY = pytest.mark.skipif(find_spec("boto3") is None, reason="boto3 is not installed; `make test` does it")
pytestmark = [pytest.mark.django_db, NEEDS_TOOLS, NEEDS_LIBRARY]
ROOT = Path(__file__).resolve().parents[2]
AT_THE_SHELL = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "eu-central-1"}
KEYS = {"access_key": "testing", "secret_key": "testing"}


@pytest.fixture(scope="module")
def address():
    with emulator() as address:
        yield address


def bucket_at(address):
    bucket = Bucket(name="our-models", prefix="studentperf/models/", region="eu-central-1", endpoint=address, **KEYS)
    return {"bundles": bucket.storage()}


@pytest.fixture
def bucket(address, settings):
    settings.STORAGES = settings.STORAGES | bucket_at(address)
    storage = storages["bundles"]
    place = {"LocationConstraint": "eu-central-1"}
    storage.connection.create_bucket(Bucket="our-models", CreateBucketConfiguration=place)
    yield storage.bucket
    storage.bucket.objects.all().delete()
    storage.bucket.delete()


@pytest.fixture
def version(bucket, math, settings):
    version = ModelVersion.objects.live_for(math)
    files.publish(settings.BUNDLE_DIR / version.file)
    return version


@pytest.fixture
def moved_to(settings, tmp_path, forget_bundles):
    """Go on on another machine: another folder, and a process that has loaded nothing."""

    def move(name):
        forget_bundles()
        settings.BUNDLE_DIR = tmp_path / name

    return move


def test_a_file_lies_below_the_prefix_under_its_own_name(version, bucket):
    assert [one.key for one in bucket.objects.all()] == [f"studentperf/models/{version.file}"]


def test_machines_without_a_shared_folder_serve_the_same(client, version, moved_to, answers):
    value = live.bundle_of(version).predict([answers])[0].value
    moved_to("second")
    assert client.get("/readyz").status_code == 200
    assert live.bundle_of(version).predict([answers])[0].value == value


def test_a_version_promoted_on_another_machine_is_served_here(math, version, moved_to, settings, answers):
    moved_to("second")
    newer = new_version(math, shift=3.0)
    files.publish(settings.BUNDLE_DIR / newer.file)
    promotions.promote(newer, who="a test", why="newer")
    moved_to("first again")
    assert live.live(math).version == newer
    assert live.live(math).bundle.predict([answers])


def test_a_file_is_listed_held_and_deleted(version):
    (listed,) = files.listing()
    assert (listed.name, listed.size > 1000, listed.changed_at.tzinfo is not None) == (version.file, True, True)
    assert files.holds(version.file, version.sha256)
    files.delete(version.file)
    assert (files.listing(), files.is_there(version.file), files.holds(version.file, version.sha256)) == (
        [],
        False,
        False,
    )


def test_an_object_that_was_altered_is_refused(version, bucket, moved_to):
    bucket.Object(f"studentperf/models/{version.file}").put(Body=b"altered")
    moved_to("second")
    with pytest.raises(BundleError, match="altered or cut short in the storage"):
        live.bundle_of(version)


def test_an_object_that_is_gone_is_refused_with_the_remedy(version, moved_to):
    files.delete(version.file)
    moved_to("second")
    with pytest.raises(BundleError, match="is not in the storage; train the task again"):
        live.bundle_of(version)


def test_a_bucket_that_is_not_there_is_told_without_a_traceback(version, moved_to, settings, address):
    settings.STORAGES = settings.STORAGES | {
        "bundles": Bucket(name="no-such-bucket", prefix="", region="", endpoint=address, **KEYS).storage()
    }
    moved_to("second")
    assert "is not in the storage" in live.problem_of(version)
    with pytest.raises(OSError, match="does not answer as it should"):
        files.listing()


def test_files_of_a_folder_are_taken_along_as_it_is_documented(bucket, address, math, settings, moved_to):
    documented = (ROOT / "docs/deployment.md").read_text()
    (line,) = re.findall(r"aws s3 sync var/bundles s3://our-models/studentperf (.*)", documented)
    copy = [TOOLS / "aws", "s3", "sync", settings.BUNDLE_DIR, "s3://our-models/studentperf/models", *shlex.split(line)]
    subprocess.run(copy, env=os.environ | AT_THE_SHELL | {"AWS_ENDPOINT_URL": address}, check=True, capture_output=True)
    moved_to("second")
    assert live.live(math).bundle
