"""Columns of person records as the compiled core takes them; whatever is wrong is a column and a number of rows.

>>> factor_codes({"sex": ["F", "M", None]}, "sex")
('sex', ['F', 'M'], [0, 1, -1])
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dubao.errors import InputError, Problem

OLDEST = 130


def count_problem(column: str, count: int, vi: str, en: str, remedy_vi: str, remedy_en: str) -> Problem:
    """A problem of a column: how many values, and what is wrong with them; never which."""
    """A problem of a column: how many values, and what is wrong with them; never which."""
    return Problem(
        "E-REP-014",
        argument=column,
        column=column,
        vi=f"{count} {vi}",
        en=f"{count} {en}",
        remedy_vi=remedy_vi,
        remedy_en=remedy_en,
    )


def check_columns(columns: Mapping[str, Any], wanted: Sequence[str]) -> None:
    """Refuses a table without some of its columns, naming all of them (E-REP-019)."""
    absent = [name for name in wanted if name not in columns]
    if absent:
        raise InputError(
            [
                Problem(
                    "E-REP-019",
                    argument="records",
                    column=name,
                    vi="không có cột này",
                    en="there is no such column",
                    remedy_vi="ghi đúng tên cột của bảng",
                    remedy_en="give the name the column has in the table",
                )
                for name in absent
            ]
        )


def factor_codes(columns: Mapping[str, Sequence[Any]], name: str) -> tuple[str, list[str], list[int]]:
    """Name, categories in order, and the code of each row; −1 where the value is missing."""
    texts = []
    for value in columns[name]:
        try:
            missing = value is None or value == "" or bool(value != value)
        except TypeError:  # pandas.NA is neither true nor false
            missing = True
        texts.append(None if missing else str(value))
    levels = sorted({text for text in texts if text is not None})
    position = {level: k for k, level in enumerate(levels)}
    return (name, levels, [-1 if text is None else position[text] for text in texts])


def number_values(columns: Mapping[str, Sequence[Any]], name: str) -> np.ndarray:
    """Numbers, NaN where there is none: nothing of a value that cannot be read is kept."""
    return np.array(
        [
            float(v) if isinstance(v, (int, float, np.number)) and not isinstance(v, bool) else math.nan
            for v in columns[name]
        ]
    )


def age_codes(
    columns: Mapping[str, Sequence[Any]], name: str, bounds: Sequence[int], problems: list[Problem]
) -> tuple[str, list[str], list[int]]:
    """Age groups by the first ages of all but the youngest; ages that are none are added to the problems."""
    ages = number_values(columns, name)
    good = np.isfinite(ages) & (ages >= 0) & (ages <= OLDEST)
    if not good.all():
        problems.append(
            count_problem(
                name,
                int((~good).sum()),
                f"giá trị không phải là tuổi từ 0 đến {OLDEST}",
                f"values are no age from 0 to {OLDEST}",
                "ghi tuổi tròn, hoặc bỏ các dòng này và nêu số dòng đã bỏ",
                "give completed years, or leave these rows out and say how many",
            )
        )
    edges = sorted({int(bound) for bound in bounds})
    levels = [
        f"{low}–{high - 1}" if high else f"{low}+" for low, high in zip([0, *edges], [*edges, 0], strict=True)
    ]
    codes = np.searchsorted(np.array(edges, dtype=float), np.where(good, ages, 0.0), side="right")
    return (name, levels, [int(code) for code in codes])
