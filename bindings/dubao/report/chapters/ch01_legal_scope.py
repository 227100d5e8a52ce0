"""Chapter 1: legal basis with its state, scope and definitions, the term map for cybersecurity."""

from __future__ import annotations

from typing import Any, Literal

from dubao.numbers import format_date
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import label, scope
from dubao.report.chapters.writer import ChapterWriter, text_column
from dubao.report.document import Chapter, Pill
from dubao.report.text import Text

STATES: dict[str, tuple[Text, Literal["good", "warning", "bad"]]] = {
    "in_force": (Text("còn hiệu lực", "in force"), "good"),
    "period_ended": (Text("đã hết kỳ giao nhiệm vụ", "period ended"), "warning"),
    "to_be_confirmed": (Text("cần xác nhận", "to be confirmed"), "warning"),
    "repealed": (Text("hết hiệu lực", "repealed"), "bad"),
}


def write(context: Context) -> Chapter:
    w = ChapterWriter(
        "1",
        Text("Căn cứ pháp lý, phạm vi và định nghĩa", "Legal basis, scope and definitions"),
        "legal-scope",
    )
    _legal(context, w)
    _scope(context, w)
    _sources_of_truth(context, w)
    w.missing(context, "digital_skills")
    return w.chapter()


def legal_rows(context: Context) -> list[dict[str, Any]]:
    return list(context.table("legal_bases") or ())


def legal_name(row: dict[str, Any]) -> Text:
    """Type, number and date of a text, as it is cited."""
    number = str(row.get("number") or "")
    date = row.get("date")
    vi = f"{row['type_vi']} {number}".strip()
    en = f"{row['type_en']} {number}".strip()
    # Laws are cited by type, number and name only (Decree 30/2020/NĐ-CP).
    if date and not str(row["type_en"]).startswith(("Law", "Labour Code")):
        vi += f" {_date(date, 'vi')}"
        en += f" of {_date(date, 'en')}"
    return Text(vi, en)


def state_pill(row: dict[str, Any]) -> Pill:
    """The state of a legal text as a verdict."""
    words, tone = STATES[row["state"]]
    return Pill(words, tone)


def _date(value: Any, lang: str) -> str:
    from datetime import date

    if not isinstance(value, date):
        value = date.fromisoformat(str(value))
    return format_date(value, lang)  # type: ignore[arg-type]


def _legal(context: Context, w: ChapterWriter) -> None:
    rows = legal_rows(context)
    settings = context.configuration.legal
    by_id = {row["legal_id"]: row for row in rows}
    w.head("Căn cứ pháp lý", "Legal basis")
    leading, task = by_id.get(settings.leading), by_id.get(settings.task)
    if leading:
        role_vi = str(leading["role_vi"]).removeprefix("Căn cứ chính: ")
        role_en = str(leading["role_en"]).removeprefix("Leading basis: ")
        w.say(
            f"Căn cứ pháp lý chính là {leading['title_vi']} số {leading['number']}: {role_vi}",
            f"The leading legal basis is the {leading['title_en']} {leading['number']}: {role_en}",
        )
    if task:
        name, state = legal_name(task), STATES[task["state"]][0]
        w.note(
            f"{name.vi} ({task['title_vi']}): {state.vi}. {task.get('note_vi') or ''} Việc tiếp tục nhiệm vụ này do cơ quan ban hành xác nhận trước khi ký.".replace(
                "  ", " "
            ),
            f"{name.en} ({task['title_en']}): {state.en}. {task.get('note_en') or ''} The issuing body confirms before signature that the task continues.".replace(
                "  ", " "
            ),
            "warning",
        )
    cited = sorted((row for row in rows if row.get("cite_order")), key=lambda row: int(row["cite_order"]))
    w.table(
        Text("Căn cứ chính và tình trạng", "Main legal bases and their state"),
        [text_column("Văn bản", "Text"), text_column("Nội dung", "Subject"), text_column("Vai trò với báo cáo", "Role in this report"), text_column("Tình trạng", "State")],
        [
            [legal_name(row), Text(row["title_vi"], row["title_en"]), Text(row["role_vi"], row["role_en"]), state_pill(row)]
            for row in cited
        ],
        Text("Nguồn: văn bản quy phạm pháp luật; danh mục đầy đủ ở phụ lục C.", "Source: legal texts; the whole list stands in annex C."),
        Text(
            "Tình trạng theo những gì đọc được đến ngày chốt số liệu; cơ quan ban hành xác nhận lại trước khi ký.",
            "State as read up to the data cut-off; the issuing body confirms it before signature.",
        ),
    )  # fmt: skip


def _scope(context: Context, w: ChapterWriter) -> None:
    w.head("Phạm vi và định nghĩa", "Scope and definitions")
    w.say(
        "Báo cáo phục vụ ba lĩnh vực: công nghệ thông tin, điện tử – viễn thông và an toàn thông tin mạng. Số liệu thống kê không chia theo lĩnh vực mà theo nghề và theo ngành kinh tế; mỗi con số trong báo cáo ghi rõ đếm ai. Báo cáo không dùng cụm từ chung về nhân lực công nghệ thông tin khi không nêu phạm vi.",
        "The report serves three fields: information technology, electronics-telecommunications and network information security. Statistics are not kept by field but by occupation and by industry; every figure here says who is counted. The report never speaks of an information-technology workforce without naming its scope.",
    )
    w.table(
        Text("Các nhóm được dự báo", "Groups forecast"),
        [text_column("Nhóm", "Group"), text_column("Phân loại", "Classification"), text_column("Đếm ai", "Who is counted")],
        [[label(g), Text.same(g.classification), scope(g)] for g in context.configuration.groups],
        Text("Nguồn: cấu hình của ấn phẩm; Danh mục nghề nghiệp Việt Nam; Hệ thống ngành kinh tế Việt Nam.", "Source: configuration of the edition; Classification of Occupations of Viet Nam; Viet Nam Standard Industrial Classification."),
    )  # fmt: skip
    w.points(
        [
            Text("**Nhu cầu** trong báo cáo là việc làm dự kiến có và chỗ làm cần tuyển; không phải nhu cầu theo định mức và không phải mục tiêu đào tạo.", "**Demand** here is employment expected and job openings; it is neither a normative need nor a training target."),
            Text("**Thiếu hụt nhân lực** chỉ được nêu khi cung và cầu cùng phạm vi; ấn phẩm này chưa có số liệu để kết luận.", "A **shortage** is stated only where supply and demand share a scope; this edition has no data to conclude.")
            if context.table("field_to_occupation") is None
            else Text("**Thiếu hụt nhân lực** chỉ được nêu khi cung và cầu cùng phạm vi.", "A **shortage** is stated only where supply and demand share a scope."),
            Text("**Dự báo** cho biết điều có thể xảy ra kèm xác suất; **kịch bản** kéo dài dự báo và chưa hiệu chuẩn; **mục tiêu** là điều văn bản đặt ra. Ba đại lượng này khác nhau.", "A **forecast** says what may happen with a probability; a **scenario** extends it and is not calibrated; a **target** is what a text sets. The three are different quantities."),
        ]
    )  # fmt: skip


def _sources_of_truth(context: Context, w: ChapterWriter) -> None:
    w.head("An toàn thông tin mạng: tên gọi trong luật", "Network information security: the name in law")
    by_id = {row["legal_id"]: row for row in legal_rows(context)}
    new, old = by_id.get("luat_116_2025"), by_id.get("luat_86_2015")
    if new and old:
        w.say(
            f"Đề án dùng cụm từ “an toàn thông tin mạng”. {old['type_vi']} {old['number']} ({old['title_vi']}): {STATES[old['state']][0].vi}; {new['type_vi']} {new['number']} ({new['title_vi']}): {STATES[new['state']][0].vi}. Bảng đối chiếu thuật ngữ ở phụ lục F.",
            f"The Scheme speaks of network information security. {old['type_en']} {old['number']} ({old['title_en']}): {STATES[old['state']][0].en}; {new['type_en']} {new['number']} ({new['title_en']}): {STATES[new['state']][0].en}. The term map stands in annex F.",
        )
