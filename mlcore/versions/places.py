"""Where the machine works, as the settings say."""

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from mlcore.pipeline.places.place import Place


def place() -> "Place":
    """This machine, or the cluster of DASK_SCHEDULER."""
    if settings.DASK_SCHEDULER:
        from mlcore.pipeline.places.cluster import Cluster

        return Cluster(settings.DASK_SCHEDULER)
    from mlcore.pipeline.places.here import Here

    return Here()


def place_of_files() -> "Place | None":
    """Who answers the chunks of a file: the cluster of DASK_SCHEDULER, else whoever reads them, which takes as long."""
    return place() if settings.DASK_SCHEDULER else None
