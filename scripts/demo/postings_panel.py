"""The simulated job advertisements of the demo country, one row each, and the table of what was planted in them."""

from __future__ import annotations

import math

import numpy as np

from demo.package import SOURCE_ID, Register
from demo.panel_roles import (
    BAND,
    COMMON,
    CYCLICAL,
    EMPLOYER_SPREAD,
    EMPLOYERS,
    FADING,
    FIRST_YEAR,
    MONTH_OF_INFLATION,
    MONTHS,
    NEW_OCCUPATIONS,
    NOISE,
    PLACES,
    RISING,
    ROLES,
    SKILL_PREMIUM,
    SOURCES,
    STATES_EXPERIENCE,
    STATES_ONE_FIGURE,
    STATES_SALARY,
    YEAR_OF_EXPERIENCE,
)

SIMULATED_VI = "Mọi dòng là mô phỏng, không phải tin tuyển dụng có thật; tên nguồn bắt đầu bằng “mo_phong”."
SIMULATED_EN = "Every row is simulated, no real advertisement; the names of the sources begin with “mo_phong” (simulated)."


def month_name(index: int) -> str:
    return f"{FIRST_YEAR + index // 12}-{index % 12 + 1:02d}"


def new_occupation_share(name: str, month: int) -> float:
    """Share of all advertisements: a tenth of the ceiling when it appears, on a logistic curve to the ceiling."""
    new = NEW_OCCUPATIONS[name]
    if month < new.appears:
        return 0.0
    midpoint, speed = new.appears + 11.0, math.log(9.0) / 11.0
    return new.ceiling / (1.0 + math.exp(-speed * (month - midpoint)))


def postings_panel(rng: np.random.Generator) -> list[Register]:
    return [_panel(rng), _truth()]


def _panel(rng: np.random.Generator) -> Register:
    employers = rng.normal(0.0, EMPLOYER_SPREAD, EMPLOYERS)
    rows: list[dict[str, object]] = []
    for month in range(MONTHS):
        for site, source in SOURCES.items():
            if not source.first <= month <= source.last:
                continue
            size = source.size * math.exp(source.growth * (month - source.first) / 12.0)
            for _ in range(int(rng.poisson(size))):
                rows.append(_advertisement(rng, month, site, employers))
    table = Register(
        "postings_panel", "Job advertisements, one row each, de-duplicated and coded",
        "Tin tuyển dụng từng dòng, đã khử trùng lặp và mã hóa", _panel_fields(), ["posting_id"],
    )  # fmt: skip
    for number, row in enumerate(rows, start=1):
        table.add(posting_id=number, **row)
    return table


def _advertisement(
    rng: np.random.Generator, month: int, site: str, employers: np.ndarray
) -> dict[str, object]:
    source = SOURCES[site]
    shares = [new_occupation_share(name, month) for name in NEW_OCCUPATIONS]
    drawn = float(rng.uniform())
    new = next((n for k, n in enumerate(NEW_OCCUPATIONS) if drawn < sum(shares[: k + 1])), None)
    if new is None:
        weights = np.array([role.weight * source.leans.get(name, 1.0) for name, role in ROLES.items()])
        role = list(ROLES)[int(rng.choice(len(ROLES), p=weights / weights.sum()))]
        asked, premium = ROLES[role].skills, 0.0
    else:
        role, asked, premium = (
            NEW_OCCUPATIONS[new].coded_as,
            NEW_OCCUPATIONS[new].skills,
            NEW_OCCUPATIONS[new].premium,
        )
    skills = [
        skill
        for skill, share in {**COMMON, **asked}.items()
        if rng.uniform() < _share(share, skill, month, source.asks)
    ]
    place = list(PLACES)[int(rng.choice(len(PLACES), p=[weight for weight, _ in PLACES.values()]))]
    employer = min(int(EMPLOYERS * rng.uniform() ** 1.6), EMPLOYERS - 1)
    years = int(rng.choice(9, p=[0.16, 0.20, 0.20, 0.17, 0.08, 0.10, 0.04, 0.02, 0.03]))
    wage = ROLES[role].wage * math.exp(
        YEAR_OF_EXPERIENCE * (years - 2) + MONTH_OF_INFLATION * month + PLACES[place][1] + source.pays + premium
        + sum(SKILL_PREMIUM.get(skill, 0.0) for skill in skills) + float(employers[employer]) + float(rng.normal(0.0, NOISE))
    )  # fmt: skip
    half = wage * float(rng.uniform(*BAND))
    states, one, tells = (
        float(rng.uniform()) < p for p in (STATES_SALARY, STATES_ONE_FIGURE, STATES_EXPERIENCE)
    )
    low, high = (wage, wage) if one else (wage - half, wage + half)
    return {
        "month": month_name(month), "source": site, "role": role, "occupation": ROLES[role].occupation, "place": place,
        "employer": f"e{employer:03d}", "experience": years if tells else None, "salary_low": round(low, 1) if states else None,
        "salary_high": round(high, 1) if states else None, "skills": "|".join(skills),
    }  # fmt: skip


def _share(share: float, skill: str, month: int, asks: dict[str, float]) -> float:
    """Share of the advertisements of a role that name a skill, in a month of a source."""
    shift = asks.get(skill, 0.0)
    for planted in (RISING, FADING):
        if skill in planted:
            start, slope = planted[skill]
            shift += slope * max(month - start, 0) / 12.0
    if skill in CYCLICAL:
        swing, peak = CYCLICAL[skill]
        shift += swing * math.cos(2.0 * math.pi * (month - peak) / 12.0)
    return 1.0 / (1.0 + math.exp(-(math.log(share / (1.0 - share)) + shift)))


def _field(name: str, kind: str, english: str, vietnamese: str, required: bool = True) -> dict[str, object]:
    return {
        "name": name, "type": kind, "description": english, "description_vi": vietnamese,
        **({"constraints": {"required": True}} if required else {}),
    }  # fmt: skip


def _panel_fields() -> list[dict[str, object]]:
    return [
        _field("posting_id", "string", f"Number of the advertisement. {SIMULATED_EN}", f"Số thứ tự của tin. {SIMULATED_VI}"),
        _field("month", "string", "Month of publication", "Tháng đăng tin"),
        _field("source", "string", "Site; mo_phong_b ends after 2022-10, mo_phong_c begins in 2022-04", "Trang tuyển dụng; mo_phong_b hết tin sau 2022-10, mo_phong_c có tin từ 2022-04"),
        _field("role", "string", "Role as a coder gives it: a new occupation is coded to the nearest known role", "Vai trò theo bộ mã hóa: nghề mới được mã vào vai trò đã biết gần nhất"),
        _field("occupation", "string", "Occupation as coded, VSCO 2020", "Nghề nghiệp theo mã hóa, VSCO 2020"),
        {**_field("place", "string", "Province code (34 units since July 2025)", "Mã tỉnh (34 đơn vị từ tháng 7 năm 2025)"), "classification": "provinces_34"},
        _field("employer", "string", "Employer, an invented number", "Nhà tuyển dụng, mã số tự đặt"),
        _field("experience", "integer", "Years of experience asked for; empty where not stated", "Số năm kinh nghiệm yêu cầu; để trống nếu không ghi", False),
        _field("salary_low", "number", "Low end of the salary, million VND a month; empty where not stated", "Mức lương thấp nhất, triệu đồng một tháng; để trống nếu không ghi", False),
        _field("salary_high", "number", "High end of the salary, million VND a month; empty where not stated", "Mức lương cao nhất, triệu đồng một tháng; để trống nếu không ghi", False),
        _field("skills", "string", "Skills named, ids of datasets/skills, separated by |; empty where none is named", "Kỹ năng nêu trong tin, mã của datasets/skills, cách nhau bằng |; để trống nếu không nêu", False),
    ]  # fmt: skip


def _truth() -> Register:
    fields = [
        _field("item_id", "string", f"What was planted. {SIMULATED_EN}", f"Điều được cài sẵn. {SIMULATED_VI}"),
        _field("kind", "string", "new_occupation, rising_skill, fading_skill, cyclical_skill, source_begins, source_ends, source_asks, skill_premium", "new_occupation nghề mới; rising_skill, fading_skill, cyclical_skill kỹ năng tăng, giảm, theo mùa; source_begins, source_ends, source_asks nguồn bắt đầu, kết thúc, có ô hỏi riêng; skill_premium chênh lệch lương theo kỹ năng"),
        _field("label_vi", "string", "Name in Vietnamese", "Tên tiếng Việt", False),
        _field("label_en", "string", "Name in English", "Tên tiếng Anh", False),
        _field("skills", "string", "Skills concerned, separated by |", "Kỹ năng liên quan, cách nhau bằng |", False),
        _field("occupation", "string", "Occupation it is coded to", "Mã nghề mà tin được mã vào", False),
        _field("month", "string", "Month from which (a source that ends: up to which) it holds", "Tháng bắt đầu (nguồn kết thúc: tháng cuối)", False),
        _field("size", "number", "Size, in the unit beside", "Độ lớn, theo đơn vị bên cạnh", False),
        _field("unit", "string", "ceiling_share; log_odds_per_year; log_odds (half the swing, or difference to the other sources); log_salary", "ceiling_share tỷ lệ tin ở mức trần; log_odds_per_year; log_odds (nửa biên độ, hoặc chênh lệch so với nguồn khác); log_salary", False),
        _field("premium", "number", "Logarithm of its pay over the role it is coded to", "Lô-ga-rít mức lương so với vai trò được mã vào", False),
        _field("source_id", "string", "Source", "Nguồn"),
    ]  # fmt: skip
    truth = Register(
        "postings_panel_truth", "What was planted in the advertisements", "Những gì được cài sẵn trong tin tuyển dụng", fields, ["item_id"]
    )  # fmt: skip

    def add(kind: str, name: str, **cells: object) -> None:
        truth.add(item_id=f"{kind}.{name}", kind=kind, source_id=SOURCE_ID, **cells)

    for name, new in NEW_OCCUPATIONS.items():
        add("new_occupation", name, label_vi=new.name_vi, label_en=new.name_en, skills="|".join(new.skills),
            occupation=ROLES[new.coded_as].occupation, month=month_name(new.appears), size=new.ceiling, unit="ceiling_share",
            premium=new.premium)  # fmt: skip
    for kind, planted in (("rising_skill", RISING), ("fading_skill", FADING)):
        for skill, (start, slope) in planted.items():
            add(kind, skill, skills=skill, month=month_name(start), size=slope, unit="log_odds_per_year")
    for skill, (swing, _) in CYCLICAL.items():
        add("cyclical_skill", skill, skills=skill, month=month_name(0), size=swing, unit="log_odds")
    for site, source in SOURCES.items():
        if source.first > 0:
            add("source_begins", site, label_en=site, label_vi=site, month=month_name(source.first))
        if source.last < MONTHS - 1:
            add("source_ends", site, label_en=site, label_vi=site, month=month_name(source.last))
        for skill, shift in source.asks.items():
            add("source_asks", f"{site}.{skill}", label_en=site, label_vi=site, skills=skill,
                month=month_name(source.first), size=shift, unit="log_odds")  # fmt: skip
    for skill, premium in SKILL_PREMIUM.items():
        add("skill_premium", skill, skills=skill, month=month_name(0), size=premium, unit="log_salary")
    return truth
