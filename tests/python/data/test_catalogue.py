"""The catalogue serves what the files say and refuses what a forecast may not use."""

from __future__ import annotations

import doctest
import math
from pathlib import Path

import numpy as np
import pytest

from dubao.data import Catalogue, packages, periods, reader, table
from dubao.errors import InputError

from .conftest import GOOD, row


def test_the_examples_of_the_modules_run() -> None:
    for module in (periods, table, reader):
        result = doctest.testmod(module)
        assert result.attempted > 0
        assert result.failed == 0


def test_a_series_comes_back_with_values_break_unit_and_source(make_root) -> None:
    record = Catalogue(make_root()).series("xx.emp.62.T", for_forecast=True)
    assert record.periods == tuple(str(2015 + i) for i in range(8))
    np.testing.assert_array_equal(record.values, [100 + 3 * i for i in range(8)])
    assert record.breaks == ("2021",)
    assert record.unit == "thousand_persons"
    assert record.sources[0].title == "Labour Force Survey"
    assert record.dimensions == {"sex": "T", "activity": "62"}
    assert record.value("2016") == 103.0
    assert record.value("1999") is None


def test_missing_periods_inside_the_span_are_nan_and_named(make_root) -> None:
    rows = [GOOD[0], GOOD[2], row("2018", ""), GOOD[4]]
    record = Catalogue(make_root(rows)).series("xx.emp.62.T")
    assert record.periods == ("2015", "2016", "2017", "2018", "2019")
    assert record.missing == ("2016", "2018")
    assert [math.isnan(v) for v in record.values] == [False, True, False, True, False]
    long = record.to_dict()
    assert long["ds"].tolist() == list(record.periods)
    assert long["break"].tolist() == [False] * 5


def test_the_core_series_has_the_same_values_and_break(make_root) -> None:
    core = Catalogue(make_root()).series("xx.emp.62.T").to_core()
    assert (core.id, core.start, core.breaks, core.unit) == (
        "xx.emp.62.T",
        "2015",
        ["2021"],
        "thousand_persons",
    )
    np.testing.assert_array_equal(core.values, [100 + 3 * i for i in range(8)])


def test_published_standard_errors_reach_the_core_only_when_there_are_any(make_root) -> None:
    with_errors = [{**r, "standard_error": "4.5"} for r in GOOD]
    record = Catalogue(make_root(with_errors)).series("xx.emp.62.T")
    np.testing.assert_array_equal(record.to_core().standard_errors, np.full(8, 4.5))
    assert len(record.to_core(standard_errors=False).standard_errors) == 0


def test_a_claim_may_be_read_but_not_drive_a_forecast(make_root) -> None:
    cat = Catalogue(make_root([*GOOD[:-1], {**GOOD[-1], "status": "claim"}]))
    assert len(cat.series("xx.emp.62.T")) == 8
    with pytest.raises(InputError) as refused:
        cat.series("xx.emp.62.T", for_forecast=True)
    assert refused.value.id == "E-CAT-005"
    assert refused.value.problems[0].period == "2022"


def test_unknown_names_are_answered_with_the_nearest_known(make_root) -> None:
    cat = Catalogue(make_root())
    with pytest.raises(InputError, match="did you mean “xx.emp.62.T”") as series:
        cat.series("xx.emp.62.X")
    assert series.value.id == "E-CAT-003"
    with pytest.raises(InputError, match="did you mean “labour/employment”") as unknown:
        cat.table("labour/employmnt")
    assert unknown.value.id == "E-CAT-002"


def test_a_table_is_found_by_its_short_name(make_root) -> None:
    assert Catalogue(make_root()).table("employment").name == "labour/employment"


def test_labels_stand_in_both_languages_and_joined_codes_are_spelled_out(make_root) -> None:
    cat = Catalogue(make_root())
    assert cat.unit_label("thousand_persons", "vi") == "nghìn người"
    assert cat.label("62", "en", "activities") == "Computer programming"
    assert cat.label("62+63", "vi", "activities") == "Lập trình máy tính + Dịch vụ thông tin"
    assert cat.label("99", "vi", "activities") == "99"
    assert cat.series_label("xx.emp.62.T", "en") == "Employment by activity: both sexes, Computer programming"


def test_search_ignores_marks_and_case(make_root) -> None:
    hits = Catalogue(make_root()).search("LAP TRINH may")
    assert [hit.id for hit in hits] == ["xx.emp.62.T"]


def test_a_folder_without_packages_is_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="datapackage.json") as refused:
        Catalogue(tmp_path)
    assert refused.value.id == "E-CAT-001"
    assert refused.value.problems[0].file == str(tmp_path)


def test_a_broken_description_is_refused_and_named(make_root) -> None:
    root = make_root()
    (root / "labour" / "datapackage.json").write_text("{not json", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        Catalogue(root).packages()
    assert refused.value.id == "E-CAT-006"
    assert refused.value.problems[0].file == "datasets/labour/datapackage.json"


def test_the_environment_variable_names_the_root(make_root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(packages.ENVIRONMENT, str(make_root()))
    assert [p.name for p in Catalogue().packages()] == ["classifications", "labour"]


def test_the_packages_of_the_project_hold_the_headline_series() -> None:
    record = Catalogue().series("vn.emp.isco08.25.T", for_forecast=True)
    assert record.first == "2009"
    assert record.breaks == ("2021",)
    assert record.value("2024") == pytest.approx(123.449)


def test_two_digit_activities_lack_2013_and_say_so() -> None:
    assert "2013" in Catalogue().series("vn.emp.isic4.62.T").missing
