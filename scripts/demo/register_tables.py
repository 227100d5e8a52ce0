"""Registers of the demo country: claims, legal bases, targets, assumptions, requests, overrides."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from demo.package import NOTE_EN, NOTE_VI, SOURCE_ID, Register
from demo.world import LAST


def _pattern(datasets: Path, package: str, table: str) -> tuple[list[dict[str, Any]], Any]:
    descriptor = json.loads((datasets / package / "datapackage.json").read_text(encoding="utf-8"))
    found = next(r for r in descriptor["resources"] if r["name"] == table)
    return found["schema"]["fields"], found["schema"].get("primaryKey", [])


def _claims(datasets: Path) -> Register:
    """Circulating claims."""
    claims = Register(
        "claims", "Circulating claims", "Các con số lưu hành", *_pattern(datasets, "vietnam-claims", "claims")
    )
    for number, (value, kind, unit, who_vi, who_en) in enumerate(
        (
            (620_000, "level", "persons", "Hiệp hội phần mềm (mô phỏng)", "Software association (simulated)"),
            (180_000, "flow", "persons_per_year", "Trang tuyển dụng (mô phỏng)", "Job board (simulated)"),
            (
                90_000,
                "need",
                "persons",
                "Hiệp hội an ninh mạng (mô phỏng)",
                "Cybersecurity association (simulated)",
            ),
        ),
        start=1,
    ):
        claims.add(
            claim_id=f"demo_claim_{number}", topic=("it_workforce", "shortage", "cybersecurity")[number - 1], kind=kind,
            subject_vi=("Nhân lực công nghệ thông tin", "Thiếu hụt nhân lực công nghệ thông tin", "Thiếu hụt nhân lực an ninh mạng")[number - 1],
            subject_en=("IT workforce", "IT workforce shortage", "Cybersecurity shortage")[number - 1],
            who_vi=who_vi, who_en=who_en, scope_vi="Phạm vi không nêu rõ (mô phỏng)", scope_en="Scope not stated (simulated)",
            value=value, unit=unit, period=str(LAST), precision="about", ladder_order=5 if number == 1 else None,
            comparable_series_id="demo.emp.isco08.25.T" if number == 1 else None, origin="found", status="claim", source_id=SOURCE_ID,
            note_vi=NOTE_VI, note_en=NOTE_EN,
        )  # fmt: skip
    return claims


def _comparisons(datasets: Path) -> Register:
    """Pairs of claims and figures to be held against each other."""
    pairs = Register(
        "claim_comparisons", "Claims and what they are held against", "Phát biểu và số được đặt cạnh",
        *_pattern(datasets, "vietnam-claims", "comparisons"),
    )  # fmt: skip
    for link, claim, kind, other, period, quantity, scopes, vi, en in (
        ("demo_workforce_isco25", 1, "series", "demo.emp.isco08.25.T", LAST, "level", "unknown", "Phạm vi không nêu rõ; nghề mã 25 của điều tra (mô phỏng).", "Scope not stated; occupation 25 of the survey (simulated)."),
        ("demo_workforce_industries", 1, "series", "demo.emp.isic4.26+61-63.T", LAST, "level", "other", "Nhân lực theo nghề; lao động của bốn ngành (mô phỏng).", "Staff by occupation; employment of four industries (simulated)."),
        ("demo_shortage_workforce", 2, "claim", "demo_claim_1", None, None, "other", "Số thiếu mỗi năm; số hiện có (mô phỏng).", "Lacking each year; at work (simulated)."),
        ("demo_cyber_isco25", 3, "series", "demo.emp.isco08.25.T", LAST, "level", "other", "Nhu cầu được nêu; nghề mã 25 của điều tra (mô phỏng).", "Stated need; occupation 25 of the survey (simulated)."),
    ):  # fmt: skip
        pairs.add(
            link_id=link, claim_id=f"demo_claim_{claim}", other_kind=kind, other_id=other, other_period=None if period is None else str(period),
            other_quantity=quantity, scopes=scopes, relation="compare", note_vi=vi, note_en=en,
        )  # fmt: skip
    return pairs


def _bases(datasets: Path) -> Register:
    """Legal bases."""
    bases = Register(
        "legal_bases", "Legal bases", "Căn cứ pháp lý", *_pattern(datasets, "vietnam-targets", "legal_bases")
    )
    bases.add(
        legal_id="demo_law", type_vi="Luật", type_en="Law", number="00/MP", date="2020-01-01", issuer_vi="Quốc hội nước Minh Họa",
        issuer_en="Parliament of Demoland", title_vi="Luật Dự báo thị trường lao động (mô phỏng)", title_en="Law on labour-market forecasts (simulated)",
        state="in_force", in_force_from="2020-07-01", cite_order=1, role_vi="Giao lập báo cáo dự báo hằng năm (mô phỏng)",
        role_en="Orders the yearly forecast report (simulated)", reading="full_text", source_id=SOURCE_ID, note_vi=NOTE_VI, note_en=NOTE_EN,
    )  # fmt: skip
    return bases


def _targets(datasets: Path) -> Register:
    """Dated targets: met, missed, without figure and future."""
    targets = Register(
        "targets", "Dated targets", "Mục tiêu có thời hạn", *_pattern(datasets, "vietnam-targets", "targets")
    )
    for target_id, vi, en, value, unit, due, state, observed, series in (
        ("demo_t1", "Tỷ trọng kinh tế số trong GDP", "Digital economy share of GDP", 12.0, "percent", 2022, "met", 13.1, "demo.digital.share_gdp.T"),
        ("demo_t2", "Lao động ngành lập trình và dịch vụ máy tính", "Employment in computer programming and services", 250.0, "thousand_persons", 2024, "not_met", 180.0, "demo.emp.isic4.62.T"),
        ("demo_t3", "Trường phổ thông có hoạt động STEM", "Schools with STEM activities", 50.0, "percent", 2024, "no_official_data", None, ""),
        ("demo_t4", "Tỷ trọng kinh tế số trong GDP", "Digital economy share of GDP", 20.0, "percent", 2030, "future", None, "demo.digital.share_gdp.T"),
        ("demo_t5", "Nhà chuyên môn công nghệ thông tin và truyền thông", "ICT professionals", 380.0, "thousand_persons", 2030, "future", None, "demo.emp.isco08.25.T"),
        ("demo_t6", "Cán bộ được bồi dưỡng kỹ năng số hằng năm", "Officials trained in digital skills every year", 100.0, "percent", 2030, "future", None, ""),
    ):  # fmt: skip
        possible = "yes" if state == "future" and series else ("no" if state == "future" else "")
        targets.add(
            target_id=target_id, kind="target", indicator_vi=vi, indicator_en=en, operator=">=", value=value, unit=unit, due=str(due),
            due_kind="by_end_of_year", scope_vi="cả nước (mô phỏng)", scope_en="national (simulated)", legal_id="demo_law",
            clause_vi="Điều 1 (mô phỏng)", clause_en="Article 1 (simulated)", owner_vi="Bộ Mô phỏng", owner_en="Ministry of Simulation",
            reading="full_text", observation_state=state, observed_value=observed, observed_period=str(due) if observed else "",
            observed_source_id=SOURCE_ID if observed else "", observation_vi=NOTE_VI if observed else "", observation_en=NOTE_EN if observed else "",
            probability_possible=possible, series_id=series,
            probability_reason_vi="" if possible != "no" else "Không có chuỗi số liệu.", probability_reason_en="" if possible != "no" else "No series.",
            collect_vi="" if series else "Bộ Mô phỏng: số liệu hằng năm theo đúng chỉ tiêu (mô phỏng).",
            collect_en="" if series else "Ministry of Simulation: yearly figures in the terms of the target (simulated).",
            source_id=SOURCE_ID, note_vi=NOTE_VI, note_en=NOTE_EN,
        )  # fmt: skip
    return targets


def _assumptions(datasets: Path) -> Register:
    """The assumption register: values of the real one, under the demo country's name."""
    assumptions = Register(
        "assumptions",
        "Assumption register",
        "Sổ giả định",
        *_pattern(datasets, "vietnam-assumptions", "assumptions"),
    )
    with (datasets / "vietnam-assumptions" / "assumptions.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            cells = {
                name: row[name]
                for name in ("assumption_id", "name_vi", "name_en", "value", "low", "high", "unit", "used_in")
            }
            assumptions.add(
                **cells,
                source="simulation",
                proposer="dubao",
                date="2026-11-22",
                note_vi=NOTE_VI,
                note_en=NOTE_EN,
            )
    for key, vi, en, value, low, high in (
        ("intake.cost_too_few", "Chi phí của một người đào tạo thiếu (so với một người thừa)", "Cost of one person trained too few (one too many = 1)", 3.0, 1.0, 5.0),
        ("intake.cost_too_many", "Chi phí của một người đào tạo thừa (đơn vị so sánh)", "Cost of one person trained too many (the unit)", 1.0, 1.0, 1.0),
        ("intake.national.institutions", "Số cơ sở trong mô phỏng cả nước", "Institutions in the national simulation", 90.0, 90.0, 90.0),
        ("intake.national.median_intake", "Trung vị số thực tuyển của một cơ sở", "Median actual intake of an institution", 300.0, 300.0, 300.0),
        ("intake.national.size_spread", "Độ lệch chuẩn của logarit quy mô cơ sở", "Standard deviation of the logarithm of sizes", 0.7, 0.7, 0.7),
        ("intake.national.headroom", "Năng lực chia cho số thực tuyển năm trước", "Capacity over last actual intake", 1.1, 1.0, 1.5),
        ("intake.national.wish", "Mức tăng một cơ sở muốn, nếu không bị giới hạn", "Growth an institution would choose if nothing bound it", 0.06, -0.05, 0.2),
        ("intake.national.fill", "Số thực tuyển chia cho số công bố", "Actual over announced intake", 0.93, 0.75, 1.0),
    ):  # fmt: skip
        assumptions.add(
            assumption_id=key, name_vi=vi, name_en=en, value=value, low=low, high=high, unit="ratio", used_in="intake.national" if "national" in key else "intake.recommendation",
            source="simulation", proposer="dubao", date="2026-11-22", note_vi=NOTE_VI, note_en=NOTE_EN,
        )  # fmt: skip
    return assumptions


def _requests(datasets: Path) -> Register:
    """No data are requested: every table is complete."""
    return Register(
        "requests",
        "Data requests",
        "Phiếu yêu cầu số liệu",
        *_pattern(datasets, "vietnam-requirements", "requests"),
    )


def _overrides() -> Register:
    """Two logged adjustments by experts."""
    text = (
        "override_id",
        "edition",
        "series_id",
        "period",
        "model_value",
        "expert_value",
        "unit",
        "author",
        "reason_vi",
        "reason_en",
    )
    fields = [
        {
            "name": name,
            "type": "number" if name.endswith("_value") else "string",
            "description": name.replace("_", " "),
            "constraints": {"required": True},
        }
        for name in text
    ]
    overrides = Register(
        "overrides", "Logged expert overrides", "Điều chỉnh của chuyên gia", fields, ["override_id"]
    )
    for number, (period, model, expert, vi, en) in enumerate(
        (
            (
                2023,
                262.0,
                268.0,
                "Hai dự án trung tâm dữ liệu được phê duyệt (mô phỏng).",
                "Two data-centre projects approved (simulated).",
            ),
            (
                2024,
                281.0,
                290.0,
                "Kỳ vọng mở rộng gia công phần mềm (mô phỏng).",
                "Expected growth of software outsourcing (simulated).",
            ),
        ),
        start=1,
    ):
        overrides.add(
            override_id=f"demo_override_{number}", edition="2022", series_id="demo.emp.isco08.25.T", period=str(period), model_value=model,
            expert_value=expert, unit="thousand_persons", author="Tổ chuyên gia (mô phỏng)", reason_vi=vi, reason_en=en,
        )  # fmt: skip
    return overrides


def registers(datasets: Path) -> list[Register]:
    """Registers with the columns of the real ones."""
    return [
        _claims(datasets),
        _comparisons(datasets),
        _bases(datasets),
        _targets(datasets),
        _assumptions(datasets),
        _requests(datasets),
        _overrides(),
    ]
