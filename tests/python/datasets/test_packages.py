"""Every data package keeps its contract: schema, sources, units, statuses, encoding."""

from __future__ import annotations

import csv
import re
import unicodedata

import pytest
from dataset_packages import (
    DATASETS,
    PACKAGES,
    descriptor,
    named,
    resources,
    sourced_packages,
    sourced_resources,
    table,
)

STATUSES = {"official_national", "official_via", "derived", "assumption", "claim"}
TAIL = ["period", "value", "unit", "standard_error", "status", "break_before", "source_id", "note"]
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?")
UNRELATED_SITES = (
    "88tysobongda.com",
    "keobongda123news.org",
    "pmnfl.cn",
    "talkvietnam.org",
    "vietmaz.com",
    "tothethao.com",
    "5ch.net",
    "blogspot.com",
    "blog.cuong.day",
    "taisachpdfmienphi.com",
)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_describes_itself_in_both_languages(package):
    described = descriptor(package)
    assert described["name"] == package
    for key in ("title", "title_vi", "description", "description_vi", "as_of", "licenses"):
        assert described[key], f"{package}: {key} is empty"
    paths = {resource["path"] for resource in described["resources"]}
    assert paths == {file.name for file in (DATASETS / package).glob("*.csv")}


@pytest.mark.parametrize("pair", resources(), ids=named)
def test_a_table_has_the_columns_of_its_schema_and_no_duplicate_key(pair):
    package, resource = pair
    fields = [field["name"] for field in resource["schema"]["fields"]]
    rows = table(package, resource["name"])
    assert rows, "an empty table"
    assert list(rows[0]) == fields
    assert len(rows) == resource["dubao"]["rows"]
    key = resource["schema"]["primaryKey"]
    keys = [tuple(row[column] for column in key) for row in rows]
    assert len(set(keys)) == len(keys)
    for field in resource["schema"]["fields"]:
        assert field["description"] and field["description_vi"]
    assert resource["title"] and resource["title_vi"]


@pytest.mark.parametrize("pair", resources(), ids=named)
def test_every_cell_obeys_type_and_constraints_of_its_field(pair):
    package, resource = pair
    faults = []
    for line, row in enumerate(table(package, resource["name"]), start=2):
        for field in resource["schema"]["fields"]:
            cell, rule = row[field["name"]], field.get("constraints", {})
            if cell == "":
                if rule.get("required"):
                    faults.append((line, field["name"], "required"))
                continue
            if "enum" in rule and cell not in rule["enum"]:
                faults.append((line, field["name"], cell))
            if "pattern" in rule and not re.fullmatch(rule["pattern"].strip("^$"), cell):
                faults.append((line, field["name"], cell))
            if field["type"] in ("number", "integer"):
                number = float(cell)
                if "minimum" in rule and number < rule["minimum"]:
                    faults.append((line, field["name"], cell))
                if "maximum" in rule and number > rule["maximum"]:
                    faults.append((line, field["name"], cell))
                if field["type"] == "integer" and number != int(number):
                    faults.append((line, field["name"], cell))
    assert faults == []


@pytest.mark.parametrize("pair", resources(), ids=named)
def test_a_file_is_tidy_utf8_in_nfc_with_unix_line_ends(pair):
    package, resource = pair
    raw = (DATASETS / package / resource["path"]).read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw and raw.endswith(b"\n")
    assert unicodedata.is_normalized("NFC", text)
    widths = {len(row) for row in csv.reader(text.splitlines())}
    assert len(widths) == 1
    assert "  " not in text.replace("\n", "")
    assert all(cell == cell.strip() for row in table(package, resource["name"]) for cell in row.values())


@pytest.mark.parametrize("pair", resources("observations"), ids=named)
def test_an_observation_table_keeps_the_common_columns_in_order(pair):
    package, resource = pair
    columns = [field["name"] for field in resource["schema"]["fields"]]
    assert columns[0] == "series_id"
    assert columns[-len(TAIL) :] == TAIL
    assert resource["schema"]["primaryKey"] == ["series_id", "period"]


@pytest.mark.parametrize("pair", resources("observations"), ids=named)
def test_observations_have_known_units_statuses_periods_and_bilingual_notes(pair):
    package, resource = pair
    units = {row["unit"] for row in table("classifications", "units")}
    for row in table(package, resource["name"]):
        assert row["unit"] in units, row
        assert row["status"] in STATUSES, row
        assert PERIOD.fullmatch(row["period"]), row
        assert row["break_before"] in ("", "1"), row
        if row["note"]:
            assert row["note"].count(" | ") == 1, row
        if row["value"] == "":
            assert row["note"], f"a missing value without its reason: {row}"


@pytest.mark.parametrize("pair", resources("observations"), ids=named)
def test_a_series_has_one_unit_and_stays_in_time_order(pair):
    package, resource = pair
    units, last = {}, {}
    for row in table(package, resource["name"]):
        assert units.setdefault(row["series_id"], row["unit"]) == row["unit"], row
        assert last.get(row["series_id"], "") < row["period"], row
        last[row["series_id"]] = row["period"]


@pytest.mark.parametrize("pair", sourced_resources(), ids=named)
def test_every_source_of_a_row_is_listed_with_a_public_address(pair):
    package, resource = pair
    rows = table(package, resource["name"])
    known = {row["source_id"]: row for row in table(package, "sources")}
    for row in rows:
        source = known[row["source_id"]]
        assert source["title"] and source["publisher"] and source["licence"] and source["read_on"]
        if source["publisher"] == "dubao" and not source["url"]:
            # What the project made itself has no address of its own: a figure says from what it is computed, the source of
            # a code list how the list was made.
            assert source["status"] == "derived"
            if "status" not in row:
                assert re.match(r"(Lập|Vẽ): .+ \| (Compiled|Drawn): .+", source["note"]), source
            else:
                assert row["status"] == "derived"
                if resource["name"] != "sources":
                    assert re.match(r"Tính: .+ \| Computed: .+", row["note"]), row
            continue
        assert re.match(r"(https?://|about:origin-not-found)", source["url"]), source


@pytest.mark.parametrize("package", PACKAGES)
def test_no_row_leans_on_an_unrelated_or_promotional_site(package):
    for file in (DATASETS / package).iterdir():
        text = file.read_text(encoding="utf-8")
        for site in UNRELATED_SITES:
            assert site not in text, f"{file.name} cites {site}"


@pytest.mark.parametrize("package", sourced_packages())
def test_no_source_is_listed_without_use(package):
    used = set()
    for resource in descriptor(package)["resources"]:
        if resource["name"] == "sources":
            continue
        for row in table(package, resource["name"]):
            used |= {row[column] for column in row if column.endswith("source_id")}
    # the 2019 revision enters the population table through the rebased source
    unused = {row["source_id"] for row in table(package, "sources")} - used - {"wpp2019"}
    assert unused == set()


@pytest.mark.parametrize("pair", resources(), ids=named)
def test_foreign_keys_point_at_rows_that_exist(pair):
    package, resource = pair
    for key in resource["schema"].get("foreignKeys", []):
        own, referred = (
            [f] if isinstance(f, str) else f for f in (key["fields"], key["reference"]["fields"])
        )
        target = table(package, key["reference"]["resource"])
        allowed = {tuple(row[field] for field in referred) for row in target}
        for row in table(package, resource["name"]):
            assert tuple(row[field] for field in own) in allowed, row


def test_official_national_is_said_of_the_national_offices_own_pages_only():
    for package, resource in resources("observations"):
        sources = {row["source_id"]: row for row in table(package, "sources")}
        for row in table(package, resource["name"]):
            if row["status"] == "official_national":
                source = sources[row["source_id"]]
                assert "gso.gov.vn" in source["url"] or "nso.gov.vn" in source["url"], row
                assert source["via_url"] == "", row


def test_the_tables_of_the_contract_exist():
    expected = {
        "vietnam-labour": {
            "employment_by_activity",
            "employment_by_occupation",
            "labour_force",
            "labour_quarterly",
            "employment_age_proxy",
            "survey_design",
            "wages",
        },
        "vietnam-population": {"population_by_age", "mortality", "retirement_age"},
        "vietnam-economy": {"gdp", "value_added", "value_added_quarterly", "digital_economy"},
        "vietnam-education": {"education"},
        "vietnam-claims": {"claims", "comparisons"},
        "vietnam-postings": {"cross_section", "collections"},
        "international-signals": {"hacker_news", "pypl", "terms"},
        "vietnam-targets": {"targets", "legal_bases", "human_capital_method", "egdi_published"},
        "skills": {"skills", "clusters"},
        "cybersecurity-work-roles": {"work_roles", "categories", "occupations", "terms", "duties"},
        "occupation-coding": {
            "roles",
            "codes",
            "aliases",
            "heads",
            "rules",
            "sample",
            "sample_ids",
            "sample_second_coder",
            "model",
            "calibration",
        },
        "vietnam-admission": {"rules", "coefficients", "calendar", "forms", "readings"},
        "classifications": {
            "occupations",
            "activities",
            "activities_bridge",
            "majors",
            "provinces",
            "provinces_bridge",
            "units",
        },
        "glossary": {"terms"},
        "vietnam-assumptions": {"assumptions"},
        "vietnam-requirements": {"requests"},
        "document-layout": {"decree30_layout"},
    }
    for package, names in expected.items():
        assert names <= {resource["name"] for resource in descriptor(package)["resources"]}, package
