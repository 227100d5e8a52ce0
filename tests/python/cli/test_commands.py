"""Each command does its work on real files, and refuses bad input without leaving anything behind."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pytest.importorskip("pyarrow")

LONG = "unique_id,ds,y\n" + "".join(f"a,{2010 + i},{100 + 3 * i + (i % 3)}\n" for i in range(12))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- check -----------------------------------------------------------------------------------------------------------------
def test_check_passes_the_tables_of_the_project(dubao) -> None:
    result = dubao("check", "vietnam-labour", "vietnam-population/mortality")
    assert result.code == 0
    assert "no problem" in result.out


def test_check_lists_every_problem_of_every_file_and_ends_with_1(dubao, here: Path) -> None:
    Path("a.csv").write_text(LONG + "a,2022,x\na,2022,5\n")
    Path("b.csv").write_bytes(b"")
    result = dubao("check", "a.csv", "b.csv", "none.csv")
    assert result.code == 1
    lines = result.err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["E-DAT-004", "E-DAT-012", "E-DAT-002", "E-DAT-001"]
    assert "a.csv, row 14, column y, " in lines[0] or "a.csv, row 14, column y" in lines[0]
    assert "4 problems" in result.out


def test_check_speaks_json(dubao, here: Path) -> None:
    Path("a.csv").write_text("unique_id;ds;y\na;2020;1.234\na;2021;1.250\n")
    refused = dubao("check", "a.csv", "--json")
    assert refused.code == 1
    assert [p["id"] for p in refused.json["targets"][0]["problems"]] == ["E-NUM-002", "E-NUM-002"]
    passed = dubao("check", "a.csv", "--number-format", "vi", "--json")
    assert (passed.code, passed.json["ok"], passed.json["targets"][0]["rows"]) == (0, True, 2)


# -- data ------------------------------------------------------------------------------------------------------------------
def test_data_list_shows_tables_and_finds_series(dubao) -> None:
    assert "vietnam-labour/employment_by_occupation" in dubao("data", "list").out
    hits = dubao("data", "list", "nghe nghiep", "--json").json
    assert any(hit["id"] == "vietnam-labour/employment_by_occupation" for hit in hits)


def test_data_show_prints_a_series_with_its_break_and_source(dubao) -> None:
    result = dubao("data", "show", "vn.emp.isco08.25.T")
    assert "a break precedes this period" in result.out
    assert "International Labour Organization" in result.out
    shown = dubao("data", "show", "vn.emp.isco08.25.T", "--json").json
    assert shown["breaks"] == ["2021"]
    assert shown["standard_errors"] == [None] * len(shown["periods"])


def test_data_show_describes_a_table(dubao) -> None:
    shown = dubao("data", "show", "employment_by_occupation", "--json").json
    assert shown["table"] == "vietnam-labour/employment_by_occupation"
    assert all(f["description_vi"] for f in shown["fields"])


def test_a_template_filled_in_is_imported_and_used(
    dubao, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    made = dubao("data", "template", "employment_by_occupation")
    assert (made.code, made.out) == (0, "employment_by_occupation.xlsx\n")
    book = openpyxl.load_workbook("employment_by_occupation.xlsx")
    sheet = book["employment_by_occupation"]
    names = [str(c.value).rpartition("(")[2].rstrip(")") for c in sheet[1]]
    new = {
        "sex": "Chung", "occupation": "25", "period": "Năm 2025", "value": 130.5, "unit": "nghìn người", "status": "official_national",
        "source_id": "ilostat_occupation",
    }  # fmt: skip
    for column, name in enumerate(names, start=1):
        sheet.cell(sheet.max_row if column > 1 else sheet.max_row + 1, column).value = new.get(name)
    book.save("employment_by_occupation.xlsx")
    result = dubao("data", "import", "employment_by_occupation.xlsx", "--json")
    assert result.code == 0, result.out
    assert result.json["out"] == "own-tables/vietnam-labour/employment_by_occupation.csv"
    monkeypatch.setenv("DUBAO_OWN_TABLES", "own-tables")
    assert dubao("data", "show", "vn.emp.isco08.25.T", "--json").json["values"][-1] == 130.5


def test_a_refused_import_writes_nothing(dubao, here: Path) -> None:
    Path("bad.csv").write_text(
        "Năm;Giới tính;Nghề;Giá trị;ĐVT\n2025;Chung;25;1.234;nghìn người\n", encoding="utf-8"
    )
    result = dubao(
        "data",
        "import",
        "bad.csv",
        "--table",
        "employment_by_occupation",
        "--status",
        "derived",
        "--source",
        "mine",
    )
    assert result.code == 1
    assert "E-NUM-002" in result.err
    assert sorted(p.name for p in here.iterdir()) == ["bad.csv"]


def test_a_new_source_must_be_described(dubao, here: Path) -> None:
    Path("a.csv").write_text(
        "Năm;Giới tính;Nghề;Giá trị;ĐVT\n2025;Chung;25;131,5;nghìn người\n", encoding="utf-8"
    )
    words = (
        "data",
        "import",
        "a.csv",
        "--table",
        "employment_by_occupation",
        "--status",
        "official_national",
        "--source",
        "nso_2025",
    )
    assert "E-DAT-017" in dubao(*words).err
    assert dubao(*words, "--source-title", "Yearbook").code == 2
    assert not Path("own-tables").exists()
    done = dubao(
        *words, "--source-title", "Yearbook", "--publisher", "NSO", "--source-url", "https://www.nso.gov.vn"
    )
    assert done.code == 0
    with Path("own-tables/vietnam-labour/sources.csv").open(encoding="utf-8") as file:
        assert [row["publisher"] for row in csv.DictReader(file)] == ["NSO"]


def test_an_import_without_a_table_is_a_mistake_of_use(dubao, here: Path) -> None:
    Path("a.csv").write_text(LONG)
    result = dubao("data", "import", "a.csv")
    assert result.code == 2
    assert "--table" in result.err


def test_a_bridge_writes_bounds(dubao, here: Path) -> None:
    result = dubao("data", "bridge", "activities", "employment_by_activity", "--out", "new.csv")
    assert result.code == 0
    assert "E-BRG-004" in result.err
    with Path("new.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["activity"] == "K" and row["period"] == "2024"]
    assert len(rows) == 1
    assert float(rows[0]["value_low"]) < float(rows[0]["value"]) < float(rows[0]["value_high"])


def test_a_file_of_63_provinces_is_bridged(dubao, here: Path) -> None:
    head = (
        "series_id,province,occupation,period,value,unit,standard_error,status,break_before,source_id,note\n"
    )
    Path("old.csv").write_text(
        head + "x.02,02,251,2024,30,persons,,derived,,s,\nx.08,08,251,2024,12,persons,,derived,,s,\n",
        encoding="utf-8",
    )
    result = dubao(
        "data", "bridge", "provinces", "old.csv", "--table", "demo/employment_by_province", "--json"
    )
    assert result.code == 0, result.out
    assert [(r["province"], r["value"]) for r in result.json["rows"]] == [("08", 42.0)]


# -- forecast and backtest -------------------------------------------------------------------------------------------------
def test_forecast_of_a_file_has_ordered_intervals(dubao, here: Path) -> None:
    Path("a.csv").write_text(LONG)
    result = dubao("forecast", "a.csv", "--horizon", "3", "--level", "80,95", "--json")
    assert result.code == 0, result.out
    rows = result.json["rows"]
    assert [r["ds"] for r in rows] == ["2022", "2023", "2024"]
    for r in rows:
        assert r["lo-95"] <= r["lo-80"] <= r["value"] <= r["hi-80"] <= r["hi-95"]


def test_forecast_of_a_series_of_the_catalogue_goes_to_a_file(dubao, here: Path) -> None:
    result = dubao("forecast", "vn.emp.isco08.25.T", "--horizon", "2", "--out", "f.csv")
    assert result.code == 0
    with Path("f.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(r["ds"], r["unit"]) for r in rows] == [
        ("2025", "thousand_persons"),
        ("2026", "thousand_persons"),
    ]


def test_the_same_seed_gives_the_same_file(dubao, here: Path) -> None:
    for name in ("one.csv", "two.csv"):
        assert (
            dubao("forecast", "vn.emp.isco08.25.T", "--horizon", "2", "--seed", "5", "--out", name).code == 0
        )
    assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()


@pytest.mark.parametrize(
    ("content", "id"),
    [
        ("unique_id,ds,y\na,2024,5\n", "E-DAT-022"),
        (LONG + "a,2030,5\n", "E-DAT-016"),
        ("", "E-DAT-002"),
        ("unique_id,ds,y\n", "E-DAT-005"),
    ],
    ids=["one value", "a gap", "zero bytes", "empty table"],
)
def test_forecast_refuses_bad_files_and_writes_nothing(dubao, here: Path, content: str, id: str) -> None:
    Path("a.csv").write_text(content)
    result = dubao("forecast", "a.csv", "--out", "f.csv")
    assert result.code == 1
    assert result.err.startswith(id)
    assert sorted(p.name for p in here.iterdir()) == ["a.csv"]


def test_a_series_of_one_value_is_forecast_when_accepted(dubao, here: Path) -> None:
    Path("a.csv").write_text("unique_id,ds,y\na,2024,5\n")
    result = dubao("forecast", "a.csv", "--allow-short", "--horizon", "1", "--json")
    assert result.code == 0, result.out
    assert result.json["rows"][0]["value"] == pytest.approx(5.0)
    assert result.json["notes"]["a"]


def test_a_result_that_cannot_be_written_is_named(dubao, here: Path) -> None:
    Path("file").write_text("in the way")
    result = dubao("forecast", "vn.emp.isco08.25.T", "--out", "file/f.csv")
    assert result.code == 1
    assert result.err.startswith("E-OUT-001: file/f.csv")


def test_a_table_without_series_cannot_be_forecast(dubao) -> None:
    result = dubao("forecast", "classifications/units")
    assert result.code == 1
    assert result.err.startswith("E-CAT-009")


def test_backtest_scores_against_naive(dubao) -> None:
    result = dubao("backtest", "vn.emp.isco08.25.T", "--windows", "3", "--json")
    assert result.code == 0, result.out
    metrics = {row["metric"] for row in result.json["rows"]}
    assert {"MAE", "MASE", "CRPS", "coverage-95"} <= metrics
    assert all("Naive" in row and row["origins"] > 0 for row in result.json["rows"])


# -- vintages --------------------------------------------------------------------------------------------------------------
def test_vintages_are_compared_and_scored(dubao, here: Path) -> None:
    from dubao.data.vintage import Manifest, quantile_rows, write_vintage

    for name, shift in (("one", 0.0), ("two", 2.0)):
        rows = quantile_rows(
            "vn.emp.isco08.25.T", ["2023", "2024"], {p: [120 + shift + d] * 2 for p, d in ((0.025, -20.0), (0.5, 0.0), (0.975, 20.0))},
            model="Ensemble", unit="thousand_persons",
        )  # fmt: skip
        known = [
            {"unique_id": "vn.emp.isco08.25.T", "ds": "2022", "value": 121.005, "unit": "thousand_persons"}
        ]
        write_vintage(
            here,
            Manifest(name, "2023-01-01", "2022-12-31", 1),
            configuration="",
            forecasts=rows,
            observations=known,
        )
    found = dubao("vintage", "diff", "one", "two", "--json")
    assert found.code == 0
    assert [v["change"] for v in found.json["values"] if v["output_type"] == "median"] == [2.0, 2.0]
    assert "two vintages are the same" in dubao("vintage", "diff", "one", "one").out
    scores = dubao("score", ".", "--json").json["rows"]
    wape = {r["vintage"]: r["value"] for r in scores if r["metric"] == "WAPE" and r["horizon"] is None}
    assert wape["one"] == pytest.approx((3.454 + 3.449) / (123.454 + 123.449))
    refused = dubao("score", "none")
    assert (refused.code, refused.err[:9]) == (1, "E-VIN-004")


# -- report ----------------------------------------------------------------------------------------------------------------
def test_report_hands_over_what_was_asked_for(dubao, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dubao.report as reports

    asked = {}

    def build(config: Path, **options: object) -> object:
        asked.update(options, config=config)
        out = Path(str(options["out"]))
        out.mkdir()
        (out / "report.html").write_text("x")
        return type("Built", (), {"files": (out / "report.html",)})()

    monkeypatch.setattr(reports, "build", build, raising=False)
    result = dubao("report", "a.toml", "--out", "r", "--lang", "en", "--format", "html,csv", "--json")
    assert result.code == 0
    assert asked == {
        "config": Path("a.toml"),
        "out": Path("r"),
        "languages": ["en"],
        "formats": ["html", "csv"],
    }
    assert result.json == {"ok": True, "out": "r", "files": ["r/report.html"]}


def test_a_missing_configuration_or_report_is_refused(dubao, here: Path) -> None:
    assert dubao("report", "none.toml", "--out", "r").code == 1
    assert dubao("explain", "B4-01", "--report", "r").code == 1
    assert not list(here.iterdir())


def test_json_holds_nothing_but_json(dubao) -> None:
    for words in (("data", "list"), ("check", "vietnam-labour")):
        json.loads(dubao(*words, "--json").out)
