"""Tables of education, supply, skills, targets and the report's own past of the demo country."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np

from demo.package import NOTE_EN, NOTE_VI, SOURCE_ID, Observations, Register
from demo.world import (
    DROP_OUT,
    EMIGRATION,
    FIELDS,
    FURTHER_STUDY,
    LAST,
    LENGTH,
    LEVELS,
    OCCUPATIONS,
    PARTICIPATION,
    REPEAT,
    SHOW_UP,
    TO_OCCUPATION,
    YEARS,
    World,
)


def education_tables(world: World) -> list[Observations]:
    entrants = Observations(
        "entrants_by_field",
        "Entrants by field of study and level",
        "Sinh viên nhập học theo nhóm ngành và trình độ",
        ("field", "level"),
    )
    stock = Observations(
        "students_by_year_of_study",
        "Students by year of study",
        "Sinh viên theo năm học",
        ("field", "level", "year_of_study"),
    )
    rates = Observations(
        "progression_rates",
        "Drop-out and repetition by year of study",
        "Tỷ lệ thôi học và học lại theo năm học",
        ("field", "level", "year_of_study", "rate"),
    )
    graduates = Observations(
        "graduates_by_field",
        "Graduates by field of study and level",
        "Sinh viên tốt nghiệp theo nhóm ngành và trình độ",
        ("field", "level"),
    )
    transitions = Observations(
        "transition_rates",
        "From graduation to the labour market",
        "Từ tốt nghiệp đến thị trường lao động",
        ("field", "level", "rate"),
    )
    flexibility = Observations(
        "field_to_occupation",
        "Occupation of labour-market entrants by field",
        "Nghề của người mới vào thị trường theo nhóm ngành",
        ("field", "level", "occupation"),
    )
    for field in FIELDS:
        for level in LEVELS:
            key = f"{field}.{level}"
            for year in range(2015, LAST + 2):
                entrants.add(
                    f"demo.edu.entrants.{key}",
                    year,
                    world.entrants[field, level][year],
                    "students",
                    field=field,
                    level=level,
                )
            for year in range(2018, LAST + 1):
                graduates.add(
                    f"demo.edu.graduates.{key}",
                    year,
                    world.graduates[field, level][year],
                    "students",
                    field=field,
                    level=level,
                )
            for k in range(LENGTH[level]):
                stock.add(
                    f"demo.edu.stock.{key}.{k + 1}",
                    LAST,
                    world.stock[field, level][k],
                    "students",
                    field=field,
                    level=level,
                    year_of_study=k + 1,
                )
                for rate, values in (("drop_out", DROP_OUT), ("repeat", REPEAT)):
                    rates.add(
                        f"demo.edu.{rate}.{key}.{k + 1}",
                        LAST,
                        values[level][k],
                        "share",
                        field=field,
                        level=level,
                        year_of_study=k + 1,
                        rate=rate,
                    )
            for rate, shares in (
                ("further_study", FURTHER_STUDY), ("participation", PARTICIPATION), ("emigration", EMIGRATION), ("show_up", SHOW_UP),
            ):  # fmt: skip
                transitions.add(
                    f"demo.edu.{rate}.{key}",
                    LAST,
                    shares[level],
                    "share",
                    field=field,
                    level=level,
                    rate=rate,
                )
            to = TO_OCCUPATION[field, level]
            for occupation in OCCUPATIONS:
                flexibility.add(
                    f"demo.flex.{key}.{occupation}",
                    LAST,
                    to[occupation],
                    "share",
                    field=field,
                    level=level,
                    occupation=occupation,
                )
            flexibility.add(
                f"demo.flex.{key}.other",
                LAST,
                round(1.0 - sum(to.values()), 6),
                "share",
                field=field,
                level=level,
                occupation="other",
            )
    return [entrants, stock, rates, graduates, transitions, flexibility]


def supply_tables() -> list[Observations]:
    other = Observations(
        "other_entrants",
        "Entrants beside graduates",
        "Người vào nghề ngoài sinh viên tốt nghiệp",
        ("route", "occupation"),
    )
    level = {
        "retraining": (1_600, 420, 260, 90, 700),
        "immigration": (220, 40, 180, 10, 15),
        "return": (260, 60, 70, 8, 20),
    }
    for route, values in level.items():
        for occupation, value in zip(OCCUPATIONS, values, strict=True):
            for year in range(2019, LAST + 1):
                other.add(
                    f"demo.supply.{route}.{occupation}",
                    year,
                    round(value * 1.05 ** (year - LAST)),
                    "persons",
                    route=route,
                    occupation=occupation,
                )
    imbalance = Observations(
        "initial_imbalance",
        "State of the labour market at the start",
        "Tình trạng thị trường tại năm gốc",
        ("occupation", "quantity"),
    )
    for occupation, unemployed, unfilled in (
        ("251", 3_900, 4_800),
        ("252", 1_000, 1_500),
        ("215", 2_900, 1_800),
        ("352", 1_300, 400),
        ("351", 5_200, 500),
    ):
        imbalance.add(
            f"demo.imbalance.{occupation}.unemployed",
            LAST,
            unemployed,
            "persons",
            occupation=occupation,
            quantity="unemployed",
        )
        imbalance.add(
            f"demo.imbalance.{occupation}.unfilled",
            LAST,
            unfilled,
            "persons",
            occupation=occupation,
            quantity="unfilled",
        )
    difficulty = Observations(
        "recruitment_difficulty",
        "Employers who find posts hard to fill",
        "Người sử dụng lao động thấy khó tuyển",
        ("occupation",),
    )
    for occupation, share in (("251", 0.52), ("252", 0.58), ("215", 0.36), ("352", 0.21), ("351", 0.12)):
        difficulty.add(f"demo.difficulty.{occupation}", LAST, share, "share", occupation=occupation)
    capacity = Observations(
        "legal_capacity",
        "Legal maximum of entrants",
        "Số lượng tuyển sinh tối đa theo quy định",
        ("field", "level"),
    )
    maximum = {
        "74801": (8_000, 7_500),
        "74802": (7_000, 9_500),
        "75103": (10_500, 7_000),
        "75202": (11_800, 4_000),
    }
    for field, (bachelor, college) in maximum.items():
        for year in range(2026, 2031):
            for level_name, value in (("bachelor", bachelor), ("college", college)):
                capacity.add(
                    f"demo.capacity.{field}.{level_name}",
                    year,
                    round(value * 1.02 ** (year - 2026)),
                    "students",
                    field=field,
                    level=level_name,
                )
    routes = Observations(
        "training_routes", "Training places by route", "Số chỗ đào tạo theo hình thức", ("route", "field")
    )
    durations = Observations("training_durations", "Length of the route", "Thời gian đào tạo", ("route",))
    places = {
        "degree": (26_000, 21_000, 15_000, 13_000),
        "upskilling": (6_500, 5_200, 3_000, 2_600),
        "reskilling": (3_200, 2_100, 800, 700),
    }
    for route, values in places.items():
        for field, value in zip(FIELDS, values, strict=False):
            routes.add(f"demo.training.{route}.{field}", LAST, value, "persons", route=route, field=field)
    for route, months in (("degree", 48), ("upskilling", 6), ("reskilling", 12)):
        durations.add(f"demo.training.duration.{route}", LAST, months, "months", route=route)
    return [other, imbalance, difficulty, capacity, routes, durations]


CLUSTERS = {
    "ai_data": ("Trí tuệ nhân tạo và dữ liệu", "AI and data", 0.14, 0.16, (0.9, 0.2, 0.3, 0.1, 0.1)),
    "cloud": ("Điện toán đám mây", "Cloud computing", 0.12, 0.09, (0.7, 0.8, 0.2, 0.3, 0.2)),
    "security": ("An ninh mạng", "Cybersecurity", 0.07, 0.08, (0.4, 0.9, 0.2, 0.4, 0.2)),
    "software": ("Phát triển phần mềm", "Software development", 0.34, -0.01, (1.0, 0.3, 0.3, 0.1, 0.2)),
    "network": (
        "Mạng và viễn thông",
        "Networks and telecommunications",
        0.09,
        -0.03,
        (0.2, 0.9, 0.5, 1.0, 0.5),
    ),
    "embedded": (
        "Hệ thống nhúng và vi mạch",
        "Embedded systems and chips",
        0.05,
        0.07,
        (0.3, 0.1, 0.9, 0.2, 0.1),
    ),
    "management": ("Quản lý dự án", "Project management", 0.11, 0.00, (0.5, 0.4, 0.5, 0.2, 0.3)),
    "languages": ("Ngoại ngữ chuyên môn", "Languages for work", 0.20, 0.01, (0.6, 0.4, 0.5, 0.2, 0.4)),
}
TITLES = {
    "prompt_engineer": (
        "Kỹ sư câu lệnh cho mô hình ngôn ngữ",
        "Language-model prompt engineer",
        "2512",
        3,
        1.05,
    ),
    "mlops_engineer": (
        "Kỹ sư vận hành mô hình học máy",
        "Machine-learning operations engineer",
        "2512",
        12,
        0.55,
    ),
    "chip_verification": (
        "Kỹ sư kiểm chứng thiết kế vi mạch",
        "Chip design verification engineer",
        "2152",
        20,
        0.42,
    ),
    "cloud_cost_analyst": ("Chuyên viên phân tích chi phí đám mây", "Cloud cost analyst", "2511", 5, 0.60),
    "web_master": ("Quản trị trang web", "Webmaster", "3514", 140, -0.12),
    "java_developer": ("Lập trình viên Java", "Java developer", "2512", 900, 0.01),
    "network_admin": ("Quản trị mạng", "Network administrator", "2523", 310, -0.03),
    "tester": ("Kiểm thử viên phần mềm", "Software tester", "2519", 420, 0.02),
    "helpdesk": ("Nhân viên hỗ trợ kỹ thuật", "Help-desk technician", "3512", 260, -0.02),
    "flash_developer": ("Lập trình viên Flash", "Flash developer", "2513", 18, -0.70),
}


def skill_tables(rng: np.random.Generator) -> list[Observations]:
    skills = Observations(
        "skills",
        "Skill mentions in advertisements",
        "Số lần nhắc kỹ năng trong tin tuyển dụng",
        ("cluster", "cluster_vi", "cluster_en"),
    )
    importance = Observations(
        "skill_importance",
        "Importance of a skill cluster in an occupation",
        "Mức quan trọng của cụm kỹ năng trong nghề",
        ("cluster", "cluster_vi", "cluster_en", "occupation"),
    )
    titles = Observations(
        "new_titles",
        "Counts of job titles",
        "Số tin theo chức danh",
        ("title", "title_vi", "title_en", "proposed_code"),
    )
    for year in range(2019, LAST + 1):
        read = round(42_000 * 1.06 ** (year - LAST))
        skills.add(
            "demo.skills.total",
            year,
            read,
            "mentions",
            cluster="total",
            cluster_vi="Tổng số tin đã đọc",
            cluster_en="All advertisements read",
        )
        for name, (vi, en, share, growth, _) in CLUSTERS.items():
            mean = read * share * math.exp(growth * (year - LAST))
            skills.add(
                f"demo.skills.{name}",
                year,
                int(rng.poisson(mean)),
                "mentions",
                cluster=name,
                cluster_vi=vi,
                cluster_en=en,
            )
        for name, (vi, en, code, count, growth) in TITLES.items():
            mean = count * math.exp(growth * (year - 2019))
            titles.add(
                f"demo.titles.{name}",
                year,
                int(rng.poisson(mean)),
                "postings",
                title=name,
                title_vi=vi,
                title_en=en,
                proposed_code=code,
            )
    for name, (vi, en, _, _, weights) in CLUSTERS.items():
        for occupation, weight in zip(OCCUPATIONS, weights, strict=True):
            importance.add(
                f"demo.skill_importance.{name}.{occupation}",
                LAST,
                weight,
                "share",
                cluster=name,
                cluster_vi=vi,
                cluster_en=en,
                occupation=occupation,
            )
    return [skills, importance, titles]


def earlier_forecasts(world: World, rng: np.random.Generator) -> Observations:
    """What two earlier editions would have said: the truth of their time with the error of a plain growth forecast."""
    table = Observations(
        "earlier_forecasts",
        "Forecasts of earlier editions",
        "Dự báo của các lần xuất bản trước",
        ("edition", "group", "quantity"),
    )
    for edition in (2022, 2023):
        for code in ("25", "215"):
            series = (
                world.surveyed_occupation["251"] + world.surveyed_occupation["252"]
                if code == "25"
                else world.surveyed_occupation["215"]
            )
            base = float(series[edition - 1 - int(YEARS[0])])
            growth = 0.045 + 0.015 * float(rng.standard_normal())
            for year in range(edition, LAST + 2):
                step = year - edition + 1
                median = base * math.exp(growth * step)
                half = 1.2816 * 0.05 * math.sqrt(step)
                for quantity, value in (
                    ("median", median),
                    ("low80", median * math.exp(-half)),
                    ("high80", median * math.exp(half)),
                ):
                    table.add(
                        f"demo.earlier.{edition}.{code}.{quantity}", year, round(value, 3), "thousand_persons", status="derived",
                        edition=edition, group=f"demo.emp.isco08.{code}.T", quantity=quantity,
                    )  # fmt: skip
    return table


def _pattern(datasets: Path, package: str, table: str) -> tuple[list[dict[str, Any]], Any]:
    import json

    descriptor = json.loads((datasets / package / "datapackage.json").read_text(encoding="utf-8"))
    found = next(r for r in descriptor["resources"] if r["name"] == table)
    return found["schema"]["fields"], found["schema"].get("primaryKey", [])


def registers(datasets: Path) -> list[Register]:
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
    bases = Register(
        "legal_bases", "Legal bases", "Căn cứ pháp lý", *_pattern(datasets, "vietnam-targets", "legal_bases")
    )
    bases.add(
        legal_id="demo_law", type_vi="Luật", type_en="Law", number="00/MP", date="2020-01-01", issuer_vi="Quốc hội nước Minh Họa",
        issuer_en="Parliament of Demoland", title_vi="Luật Dự báo thị trường lao động (mô phỏng)", title_en="Law on labour-market forecasts (simulated)",
        state="in_force", in_force_from="2020-07-01", cite_order=1, role_vi="Giao lập báo cáo dự báo hằng năm (mô phỏng)",
        role_en="Orders the yearly forecast report (simulated)", reading="full_text", source_id=SOURCE_ID, note_vi=NOTE_VI, note_en=NOTE_EN,
    )  # fmt: skip
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
            source_id=SOURCE_ID, note_vi=NOTE_VI, note_en=NOTE_EN,
        )  # fmt: skip
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
    requests = Register(
        "requests",
        "Data requests",
        "Phiếu yêu cầu số liệu",
        *_pattern(datasets, "vietnam-requirements", "requests"),
    )
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
    return [claims, bases, targets, assumptions, requests, overrides]
