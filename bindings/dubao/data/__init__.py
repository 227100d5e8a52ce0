"""The data room: catalogue of the data packages, validation, the user's own tables, forecast vintages.

>>> from dubao.data import Catalogue
>>> record = Catalogue().series("vn.emp.isco08.25.T", for_forecast=True)
>>> record.periods[0], record.unit
('2009', 'thousand_persons')

Reading and checking need the standard library and numpy only; spreadsheets (openpyxl, XlsxWriter) and vintages (pyarrow,
DuckDB) are imported when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dubao.data.catalogue import Catalogue, SearchHit
from dubao.data.packages import Package
from dubao.data.table import FORECAST_STATUSES, STATUSES, Field, SeriesRecord, Source, Table

if TYPE_CHECKING:
    from dubao.data.validate import Report, check_path

_LAZY = {"Report": "dubao.data.validate", "check_path": "dubao.data.validate"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'dubao.data' has no attribute {name!r}")


__all__ = [
    "FORECAST_STATUSES",
    "STATUSES",
    "Catalogue",
    "Field",
    "Package",
    "Report",
    "SearchHit",
    "SeriesRecord",
    "Source",
    "Table",
    "check_path",
]
