"""The settings of a bucket for the files of models, refused before anything is served with them."""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# Two points in a row, and what reads as an address, are no names there either.
NAME = re.compile(r"(?!.*\.\.)(?!\d+(\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
PREFIX = re.compile(r"[\w./-]*", re.ASCII)
REGION = re.compile(r"[A-Za-z0-9-]*")
ENDPOINT = re.compile(r"https?://([\w.-]+|\[[\da-fA-F:]+\])(:\d{1,5})?/?", re.ASCII)


def storage(env: environ.Env) -> dict[str, Any]:
    """An entry of STORAGES: the folder, or a bucket where one is named. Raises ImproperlyConfigured."""
    bucket = Bucket(
        name=env.str("BUNDLE_BUCKET", default="").strip(),
        prefix=env.str("BUNDLE_BUCKET_PREFIX", default=""),
        region=env.str("BUNDLE_BUCKET_REGION", default=""),
        endpoint=env.str("BUNDLE_BUCKET_ENDPOINT", default=""),
        access_key=env.str("AWS_ACCESS_KEY_ID", default=""),
        secret_key=env.str("AWS_SECRET_ACCESS_KEY", default=""),
    )
    return bucket.storage() if bucket.name else {"BACKEND": "mlcore.bundles.folder.BundleFolder"}


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """As the settings say it, empty where they say nothing."""

    name: str
    prefix: str
    region: str
    endpoint: str
    access_key: str
    secret_key: str

    def storage(self) -> dict[str, Any]:
        """An entry of STORAGES. Without keys, the library looks for them where it always does, e.g. for a role."""
        _check(self)
        options = {
            "bucket_name": self.name,
            "location": self.prefix.strip("/"),
            "region_name": self.region or None,
            "endpoint_url": self.endpoint or None,
            "access_key": self.access_key or None,
            "secret_key": self.secret_key or None,
        }
        return {"BACKEND": "mlcore.bundles.bucket.BundleBucket", "OPTIONS": options}


def _check(bucket: Bucket) -> None:
    if not NAME.fullmatch(bucket.name):
        raise ImproperlyConfigured(
            f"BUNDLE_BUCKET must be the name of a bucket, e.g. our-school-models, not '{bucket.name}'; "
            "a folder in it is BUNDLE_BUCKET_PREFIX"
        )
    if not PREFIX.fullmatch(bucket.prefix) or ".." in bucket.prefix:
        raise ImproperlyConfigured(
            f"BUNDLE_BUCKET_PREFIX must be a folder such as studentperf/models, not '{bucket.prefix}'"
        )
    if not REGION.fullmatch(bucket.region):
        raise ImproperlyConfigured(f"BUNDLE_BUCKET_REGION must be a region such as eu-west-1, not '{bucket.region}'")
    if bucket.endpoint and not ENDPOINT.fullmatch(bucket.endpoint):
        raise ImproperlyConfigured(
            f"BUNDLE_BUCKET_ENDPOINT must be an address such as https://s3.example.org, not '{bucket.endpoint}'"
        )
    if bool(bucket.access_key) != bool(bucket.secret_key):
        raise ImproperlyConfigured("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together: set both, or neither")
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured(
            "BUNDLE_BUCKET needs libraries that are not installed: pip install -r requirements-s3.txt, "
            "or build the image with --build-arg S3=yes"
        )
