"""Skills and job titles in the advertisements of the demo country."""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.world import LAST, OCCUPATIONS

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


# Level at which the programmes of a field teach each cluster (0 not at all, 1 as far as jobs ask), invented; colleges teach four fifths of it.
TAUGHT = {
    "ai_data": {"74801": 0.6, "74802": 0.4, "75103": 0.1, "75202": 0.2}, "cloud": {"74801": 0.3, "74802": 0.4, "75103": 0.1, "75202": 0.1},
    "security": {"74801": 0.3, "74802": 0.4, "75103": 0.1, "75202": 0.1}, "software": {"74801": 0.8, "74802": 0.8, "75103": 0.2, "75202": 0.3},
    "network": {"74801": 0.4, "74802": 0.5, "75103": 0.6, "75202": 0.5}, "embedded": {"74801": 0.2, "74802": 0.1, "75103": 0.5, "75202": 0.6},
    "management": {"74801": 0.2, "74802": 0.3, "75103": 0.2, "75202": 0.2}, "languages": {"74801": 0.3, "74802": 0.3, "75103": 0.3, "75202": 0.3},
}  # fmt: skip
COLLEGE = 0.8


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
    return [skills, importance, curricula(), titles]


def curricula() -> Observations:
    """What programmes teach: the table that institutions fill in."""
    table = Observations(
        "curricula", "Level at which programmes teach a skill cluster", "Mức dạy cụm kỹ năng của các chương trình",
        ("cluster", "cluster_vi", "cluster_en", "field", "level"),
    )  # fmt: skip
    for name, levels in TAUGHT.items():
        vi, en = CLUSTERS[name][:2]
        for field, taught in levels.items():
            for level in ("bachelor", "college"):
                table.add(
                    f"demo.curricula.{name}.{field}.{level}", LAST, taught * (1.0 if level == "bachelor" else COLLEGE), "share",
                    cluster=name, cluster_vi=vi, cluster_en=en, field=field, level=level,
                )  # fmt: skip
    return table
