"""New rows after the end of a panel, for :meth:`dubao.Forecaster.update`.

>>> from dubao.frames import read_panel
>>> panel = read_panel({"unique_id": ["a", "a"], "ds": [2023, 2024], "y": [1.0, 2.0]})
>>> longer = appended(panel, read_panel({"unique_id": ["a"], "ds": [2025], "y": [3.0]}), "refuse")
>>> longer.series[0].values.tolist(), longer.future(0, 1)
([1.0, 2.0, 3.0], [2026])
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from dubao import _core
from dubao.errors import Collector, Problem

if TYPE_CHECKING:
    from typing import Any

    from dubao.frames import Panel
    from dubao.timestamps import Stamp


def appended(panel: Panel, new: Panel, gaps: str) -> Panel:
    """The panel with the rows of another one after its own.

    Parameters
    ----------
    panel, new : Panel
        Series of ``new`` stand in ``panel`` already; those without new rows stay as they are.
    gaps : {"refuse", "missing"}
        A period between the last one of a series and the first new one is an error, or a missing value.

    Raises
    ------
    InputError
        E-FRC-009 for a series that was not fitted, E-FRC-010 for a period that is not after the last one, E-FRC-011 for
        another frequency, E-FRM-010 for a period without a row; all at once.
    """
    found = Collector()
    places = {key: i for i, key in enumerate(panel.ids)}
    series, stamps = list(panel.series), list(panel.stamps)
    if new.freq != panel.freq:
        found.add(
            Problem(
                "E-FRC-011",
                argument="freq",
                vi=f"số liệu mới có tần suất {new.freq}, số liệu đã ước lượng có tần suất {panel.freq}",
                en=f"the new rows are {new.freq}, the fitted ones {panel.freq}",
                remedy_vi="đưa vào số liệu cùng tần suất",
                remedy_en="give rows of the same frequency",
            )
        )
        found.raise_if_any()
    marked = list(new.breaks_at_start) or [False] * len(new.ids)
    for key, one, written, new_definition in zip(new.ids, new.series, new.stamps, marked, strict=True):
        if key not in places:
            found.add(
                Problem(
                    "E-FRC-009",
                    series=str(key),
                    vi="chuỗi này chưa được ước lượng",
                    en="this series was not fitted",
                    remedy_vi="gọi fit với cả bảng, hoặc bỏ chuỗi này",
                    remedy_en="call fit with the whole table, or leave the series out",
                )
            )
            continue
        i = places[key]
        distance = written[0].ordinal - panel.stamps[i][-1].ordinal
        problem = _misplaced(str(key), written[0], distance, gaps)
        if problem is not None:
            found.add(problem)
            continue
        series[i] = _joined(panel.series[i], one, distance - 1, new_definition)
        stamps[i] = [*panel.stamps[i], *written]
    found.raise_if_any()
    return replace(panel, series=series, stamps=stamps)


def _misplaced(key: str, first: Stamp, distance: int, gaps: str) -> Problem | None:
    where: dict[str, Any] = {"series": key, "period": str(first)}
    if distance < 1:
        return Problem(
            "E-FRC-010",
            **where,
            vi="kỳ này không nằm sau kỳ cuối đã ước lượng",
            en="the period is not after the last one that was fitted",
            remedy_vi="chỉ đưa vào các kỳ mới; số liệu cũ thay đổi thì gọi lại fit",
            remedy_en="give new periods only; call fit again when earlier values have changed",
        )
    if distance > 1 and gaps == "refuse":
        return Problem(
            "E-FRM-010",
            **where,
            column="ds",
            vi=f"thiếu {distance - 1} kỳ trước kỳ này",
            en=f"{distance - 1} period(s) before this one have no row",
            remedy_vi="thêm dòng với y để trống, hoặc đặt gaps='missing'",
            remedy_en="add rows with an empty y, or pass gaps='missing'",
        )
    return None


def _joined(old: _core.Series, new: _core.Series, gap: int, new_definition: bool) -> _core.Series:
    """Two series of one name with `gap` missing values between them; the second may begin a new definition."""
    alias, first, breaks = _core.series_calendar(old)
    _, start, later = _core.series_calendar(new)
    if new_definition:
        breaks = [*breaks, start]
    missing = np.full(gap, np.nan)
    errors = None
    if old.standard_errors.size or new.standard_errors.size:
        parts = [s.standard_errors if s.standard_errors.size else np.full(len(s), np.nan) for s in (old, new)]
        errors = np.concatenate([parts[0], missing, parts[1]])
    values = np.concatenate([old.values, missing, new.values])
    return _core.panel_series(old.id, alias, first, values, errors, [*breaks, *later], old.unit)
