"""Chapter 5: cybersecurity: concepts, what is known with its status, work roles, duties of the law, what is out of scope by name."""

from __future__ import annotations

from dubao.labour.cybersecurity import CONCEPTS, SideBySide
from dubao.report.chapters import security_concepts, security_roles
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
    found = context.results.extra.get("security")
    concepts = {need.concept for need in found.needs} if isinstance(found, SideBySide) else set()
    if isinstance(found, SideBySide):
        security_concepts.write(context, w, found)
    else:
        w.say(
            "Chưa có số liệu chính thức về số người làm an toàn thông tin mạng hoặc an ninh mạng, nên báo cáo không nêu con số quốc gia nào trong kết quả chính. Bảng dưới ghi lại những gì đã được công bố, ai nói và nói về phạm vi nào; các con số này không cùng khái niệm và không so với nhau được.",
            "There are no official figures of the people who work in network information security or cybersecurity, so the report states no national figure among its key findings. The table records what has been said, by whom and about which scope; these figures are of different concepts and cannot be compared.",
        )
    _known(context, w)
    if concepts < set(CONCEPTS):
        _calculator(w)
        security_roles.missing_inputs(context, w, set(CONCEPTS) - concepts)
        w.missing(context, "security_demand", "security_organisations")
    security_roles.duties(context, w)
    security_roles.roles(context, w)
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


def _calculator(w: ChapterWriter) -> None:
    """The concepts and what they would take, in an edition that lacks the inputs of one of them."""
    w.head("Ba khái niệm, ba phép tính", "Three concepts, three calculations")
    w.say(
        "Cùng một từ “thiếu” có thể chỉ ba đại lượng. Ba đại lượng không cộng được với nhau và không thay nhau được; mỗi đại lượng cần đầu vào riêng:",
        "One word, “shortage”, may mean three quantities. They cannot be added, nor does one stand for another; each needs inputs of its own:",
    )
    w.points(
        [Text(f"**{_first_upper(one.name_vi)}**: {one.counts_vi}.", f"**{_first_upper(one.name_en)}**: {one.counts_en}.") for one in CONCEPTS.values()]
    )  # fmt: skip
    w.say(
        "Khi các đầu vào dưới đây có giá trị cùng sai số chuẩn hoặc khoảng, báo cáo tính cả ba khái niệm với khoảng bất định và nêu đầu vào nào làm khoảng rộng nhất. Không nhập đơn vị quốc phòng, công an, cơ yếu. Định mức người cho một trung tâm giám sát 24/7 hoặc kết quả khảo sát của hiệp hội trong bảng trên là phát biểu, không phải đầu vào.",
        "Once the inputs below have values with a standard error or range, the report computes all three concepts with intervals and says which input widens them most. Defence, public-security and cipher bodies are not to be entered. The norm for a centre on duty day and night and the association's survey in the table above are claims, not inputs.",
    )


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
