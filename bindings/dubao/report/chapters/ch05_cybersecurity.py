"""Chapter 5: network information security: what is known with its status, the calculator, what is out of scope by name."""

from __future__ import annotations

from dubao.report.chapters import security_concepts
from dubao.report.chapters.claims import claim_cell, claim_inputs, claim_rows, concept, who_and_when
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Chapter
from dubao.report.text import Text


def write(context: Context) -> Chapter:
    w = ChapterWriter(
        "5",
        Text("An toàn thông tin mạng, an ninh mạng", "Network information security, cybersecurity"),
        "cybersecurity",
    )
    w.note(
        "Các vị trí trong quốc phòng, công an và cơ yếu **không thuộc phạm vi** của báo cáo này, ở mọi chương.",
        "Posts in national defence, public security and cipher bodies are **out of scope** of this report, in every chapter.",
        "warning",
    )
    complete = all(
        context.table(role) is not None
        for role in ("security_demand", "security_organisations", "security_norms")
    )
    if complete:
        security_concepts.write(context, w)
    else:
        w.say(
            "Chưa có số liệu chính thức về số người làm an toàn thông tin mạng hoặc an ninh mạng, nên báo cáo không nêu con số quốc gia nào trong kết quả chính. Bảng dưới ghi lại những gì đã được công bố, ai nói và nói về phạm vi nào; các con số này không cùng khái niệm và không so với nhau được.",
            "There are no official figures of the people who work in network information security or cybersecurity, so the report states no national figure among its key findings. The table records what has been said, by whom and about which scope; these figures are of different concepts and cannot be compared.",
        )
    _known(context, w)
    _calculator(context, w, complete)
    if not complete:
        w.missing(context, "security_demand", "security_organisations")
    return w.chapter()


def _known(context: Context, w: ChapterWriter) -> None:
    rows = claim_rows(context, "cybersecurity")
    w.table(
        Text("Những con số đã được nêu về an ninh mạng", "Figures that have been stated on cybersecurity"),
        [
            text_column("Nội dung", "Subject"), text_column("Ai nêu, về kỳ nào", "Who says so, of which period"), text_column("Phạm vi", "Scope"),
            text_column("Khái niệm (đơn vị)", "Concept (unit)"), number_column("Con số", "Figure"),
        ],
        [
            [
                Text(row["subject_vi"], row["subject_en"]), who_and_when(row), Text(row["scope_vi"] or "", row["scope_en"] or ""), concept(row),
                claim_cell(context, row),
            ]
            for row in rows
        ],
        context.source(*(claim_inputs(context, row) for row in rows)),
        Text("Tất cả là phát biểu, không phải số liệu thống kê chính thức; không dùng làm đầu vào của dự báo.", "All of these are claims, not official statistics; none is an input of the forecast."),
    )  # fmt: skip


def _calculator(context: Context, w: ChapterWriter, complete: bool) -> None:
    w.head("Công cụ tính nhu cầu theo định mức", "Calculator of normative need")
    w.say(
        "Nhu cầu theo định mức = tổng theo loại tổ chức của (số tổ chức × số vị trí theo định mức). Cơ quan quản lý nhập số tổ chức theo loại và định mức thấp, giữa, cao; công cụ trả về khoảng nhu cầu cho từng loại. Nhu cầu theo định mức khác với vị trí việc làm trống có ngân sách và khác với nhu cầu tổ chức tự khai; ba khái niệm luôn đặt cạnh nhau, không cộng.",
        "Normative need = sum over classes of organisation of (number of organisations × posts by norm). The authority enters organisations by class and a low, middle and high norm; the calculator gives the range of need by class. A normative need differs from funded vacancies and from the need that organisations declare; the three concepts stand side by side and are never added.",
    )
    if not complete:
        w.points(
            [
                Text("Cần nhập: số tổ chức theo loại (cơ quan trung ương, địa phương, hạ tầng quan trọng, doanh nghiệp lớn, khác).", "To be entered: organisations by class (central, provincial, critical infrastructure, large enterprises, others)."),
                Text("Cần nhập: số vị trí theo định mức cho mỗi loại, ba mức, kèm văn bản làm căn cứ.", "To be entered: posts by norm for each class, three levels, with the text they rest on."),
                Text("Không nhập: đơn vị quốc phòng, công an, cơ yếu.", "Not to be entered: defence, public-security and cipher bodies."),
            ]
        )  # fmt: skip
