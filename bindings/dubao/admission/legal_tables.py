"""The tables of the data packages that the admission module reads, each read once a process.

>>> [row["reading_id"] for row in table_rows("vietnam-admission/readings")][:2]
['A1', 'A1']
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dubao.data.catalogue import Catalogue

__all__ = ["table_rows"]


def table_rows(name: str) -> tuple[Mapping[str, Any], ...]:
    """Rows of a table of the catalogue, with the user's own tables where there are some."""
    return _rows(name, os.environ.get("DUBAO_DATASETS", ""), os.environ.get("DUBAO_OWN_TABLES", ""))


@lru_cache(maxsize=32)
def _rows(name: str, root: str, own: str) -> tuple[Mapping[str, Any], ...]:
    # Root and own tables are read from the environment by the catalogue itself; here they only tell the cases apart.
    return tuple(Catalogue().table(name).rows)
