"""The data package: valid, complete, exact, harmless, the same bytes."""

from __future__ import annotations

import csv
import json

import frictionless
import pytest
from report_hostile import HOSTILE, awkward_document, hostile_document
from report_sample import sample_document

from dubao.report.writers.csv import write_csv


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("make", [sample_document, hostile_document, awkward_document])
def test_the_package_is_valid_and_lists_every_file(tmp_path, make):
    written = write_csv(make(), tmp_path)
    # Frictionless leaves the files it has read to the garbage collector to close.
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    listed = [resource["path"] for resource in descriptor["resources"]]
    assert listed == [path.name for path in written[:-1]]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*listed, "datapackage.json"])


def test_a_wrong_value_is_refused_by_the_schema(tmp_path):
    write_csv(sample_document(), tmp_path)
    file = tmp_path / "t7-1.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("145000", "nhiều"), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert not report.valid


def test_a_table_has_plain_column_names_and_units_in_the_description(tmp_path):
    write_csv(sample_document(), tmp_path)
    first, second = rows(tmp_path, "t7-1")
    assert first == {
        "field_vi": "Máy tính & <CNTT>", "field_en": "Computing & <IT>", "demand": "145000", "demand_flag": "[f]",
        "supply_demand": "0.92", "verdict_vi": "cầu vượt cung", "verdict_en": "demand exceeds supply",
        "number_ids": "B4-01 B7-02",
    }  # fmt: skip
    assert second["supply_demand"] == ""
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(r for r in descriptor["resources"] if r["name"] == "t7-1")
    assert resource["title_vi"].startswith("Bảng 7-1. ")
    field = next(f for f in resource["schema"]["fields"] if f["name"] == "demand")
    assert field["type"] == "number"
    assert (field["unit"], field["unit_vi"]) == ("persons", "người")
    assert resource["sources"] == [{"title": "Source: test data of the test suite"}]
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["sources"] == [{"title": "ILOSTAT", "path": "https://example.org/"}]


def test_numbers_are_all_there_and_exact(tmp_path):
    write_csv(sample_document(), tmp_path)
    found = {row["id"]: row for row in rows(tmp_path, "numbers")}
    store = sample_document().store
    assert list(found) == [number.id for number in store]
    for number in store:
        row = found[number.id]
        for name in ("value", "low80", "high80", "low95", "high95"):
            expected = getattr(number, name)
            assert (float(row[name]) if row[name] else None) == expected
        assert (row["definition_vi"], row["definition_en"]) == (number.definition.vi, number.definition.en)
    assert (found["B4-01"]["printed_vi"], found["B4-01"]["printed_en"]) == ("145.000", "145,000")
    assert found["B4-01"]["source"] == "ILOSTAT"


def test_every_kind_of_chart_gives_its_values(tmp_path):
    document = sample_document()
    write_csv(document, tmp_path)
    by_kind = {chart.data.kind: rows(tmp_path, chart.id.lower()) for chart in document.charts()}
    assert len(by_kind) == 15
    fan = by_kind["fan"]
    assert [row["period"] for row in fan] == [str(y) for y in range(2019, 2028)]
    assert [row["observed"] for row in fan][:4] == ["156.2", "143.4", "124.8", ""]
    assert [row["nature_en"] for row in fan][-4:] == ["observed", "forecast", "forecast", "scenario"]
    assert fan[-1]["low80"] == "115"
    assert fan[2]["break_en"] == "new definition"
    assert by_kind["sankey"][0] == {
        "origin_vi": "Máy tính", "origin_en": "Computing", "destination_vi": "Nhóm 25", "destination_en": "Group 25", "value": "5",
    }  # fmt: skip
    assert by_kind["tile_map"][0] == {"province": "01", "value": "3.5"}
    assert by_kind["quota"][1]["legal_maximum"] == ""
    assert by_kind["quota"][1]["recommended"] == "400"
    assert by_kind["dots"][0]["naive"] == "1"
    assert by_kind["rating"][0]["reliability"] == "B"
    assert by_kind["pyramid"][2] == {"age": "30-34", "men": "6", "women": "3.5"}
    assert by_kind["heatmap"][1]["ha_noi"] == ""
    assert by_kind["tornado"][1]["at_high"] == "10.5"
    assert by_kind["ladder"][1]["status_en"] == "claim"
    assert by_kind["targets"][0]["value"] == ""
    assert by_kind["openings"][1]["expansion"] == "-1"
    assert by_kind["lines"][1]["electronics_telecom"] == ""


def test_words_that_a_spreadsheet_would_run_get_an_apostrophe(tmp_path):
    write_csv(hostile_document(), tmp_path)
    first = [row["column"] for row in rows(tmp_path, "t9-1")]
    assert first == [f"'{words}" if words[0] in "=+-@" else words for words in HOSTILE]


def test_a_hostile_edition_name_stays_inside_the_folder(tmp_path):
    folder = tmp_path / "out"
    write_csv(hostile_document(), folder)
    assert {p.name for p in tmp_path.iterdir()} == {"out"}
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["name"] == "x-y"


def test_the_same_document_gives_the_same_bytes(tmp_path):
    first = {p.name: p.read_bytes() for p in write_csv(sample_document(), tmp_path / "a")}
    second = {p.name: p.read_bytes() for p in write_csv(sample_document(), tmp_path / "b")}
    assert first == second
    assert not any(b"\r" in data or data.startswith(b"\xef\xbb\xbf") for data in first.values())
