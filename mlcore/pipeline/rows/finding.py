"""Finding rows among those that were packed, by what they hold."""

import gzip
from collections import Counter

import pandas as pd

from mlcore.pipeline.rows.combining import carried
from mlcore.pipeline.rows.storing import pack
from mlcore.pipeline.schema import Schema

END = b"\r\n"


def places_of(blob: bytes, wanted: pd.DataFrame, schema: Schema) -> list[int]:
    """Positions of packed rows that equal a wanted one in every field of the schema, where a column that is not there
    is blank; each as often as it is wanted, the first ones first."""
    still = Counter(_lines(pack([carried(wanted, schema)], schema).csv))
    found = []
    for position, line in enumerate(_lines(blob)):
        if still[line] > 0:
            still[line] -= 1
            found.append(position)
    return found


def _lines(blob: bytes) -> list[bytes]:
    """Without the header; no value of a field goes over a line."""
    return gzip.decompress(blob).split(END)[1:-1]
