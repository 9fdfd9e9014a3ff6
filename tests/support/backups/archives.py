"""Backups taken apart, changed and put together again, signed or not."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

from mlcore.backups import signing

Members = dict[str, bytes]


def taken_apart(file: Path) -> Members:
    with tarfile.open(file) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}


def put_together(target: Path, members: Mapping[str, bytes]) -> Path:
    with tarfile.open(target, "w:gz") as tar:
        for name, blob in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(blob)
            tar.addfile(info, io.BytesIO(blob))
    return target


def sealed(members: Members, change: Callable[[dict], object] = lambda manifest: None, *, sign: bool = True) -> Members:
    """With checksums that are right for what the members are now; `change` is done to the manifest before the seal."""
    contents = {name: blob for name, blob in members.items() if "/" in name}
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = {name: hashlib.sha256(blob).hexdigest() for name, blob in contents.items()}
    change(manifest)
    described = json.dumps(manifest).encode()
    seal = {"signature": signing.sign(described).encode()} if sign else {}
    return contents | {"manifest.json": described} | seal
