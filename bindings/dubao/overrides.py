"""Overrides: an expert's path as a logged input, applied to the draws and scored before and after.

An override moves the centre of one period of one series; the paths move with it and keep their spread, unless a spread is
given. Who made it and why is part of the result: in ``Forecaster.notes``, in ``Forecaster.provenance`` and in
``Forecaster.override_log``.

>>> one = Override("a", 2026, "shift", 5.0, "panel of experts", "two data centres open")
>>> one.centre(100.0), one.text("en")
(105.0, 'override of 2026: shift by 5 (panel of experts: two data centres open)')
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from dubao.errors import Collector, InputError, Language, Problem

KINDS = ("replace", "shift", "factor")
_WORDS = {
    "vi": {"replace": "thay bằng", "shift": "dịch", "factor": "nhân với", "spread": "độ lệch chuẩn"},
    "en": {"replace": "replaced by", "shift": "shift by", "factor": "times", "spread": "standard deviation"},
}


@dataclass(frozen=True)
class Override:
    """One value of an expert.

    Attributes
    ----------
    unique_id, ds
        Series and period, as they are written in the panel.
    kind : {"replace", "shift", "factor"}
        What ``value`` does to the point forecast.
    value : float
    who, why : str
        Author and reason; never empty.
    spread : float or None
        Standard deviation of the paths of this period, unit of ``y``; None keeps the model's.
    model : str or None
        Column name of the only model it applies to; None for all.
    """

    unique_id: Any
    ds: Any
    kind: str
    value: float
    who: str
    why: str
    spread: float | None = None
    model: str | None = None

    def centre(self, centre: float) -> float:
        """The point forecast after the override."""
        if self.kind == "replace":
            return self.value
        return centre + self.value if self.kind == "shift" else centre * self.value

    def text(self, lang: Language) -> str:
        """A sentence for the notes."""
        words = _WORDS[lang]
        head = "điều chỉnh kỳ" if lang == "vi" else "override of"
        spread = "" if self.spread is None else f", {words['spread']} {self.spread:g}"
        return f"{head} {self.ds}: {words[self.kind]} {self.value:g}{spread} ({self.who}: {self.why})"

    def to_dict(self) -> dict[str, Any]:
        """For the provenance of a result."""
        return asdict(self) | {"ds": str(self.ds)}


@dataclass(frozen=True)
class Movement:
    """What the overrides of one period do to its paths: ``new + (path - old) * scale``, not below ``floor``."""

    old: float
    new: float
    scale: float = 1.0
    floor: float = -math.inf

    def apply(self, values: np.ndarray) -> np.ndarray:
        """Paths, quantiles or point forecasts of the period after the overrides; the order of the values is kept."""
        if self.scale == 1.0:
            return np.maximum(values + (self.new - self.old), self.floor)
        return np.maximum(self.new + (values - self.old) * self.scale, self.floor)


def movement(overrides: list[Override], centre: float, paths: np.ndarray | None, floor: float) -> Movement:
    """The overrides of one period, one after the other. ``paths`` is needed when one of them gives a spread."""
    new, scale = centre, 1.0
    for one in overrides:
        new = one.centre(new)
        if one.spread is not None and paths is not None:
            own = float(np.std(paths))
            scale = one.spread / own if own > 0 else 1.0
    return Movement(centre, new, scale, floor)


def checked(one: Override, models: list[str]) -> Override:
    """The override, or all that is wrong with it.

    Raises
    ------
    InputError
        E-OVR-001 unknown kind, E-OVR-002 a value that is no finite number or a factor that is not above zero, E-OVR-003 no author or
        no reason, E-OVR-004 a spread below zero, E-OVR-005 a model that is not there.
    """
    problems = Collector()
    series, period = str(one.unique_id), str(one.ds)
    if one.kind not in KINDS:
        problems.add(
            Problem(
                "E-OVR-001",
                argument="kind",
                vi=f"không biết kiểu điều chỉnh “{one.kind}”",
                en=f'"{one.kind}" is not a kind of override',
                remedy_vi="dùng replace, shift hoặc factor",
                remedy_en="use replace, shift or factor",
                series=series,
                period=period,
            )
        )
    if not math.isfinite(one.value) or (one.kind == "factor" and one.value <= 0):
        problems.add(
            Problem(
                "E-OVR-002",
                argument="value",
                vi=f"giá trị {one.value!r} không dùng được",
                en=f"the value {one.value!r} cannot be used",
                remedy_vi="ghi một số hữu hạn; hệ số phải lớn hơn 0",
                remedy_en="give a finite number; a factor must be above zero",
                series=series,
                period=period,
            )
        )
    for name in ("who", "why"):
        if not str(getattr(one, name) or "").strip():
            problems.add(
                Problem(
                    "E-OVR-003",
                    argument=name,
                    vi="điều chỉnh phải ghi người điều chỉnh và lý do",
                    en="an override needs its author and its reason",
                    remedy_vi="ghi who và why",
                    remedy_en="give who and why",
                    series=series,
                    period=period,
                )
            )
    if one.spread is not None and not (math.isfinite(one.spread) and one.spread >= 0):
        problems.add(
            Problem(
                "E-OVR-004",
                argument="spread",
                vi=f"độ lệch chuẩn {one.spread!r} không hợp lệ",
                en=f"the standard deviation {one.spread!r} is not possible",
                remedy_vi="ghi một số không âm, hoặc bỏ trống để giữ nguyên",
                remedy_en="give a number of at least zero, or leave it out to keep the model's",
                series=series,
                period=period,
            )
        )
    if one.model is not None and one.model not in models:
        problems.add(
            Problem(
                "E-OVR-005",
                argument="model",
                vi=f"không có mô hình “{one.model}”; có: {', '.join(models)}",
                en=f'there is no model "{one.model}"; there are: {", ".join(models)}',
                remedy_vi="chọn một tên trong danh sách, hoặc bỏ trống để áp dụng cho mọi mô hình",
                remedy_en="choose a name of the list, or leave it out for all",
                series=series,
                period=period,
            )
        )
    problems.raise_if_any(InputError)
    return one


def refuse_place(unique_id: Any, ds: Any, is_series: bool) -> InputError:
    """E-OVR-006 for a series that is not in the panel, E-OVR-007 for a period that is not in its future."""
    if not is_series:
        return InputError(
            Problem(
                "E-OVR-006",
                argument="unique_id",
                series=str(unique_id),
                vi="bảng không có chuỗi này",
                en="the panel has no such series",
                remedy_vi="kiểm tra lại mã chuỗi",
                remedy_en="check the id of the series",
            )
        )
    return InputError(
        Problem(
            "E-OVR-007",
            argument="ds",
            series=str(unique_id),
            period=str(ds),
            vi="kỳ này không nằm sau kỳ cuối của chuỗi",
            en="this period does not lie after the last one of the series",
            remedy_vi="ghi một kỳ dự báo, viết như trong bảng",
            remedy_en="give a period to be forecast, written as in the table",
        )
    )
