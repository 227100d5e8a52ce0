"""Fixed words for claims: kinds of quantity, topics, units that stand in a column of their own."""

from __future__ import annotations

from dubao.report.text import Text

KINDS: dict[str, Text] = {
    "level": Text("số hiện có", "level"),
    "flow": Text("luồng trong kỳ", "flow over the period"),
    "target": Text("mục tiêu", "target"),
    "need": Text("nhu cầu được nêu", "stated need"),
}
TOPICS: dict[str, Text] = {
    "it_workforce": Text(
        "Nhân lực công nghệ thông tin (mỗi nguồn một phạm vi)",
        "Information-technology workforce (each source its own scope)",
    ),
    "ministry_total": Text("Tổng lao động ngành do bộ công bố", "Sector total published by the ministry"),
    "ict_industry": Text(
        "Công nghiệp công nghệ thông tin – truyền thông", "Information and communications technology industry"
    ),
    "firms": Text("Doanh nghiệp", "Enterprises"),
    "need": Text("Nhu cầu", "Need"),
    "shortage": Text("Thiếu hụt", "Shortage"),
    "turnover": Text("Đổi nơi làm việc", "Employer change"),
    "graduates": Text("Nhập học và tốt nghiệp", "Entrants and graduates"),
    "cybersecurity": Text("An ninh mạng", "Cybersecurity"),
    "semiconductor": Text("Bán dẫn", "Semiconductors"),
    "digital_economy": Text("Kinh tế số", "Digital economy"),
    "migration": Text("Làm việc ở nước ngoài", "Work abroad"),
}
_UNITS: dict[str, Text] = {
    "persons": Text("người", "persons"),
    "persons_per_year": Text("người mỗi năm", "persons a year"),
    "percent": Text("phần trăm", "percent"),
    "firms": Text("doanh nghiệp", "enterprises"),
    "years": Text("năm", "years"),
    "students": Text("sinh viên", "students"),
}


def unit_label(key: str) -> Text:
    return _UNITS.get(key, Text.same(key))
