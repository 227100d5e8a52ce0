"""Rows as frames of any kind, empty tables with their columns."""

from __future__ import annotations

import sys

import pytest

from dubao.errors import MissingExtraError
from dubao.labour.capacity import Institution, determine
from dubao.labour.capacity.row_frames import rows_frame
from dubao.labour.capacity.rows import Limit, YearEndRow

ROWS = [YearEndRow("HN", "4802", 1548.96, 1560.0, 39.72)]


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "dict"])
def test_every_kind_of_frame_has_the_same_columns(kind: str) -> None:
    if kind not in ("dict", "pandas"):
        pytest.importorskip(kind, reason=f"{kind} is not installed")
    frame = rows_frame(ROWS, YearEndRow, kind)
    assert float(frame["scale"][0].as_py() if kind == "pyarrow" else frame["scale"][0]) == 1548.96


def test_an_empty_table_has_its_columns() -> None:
    assert list(rows_frame([], YearEndRow, "dict")) == ["location", "unit", "scale", "capacity", "ratio"]


def test_terms_and_clauses_are_one_text(worked_example: Institution) -> None:
    limits = [one for one in determine(worked_example).limits if one.name == "lecturers HN/4802"]
    frame = rows_frame(limits, Limit, "dict")
    assert frame["clauses"][0] == "TT34-2026 Art. 5(1)(b)"
    assert frame["terms"][0].startswith("0.8 HN/4802/bachelor/regular; 0.64 HN/4802/bachelor/blended")


def test_a_missing_package_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtraError, match="E-EXT-001"):
        rows_frame(ROWS, YearEndRow, "pandas")
