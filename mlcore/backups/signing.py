"""The signature of an archive, with a key that follows from SECRET_KEY: only this installation can make it."""

from django.utils.crypto import constant_time_compare, salted_hmac

# Other signatures of the product that follow from the same SECRET_KEY can never pass for one of an archive.
PURPOSE = "mlcore.backups: manifest of an archive"


def sign(manifest: bytes) -> str:
    """64 hexadecimal digits (HMAC-SHA256) over the very bytes of the manifest, which holds all other checksums."""
    return salted_hmac(PURPOSE, manifest, algorithm="sha256").hexdigest()


def is_ours(manifest: bytes, signature: bytes) -> bool:
    return constant_time_compare(signature, sign(manifest))
