"""Fitted models on disk: one JSON file a fit, readable by people and by other programs.

The file holds the model with its options, the series, the regressors and the parameters; a loaded fit is the filter run
again with these parameters, so that forecasts and paths have the same bits. The page *Saved fits* of the documentation lists
every field.

>>> import tempfile, pathlib
>>> from dubao.models import AutoETS, load
>>> fitted = AutoETS().fit([10, 11.2, 11.9, 13.1, 13.8, 15.2, 15.9, 17.1])
>>> with tempfile.TemporaryDirectory() as folder:
...     fitted.save(pathlib.Path(folder) / "fit.json")
...     again = load(pathlib.Path(folder) / "fit.json")
>>> bool((again.draws(3, 100) == fitted.draws(3, 100)).all())
True
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao._core import __version__
from dubao.errors import InputError, Problem
from dubao.models.options import damaged, document_of, model_of

if TYPE_CHECKING:
    from dubao.models.base import FittedModel, Model

FORMAT = "dubao.fitted-model"
VERSION = 1
_FIELDS = ("format", "version", "dubao", "model", "series", "regressors", "params", "notes")
_SERIES = ("id", "unit", "start", "values", "standard_errors", "breaks")


@dataclass(frozen=True)
class FitSource:
    """What a fit was made of, so that it can be moved on and written down.

    Attributes
    ----------
    model : Model
    series : Series
        Of the core.
    dated : bool
        Whether the series came with dates; a bare array did not.
    rows : ndarray or None
        Regressors, known future included.
    names : list of str
        Of their columns.
    """

    model: Model
    series: _core.Series
    dated: bool
    rows: np.ndarray | None = None
    names: list[str] = field(default_factory=list)

    def extended(
        self,
        new_y: Sequence[float] | np.ndarray | float,
        standard_errors: Sequence[float] | np.ndarray | None,
        rows: np.ndarray | None,
    ) -> FitSource:
        """The same with values (and regressors) after the last ones."""
        values = np.atleast_1d(np.asarray(new_y, dtype=float))
        series, n = self.series, len(self.series)
        old = series.standard_errors if series.standard_errors.size else None
        errors = None
        if old is not None or standard_errors is not None:
            errors = np.concatenate(
                [
                    np.full(n, np.nan) if old is None else old,
                    np.full(values.size, np.nan)
                    if standard_errors is None
                    else np.atleast_1d(np.asarray(standard_errors, dtype=float)),
                ]
            )
        longer = make_series(
            np.concatenate([series.values, values]), errors, _break_positions(series, self.dated), series.id, series.unit,
            series.start if self.dated else None,
        )  # fmt: skip
        known = self.rows
        if rows is not None:
            # The rows of the new periods replace what was known of the future.
            known = rows if known is None else np.vstack([known[:n], rows])
        return FitSource(self.model, longer, self.dated, known, self.names)

    def seasonal_series(self) -> _core.Series:
        """The series; a bare array under the calendar that the model's season length asks for, so that its score table is found."""
        season = getattr(self.model, "season_length", 0)
        alias = {2: "HYE", 4: "QE", 12: "ME", 52: "W"}.get(season) if isinstance(season, int) else None
        if self.dated or alias is None:
            return self.series
        series = self.series
        errors = series.standard_errors if series.standard_errors.size else None
        marks = [1 + b for b in _break_positions(series, False)]
        return _core.panel_series(series.id, alias, 1, series.values, errors, marks)

    def restored(self, params: Sequence[tuple[str, float]]) -> _core.Fitted:
        """The core's fit with held parameters."""
        return self.model.core.fit_with_parameters(self.series, list(params), self.rows, self.names)


def make_series(
    values: np.ndarray,
    standard_errors: np.ndarray | None,
    breaks: Sequence[int],
    name: str = "",
    unit: str = "",
    start: str | None = None,
) -> _core.Series:
    """A core series; ``start`` None for a bare array, ``breaks`` are positions."""
    if start is None:
        # A bare array has no dates: the core gives it an annual calendar from year 1.
        return _core.panel_series(name, "YE", 1, values, standard_errors, [1 + int(b) for b in breaks])
    marks = [_core.shift_period(start, int(b)) for b in breaks]
    return _core.Series(
        values, start=start, id=name, unit=unit, standard_errors=standard_errors, breaks=marks
    )


def write(fitted: FittedModel, path: str | os.PathLike[str]) -> None:
    """Writes a fit; see :meth:`dubao.models.FittedModel.save`."""
    source = fitted.source()
    params = list(fitted.core_params)
    # A file that could not be read back is not written: models that cannot hold parameters refuse here.
    source.restored(params)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "dubao": __version__,
        "model": document_of(source.model),
        "series": {
            "id": source.series.id,
            "unit": source.series.unit,
            "start": source.series.start if source.dated else None,
            "values": to_numbers(source.series.values),
            "standard_errors": to_numbers(source.series.standard_errors)
            if source.series.standard_errors.size
            else None,
            "breaks": _break_positions(source.series, source.dated),
        },
        "regressors": None
        if source.rows is None
        else {"names": list(source.names), "rows": [to_numbers(row) for row in source.rows]},
        "params": [[name, value] for name, value in params],
        "notes": list(fitted.notes),
    }
    # repr of a double is the shortest text that gives it back: JSON numbers are exact here.
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    # The room of the data packages is large and not needed to fit a model: it is entered here only.
    from dubao.data.output import atomic_output

    with atomic_output(Path(path)) as temporary:
        temporary.write_text(text, encoding="utf-8")


def load(path: str | os.PathLike[str]) -> FittedModel:
    """Reads a fit that ``save`` wrote.

    Parameters
    ----------
    path : path
        The JSON file.

    Returns
    -------
    FittedModel
        With the same forecasts and paths, bit for bit; ``notes`` are those of the fit and one about the file.

    Raises
    ------
    InputError
        E-SAV-001 for a file that is not a saved fit, E-SAV-002 for a version this release does not know, E-SAV-003 for an
        unknown model, E-SAV-004 for an unknown or missing option, E-SAV-005 for a damaged field, E-MOD-007 for parameters
        that are not the model's.

    Examples
    --------
    See the module :mod:`dubao.models.saving`.
    """
    from dubao.models.base import FittedModel

    document = read_document(Path(path), {FORMAT: VERSION})
    file = str(path)
    unknown = sorted(set(document) ^ set(_FIELDS))
    if unknown:
        raise damaged(file, unknown[0])
    model = model_of(document["model"], file)
    series = document["series"]
    if not isinstance(series, Mapping) or set(series) != set(_SERIES):
        raise damaged(file, "series")
    try:
        values = from_numbers(series["values"])
        errors = None if series["standard_errors"] is None else from_numbers(series["standard_errors"])
        breaks = [int(b) for b in series["breaks"]]
        given = document["regressors"]
        rows = None if given is None else np.array([from_numbers(row) for row in given["rows"]], dtype=float)
        names = [] if given is None else [str(name) for name in given["names"]]
        if rows is not None:
            rows = rows.reshape(-1, len(names))
        params = [(str(name), float(value)) for name, value in document["params"]]
        notes = [str(note) for note in document["notes"]]
        start = series["start"]
        core_series = make_series(values, errors, breaks, series["id"], series["unit"], start)
    except (TypeError, ValueError, KeyError) as error:
        if isinstance(error, InputError):
            raise
        raise damaged(file, str(error)) from error
    source = FitSource(model, core_series, start is not None, rows, names)
    notes.append(f"read from a file that dubao {document['dubao']} wrote")
    return FittedModel(source.restored(params), source, notes)


def read_document(path: Path, formats: Mapping[str, int]) -> dict[str, Any]:
    """The JSON object of a saved fit or forecaster; ``formats``: name and version of those that are wanted.

    Raises
    ------
    InputError
        E-SAV-007 for a file that cannot be read, E-SAV-001 for one that is of none of the formats, E-SAV-002 for another version.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
    except OSError as error:
        raise InputError(
            Problem(
                "E-SAV-007",
                file=str(path),
                vi=f"không đọc được tệp: {error.strerror}",
                en=f"the file cannot be read: {error.strerror}",
                remedy_vi="kiểm tra đường dẫn",
                remedy_en="check the path",
            )  # fmt: skip
        ) from error
    except (ValueError, RecursionError) as error:
        raise _foreign(path) from error
    if not isinstance(document, dict) or str(document.get("format")) not in formats:
        raise _foreign(path)
    known = formats[document["format"]]
    if document.get("version") != known or isinstance(document.get("version"), bool):
        raise InputError(
            Problem(
                "E-SAV-002",
                file=str(path),
                argument="version",
                vi=f"không biết phiên bản {document.get('version')!r} của định dạng; bản này đọc phiên bản {known}",
                en=f"version {document.get('version')!r} of the format is unknown; this release reads {known}",
                remedy_vi="dùng bản dubao đã ghi tệp, hoặc ước lượng lại mô hình",
                remedy_en="use the release of dubao that wrote the file, or fit the model again",
            )  # fmt: skip
        )
    return document


def _refuse_constant(text: str) -> float:
    raise ValueError(text)


def _foreign(path: Path) -> InputError:
    return InputError(
        Problem(
            "E-SAV-001",
            file=str(path),
            vi="tệp không phải là mô hình do dubao lưu",
            en="the file is not a fit saved by dubao",
            remedy_vi="đưa vào tệp do FittedModel.save ghi; bộ dự báo đọc bằng dubao.load",
            remedy_en="give a file that FittedModel.save wrote; forecasters are read by dubao.load",
        )  # fmt: skip
    )


def to_numbers(values: np.ndarray) -> list[float | None]:
    """Numbers for JSON; a missing value is null."""
    return [None if math.isnan(v) else float(v) for v in values]


def from_numbers(values: Any) -> np.ndarray:
    """The array that :func:`to_numbers` wrote."""
    if not isinstance(values, list):
        raise TypeError("values")
    if any(isinstance(v, (str, bool)) for v in values):
        raise TypeError("values")
    return np.array([math.nan if v is None else float(v) for v in values], dtype=float)


def _break_positions(series: _core.Series, dated: bool) -> list[int]:
    if not dated:  # years of the calendar that stands in for dates
        return [int(b) - int(series.start) for b in series.breaks]
    return [_core.period_difference(b, series.start) for b in series.breaks]
