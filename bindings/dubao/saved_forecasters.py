"""Fitted forecasters on disk: one JSON file a panel, readable by people and by other programs.

The file holds models with their options, the settings, the series, and what was learnt: parameters of every fit, the factor on
the standard errors, calibration, past errors of conformal intervals. Reading it runs the filters again with these numbers, so
that forecasts and paths have the same bits. The page *Saved fits* of the documentation lists every field.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao._core import __version__
from dubao.errors import DubaoError, InputError, Problem
from dubao.frames import Panel
from dubao.models.options import damaged, document_of, model_of
from dubao.models.saving import FORMAT as FIT_FORMAT
from dubao.models.saving import VERSION as FIT_VERSION
from dubao.models.saving import from_numbers, read_document, to_numbers
from dubao.overrides import Override
from dubao.timestamps import Stamp

if TYPE_CHECKING:
    from dubao.forecaster import Forecaster
    from dubao.models import FittedModel

FORMAT = "dubao.forecaster"
VERSION = 1
_FIELDS = (
    "format",
    "version",
    "dubao",
    "class",
    "models",
    "settings",
    "panel",
    "state",
    "notes",
    "overrides",
)
_SERIES = ("unique_id", "unit", "start", "first", "last", "values", "standard_errors", "breaks")
# Types of id and period columns that a frame gets back; others are inferred from the values.
_TYPES = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "String", "Date", "Categorical")  # fmt: skip
_DATETIME = re.compile(r"Datetime\(time_unit='(\w+)', time_zone=(?:None|'([^']*)')\)")


def write(forecaster: Any, path: str | os.PathLike[str]) -> None:
    """Writes a forecaster; see :meth:`dubao.Forecaster.save`."""
    core, panel = forecaster._fitted()
    state = core.state()
    # A file that could not be read back is not written: models that cannot hold parameters refuse here.
    forecaster._new_core().restore(panel.series, state)
    models = forecaster._given_models
    document = {
        "format": FORMAT,
        "version": VERSION,
        "dubao": __version__,
        "class": next(k.__name__ for k in type(forecaster).__mro__ if k.__module__.startswith("dubao.")),
        "models": None if models is None else [document_of(m) for m in models],
        "settings": forecaster._constructor_settings(),
        "panel": _panel_document(panel),
        "state": state,
        "notes": [forecaster._fit_notes(m) for m in range(len(forecaster.aliases))],
        "overrides": [
            {"position": i, "step": k}
            | vars(one)
            | {"unique_id": _encode(one.unique_id), "ds": _encode(one.ds)}
            for i, k, one in forecaster._overrides
        ],
    }
    # repr of a double is the shortest text that gives it back: JSON numbers are exact here.
    text = json.dumps(document, ensure_ascii=False, indent=None, allow_nan=False) + "\n"
    from dubao.data.output import atomic_output

    with atomic_output(Path(path)) as temporary:
        temporary.write_text(text, encoding="utf-8")


def load(path: str | os.PathLike[str]) -> Forecaster | FittedModel:
    """Reads what ``save`` wrote: a forecaster, or a single fit as :func:`dubao.models.load` does.

    Parameters
    ----------
    path : path
        The JSON file.

    Returns
    -------
    Forecaster or FittedModel
        With the same forecasts and paths, bit for bit.

    Raises
    ------
    InputError
        E-SAV-001 for a file that dubao did not save, E-SAV-002 for a version this release does not know, E-SAV-003 for an
        unknown model, E-SAV-004 for an unknown or missing option, E-SAV-005 for a damaged field, E-SAV-007 for a file that
        cannot be read, E-CAL-002 when the intervals were learnt with score tables of another release, E-MOD-007 for
        parameters that are not the model's.

    Examples
    --------
    >>> import tempfile, pathlib, dubao
    >>> df = {"unique_id": ["a"] * 5, "ds": [2020, 2021, 2022, 2023, 2024], "y": [10.0, 12.0, 11.0, 13.0, 14.0]}
    >>> fc = dubao.Forecaster(freq="YE", n_jobs=1).fit(df)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     fc.save(pathlib.Path(folder) / "forecaster.json")
    ...     again = dubao.load(pathlib.Path(folder) / "forecaster.json")
    >>> again.predict(h=1)["Ensemble"].tolist() == fc.predict(h=1)["Ensemble"].tolist()
    True
    """
    document = read_document(Path(path), {FORMAT: VERSION, FIT_FORMAT: FIT_VERSION})
    if document["format"] == FIT_FORMAT:
        from dubao import models

        return models.load(path)
    file = str(path)
    odd = sorted(set(document) ^ set(_FIELDS))
    if odd:
        raise damaged(file, odd[0])
    try:
        return _restored(document, file)
    except DubaoError:
        raise
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError) as error:
        raise damaged(file, str(error)) from error


def _restored(document: Mapping[str, Any], file: str) -> Forecaster:
    import dubao

    kinds: dict[str, type[Forecaster]] = {
        "Forecaster": dubao.Forecaster,
        "StatsForecast": dubao.StatsForecast,
    }
    kind = kinds.get(str(document["class"]))
    if kind is None:
        raise damaged(file, "class")
    given = document["models"]
    models = None if given is None else [model_of(one, file) for one in given]
    settings = document["settings"]
    if not isinstance(settings, Mapping):
        raise damaged(file, "settings")
    out = kind(models, **settings)
    panel = _panel_of(document["panel"], file)
    core = out._new_core()
    core.restore(panel.series, document["state"])
    out._set_fitted(core, panel)
    notes = document["notes"]
    shape = [[len(of_series) >= 0 for of_series in of_model] for of_model in notes]
    if [len(row) for row in shape] != [len(panel.ids)] * len(out.aliases):
        raise damaged(file, "notes")
    written = f"read from a file that dubao {document['dubao']} wrote"
    out._saved_notes = [[[*map(str, of_series), written] for of_series in of_model] for of_model in notes]
    for one in document["overrides"]:
        values = dict(one)
        i, k = int(values.pop("position")), int(values.pop("step"))
        values["unique_id"], values["ds"] = _decode(values["unique_id"]), _decode(values["ds"])
        if not (0 <= i < len(panel.ids) and k >= 0):
            raise damaged(file, "overrides")
        out._overrides.append((i, k, Override(**values)))
    return out


def _panel_document(panel: Panel) -> dict[str, Any]:
    rows = []
    for key, series, stamps in zip(panel.ids, panel.series, panel.stamps, strict=True):
        _, start, breaks = _core.series_calendar(series)
        rows.append(
            {
                "unique_id": _encode(key),
                "unit": series.unit,
                "start": start,
                "first": _stamp_document(stamps[0]),
                "last": _stamp_document(stamps[-1]),
                "values": to_numbers(series.values),
                "standard_errors": to_numbers(series.standard_errors)
                if series.standard_errors.size
                else None,
                "breaks": list(breaks),
            }
        )
    schema = {name: str(dtype) for name, dtype in (panel.schema or {}).items()}
    return {"kind": panel.kind, "freq": panel.freq, "schema": schema, "series": rows}


def _panel_of(document: Mapping[str, Any], file: str) -> Panel:
    ids, series, stamps = [], [], []
    freq = str(document["freq"])
    for row in document["series"]:
        if set(row) != set(_SERIES):
            raise damaged(file, "series")
        key = _decode(row["unique_id"])
        errors = None if row["standard_errors"] is None else from_numbers(row["standard_errors"])
        ids.append(key)
        series.append(
            _core.panel_series(
                str(key),
                freq,
                int(row["start"]),
                from_numbers(row["values"]),
                errors,
                [int(b) for b in row["breaks"]],
                str(row["unit"]),
            )  # fmt: skip
        )
        stamps.append([_stamp_of(row["first"], freq), _stamp_of(row["last"], freq)])
    kind = str(document["kind"])
    if kind not in ("dict", "pandas", "polars", "pyarrow", "modin", "cudf"):
        raise damaged(file, "kind")
    schema = {
        name: dtype for name, text in document["schema"].items() if (dtype := _type_of(text)) is not None
    }
    return Panel(ids, series, stamps, kind, freq, schema or None)


def _stamp_document(stamp: Stamp) -> dict[str, Any]:
    return {
        "ordinal": stamp.ordinal,
        "form": stamp.form,
        "step": stamp.step,
        "written": _encode(stamp.original),
    }


def _stamp_of(document: Mapping[str, Any], freq: str) -> Stamp:
    written = _decode(document["written"])
    return Stamp(int(document["ordinal"]), str(document["form"]), written, freq, int(document["step"]))


def _type_of(text: str) -> Any:
    """The column type of a name; None for one that is not known."""
    import narwhals as nw

    if text in _TYPES:
        return getattr(nw, text)()
    found = _DATETIME.fullmatch(text)
    return nw.Datetime(found[1], found[2]) if found else None  # type: ignore[arg-type]


def _encode(value: Any) -> Any:
    """An id or a period as plain JSON: text and numbers as they are, dates by name."""
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, float) and np.isfinite(value):
        return value
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if hasattr(value, "freqstr"):  # pandas Period
        return {"period": str(value), "freq": value.freqstr}
    raise InputError(
        Problem(
            "E-SAV-006",
            argument=type(value).__name__,
            vi=f"không lưu được mã chuỗi hoặc kỳ “{value}”",
            en=f'the series id or period "{value}" cannot be saved',
            remedy_vi="dùng chữ, số hoặc ngày làm mã chuỗi và kỳ",
            remedy_en="use text, numbers or dates as ids and periods",
        )
    )


def _decode(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "datetime" in value:
        return dt.datetime.fromisoformat(value["datetime"])
    if "date" in value:
        return dt.date.fromisoformat(value["date"])
    return import_module("pandas").Period(value["period"], value["freq"])
