"""The monitoring table: years seen, years needed, and provinces bound by nothing the law does not say."""

from __future__ import annotations

from dataclasses import replace

from dubao.labour.targets import Target, monitoring_table, track

SEEN = {2020 + k: 10.0 + k for k in range(5)}
TARGET = Target(
    "t", operator=">=", value=20, unit="percent", due="2027", series_id="s", collect_en="Office: figures."
)
LOCAL = Target(
    "p", operator=">=", value=80, unit="percent", due="2026", province_code="79", scope_en="Ho Chi Minh City"
)
PROVINCES = {"01": ("Hà Nội", "Ha Noi"), "79": ("TP. Hồ Chí Minh", "Ho Chi Minh City")}


def rows(*targets: Target, **options):
    found = track(targets, {"s": SEEN}, {"s": ("2025", [[15, 16, 17], [15, 17, 20]])}, as_of="2025-06-30")
    return monitoring_table(found, [2023, 2024, 2025, 2026], series={"s": SEEN}, **options)


def test_observed_and_needed_stand_in_their_own_columns() -> None:
    (row,) = rows(TARGET)
    assert [row[f"observed_{y}"] for y in (2023, 2024, 2025)] == [13.0, 14.0, None]
    assert [row[f"required_{y}"] for y in (2024, 2025, 2026)] == [None, 16.0, 18.0]
    assert (row["gap"], row["probability"], row["state"], row["collect_en"]) == (
        6.0,
        0.5,
        "probability",
        "Office: figures.",
    )


def test_a_national_target_binds_no_province_and_a_provincial_one_its_own_alone() -> None:
    found = rows(TARGET, LOCAL, provinces=PROVINCES, provincial={("t", "01"): {2024: 11.5}})
    places = [(row["target_id"], row["place_code"]) for row in found]
    assert places == [("t", ""), ("t", "01"), ("t", "79"), ("p", "79")]
    hanoi = found[1]
    assert hanoi["observed_2024"] == 11.5 and hanoi["target"] is None and hanoi["required_2025"] is None
    assert hanoi["state"] == "" and hanoi["gap"] is None
    assert found[3]["target"] == 80 and found[3]["place_en"] == "Ho Chi Minh City"


def test_definitions_stay_out_and_an_observed_verdict_fills_its_year() -> None:
    met = replace(
        TARGET,
        target_id="m",
        due="2023",
        series_id="",
        observation_state="met",
        observed_value=21.0,
        observed_period="2023",
    )
    found = rows(replace(TARGET, kind="definition"), met)
    assert [row["target_id"] for row in found] == ["m"]
    assert (found[0]["observed_2023"], found[0]["gap"]) == (21.0, -1.0)
