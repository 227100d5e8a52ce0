"""Fixed words of the report in both languages: units, states, flags, natures of numbers, labels of boxes.

What the report says about a result is written by the chapters; these are the words around it that every writer needs.
A unit without words is an error: printing its English name on a Vietnamese page would be a silent mistake.
"""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.text import Text

# unit -> (Vietnamese, English plural, English singular). Empty words: the number stands alone.
_UNITS: dict[str, tuple[str, str, str]] = {
    "persons": ("người", "persons", "person"),
    "thousand persons": ("nghìn người", "thousand persons", "thousand persons"),
    "million persons": ("triệu người", "million persons", "million persons"),
    "persons a year": ("người mỗi năm", "persons a year", "person a year"),
    "jobs": ("việc làm", "jobs", "job"),
    "openings": ("chỗ làm", "openings", "opening"),
    "posts": ("vị trí", "posts", "post"),
    "postings": ("tin tuyển dụng", "postings", "posting"),
    "students": ("sinh viên", "students", "student"),
    "entrants": ("sinh viên nhập học", "entrants", "entrant"),
    "graduates": ("sinh viên tốt nghiệp", "graduates", "graduate"),
    "enterprises": ("doanh nghiệp", "enterprises", "enterprise"),
    "provinces": ("tỉnh, thành phố", "provinces", "province"),
    "years": ("năm", "years", "year"),
    "months": ("tháng", "months", "month"),
    "observations": ("quan sát", "observations", "observation"),
    "origins": ("điểm gốc", "origins", "origin"),
    "forecasts": ("dự báo", "forecasts", "forecast"),
    "series": ("chuỗi số liệu", "series", "series"),
    "tables": ("bảng", "tables", "table"),
    "requests": ("phiếu yêu cầu", "requests", "request"),
    "paths": ("đường mô phỏng", "simulated paths", "simulated path"),
    "percent": ("%", "%", "%"),
    "percent a year": ("% mỗi năm", "% a year", "% a year"),
    "percentage points": ("điểm phần trăm", "percentage points", "percentage point"),
    "VND": ("đồng", "dong", "dong"),
    "thousand VND": ("nghìn đồng", "thousand dong", "thousand dong"),
    "million VND": ("triệu đồng", "million dong", "million dong"),
    "billion VND": ("tỷ đồng", "billion dong", "billion dong"),
    "VND a month": ("đồng một tháng", "dong a month", "dong a month"),
    "thousand VND a month": ("nghìn đồng một tháng", "thousand dong a month", "thousand dong a month"),
    "million VND a month": ("triệu đồng một tháng", "million dong a month", "million dong a month"),
    "USD": ("đô la Mỹ", "US dollars", "US dollar"),
    "billion USD": ("tỷ đô la Mỹ", "billion US dollars", "billion US dollars"),
    "points": ("điểm", "points", "point"),
    "ratio": ("", "", ""),
    "probability": ("", "", ""),
    "share": ("", "", ""),
    "index": ("", "", ""),
    "year": ("", "", ""),
    "MASE": ("", "", ""),
    "1": ("", "", ""),
    "": ("", "", ""),
}  # fmt: skip


def unit_words(unit: str, lang: Language, *, one: bool = False) -> str:
    """The words of a unit, in English in the singular for exactly one.

    >>> unit_words("persons", "vi"), unit_words("persons", "en"), unit_words("persons", "en", one=True)
    ('người', 'persons', 'person')
    """
    known = _UNITS.get(unit)
    if known is None:
        raise ValueError(
            f"the unit {unit!r} has no words in both languages; add it to dubao.report.labels._UNITS"
        )
    return known[0] if lang == "vi" else known[2 if one else 1]


STATES: dict[str, Text] = {
    "draft": Text("Dự thảo", "Draft"),
    "for_comment": Text("Dự thảo lấy ý kiến", "Draft for comment"),
    "for_signature": Text("Trình ký", "For signature"),
    "issued": Text("Ban hành", "Issued"),
}
# What stands across every page; empty = nothing.
WATERMARKS: dict[str, Text] = {
    "draft": Text("DỰ THẢO", "DRAFT"),
    "for_comment": Text("DỰ THẢO LẤY Ý KIẾN", "DRAFT FOR COMMENT"),
    "for_signature": Text("TRÌNH KÝ", "FOR SIGNATURE"),
    "issued": Text("", ""),
}
SIMULATED = Text("Số liệu mô phỏng, không phải số liệu thật", "Simulated data, not real figures")
EDITION_KINDS: dict[str, Text] = {
    "annual": Text("Báo cáo dự báo thường niên", "Annual forecast report"),
    "update": Text("Bản cập nhật báo cáo dự báo", "Update of the forecast report"),
    "erratum": Text("Bản đính chính báo cáo dự báo", "Erratum to the forecast report"),
}
FLAGS: dict[str, Text] = {
    "e": Text("ước tính", "estimate"),
    "f": Text("dự báo", "forecast"),
    "s": Text("kịch bản, chưa hiệu chuẩn", "scenario, not calibrated"),
    "c": Text("con số được nêu, chưa kiểm chứng", "claim, not verified"),
    "u": Text("độ tin cậy thấp", "unreliable"),
    "b": Text("gãy chuỗi do đổi định nghĩa", "break in definition"),
}
NATURES: dict[str, Text] = {
    "observed": Text("quan sát", "observed"),
    "estimate": Text("ước tính", "estimate"),
    "forecast": Text("dự báo", "forecast"),
    "scenario": Text("kịch bản", "scenario"),
    "derived": Text("tính từ số liệu khác", "derived"),
    "claim": Text("con số được nêu", "claim"),
    "assumption": Text("giả định", "assumption"),
    "target": Text("mục tiêu", "target"),
    "test": Text("kiểm tra độ chính xác", "accuracy test"),
}
INPUT_STATES: dict[str, Text] = {
    "official_national": Text(
        "chính thức, đọc tại cơ quan thống kê", "official, read at the national office"
    ),
    "official_via": Text("chính thức, đọc tại bản công khai khác", "official, read at a public copy"),
    "derived": Text("tính từ số liệu chính thức", "derived from official figures"),
    "unofficial": Text("nguồn không chính thức, chỉ để mô tả", "not an official source, to describe only"),
    "assumption": Text("giả định", "assumption"),
    "claim": Text("con số được nêu", "claim"),
    "simulated": Text("mô phỏng", "simulated"),
}
MISSING_BOX: dict[str, Text] = {
    "what": Text("Còn thiếu", "What is missing"),
    "table": Text("Bảng số liệu cần có", "Table needed"),
    "holder": Text("Cơ quan giữ số liệu", "Who holds it"),
    "legal_hook": Text("Căn cứ pháp lý", "Legal basis"),
    "unlocks": Text("Khi có sẽ bổ sung", "What it unlocks"),
    "request": Text("Phiếu yêu cầu số liệu", "Data request"),
}
TILE_MAP_CAPTION = Text(
    "Sơ đồ ô, không phải bản đồ địa giới hành chính", "Tile diagram, not a map of administrative boundaries"
)
NATIONAL_NAME = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
NATIONAL_MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
