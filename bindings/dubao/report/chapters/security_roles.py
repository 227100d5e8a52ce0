"""Work roles in cybersecurity with their nearest occupation; terms of the law; duties that create work; inputs nobody publishes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from dubao.labour.cybersecurity import CONCEPTS, QUANTITIES
from dubao.labour.cybersecurity.words import INPUTS
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, text_column
from dubao.report.document import Cell, Pill
from dubao.report.text import Text
from dubao.report.words.codes import occupation_name

_CONFIDENCE = {
    "high": Text("bảng chức danh nêu tên", "named by the index of titles"),
    "medium": Text("theo nội dung công việc", "by the work itself"),
    "low": Text("chưa chắc chắn", "uncertain"),
}
_READ = {
    "quoted": Text("đọc trích nguyên văn", "quoted text read"),
    "second_hand": Text("theo tài liệu dẫn lại", "second hand"),
    "inferred": Text("báo cáo suy ra", "inferred by the report"),
}
_RELATIONS = {
    "replaced": Text("thay thuật ngữ", "replaced"),
    "redefined": Text("cùng chữ, định nghĩa khác", "same word, other definition"),
    "kept": Text("giữ nguyên", "kept"),
    "moved": Text("chuyển cơ quan hoặc luật", "moved"),
}
#: Input → the data request that would bring it. Organisations by size are those of another table than organisations under a norm.
_REQUEST = {
    "employed": "cybersecurity_posts",
    "openings": "cybersecurity_posts",
    "separations": "registered_workers",
    "norm_need.organisations": "organisations_by_level",
    "hiring_share": "skills_survey",
    "mean_hires": "skills_survey",
    "entrants": "graduates_by_major",
}
#: Inputs that no request asks for, with what would have to be there.
_NO_REQUEST = {
    "declared_need.organisations": (
        Text("Số cơ quan, doanh nghiệp theo quy mô lao động", "Bodies and firms by number of persons employed"),
        Text("Cục Thống kê (Bộ Tài chính)", "National Statistics Office (Ministry of Finance)"),
    ),
    "searching": (
        Text("Người tìm việc có kỹ năng an ninh mạng", "Persons with the skills who are looking for work"),
        Text("Bộ Nội vụ (sàn giao dịch việc làm quốc gia)", "Ministry of Home Affairs (national job exchange)"),
    ),
    "posts": (
        Text("Văn bản định số vị trí theo loại tổ chức hoặc cấp độ hệ thống", "A text that sets posts by class of organisation or level of system"),
        Text("Bộ Công an; Bộ Nội vụ (vị trí việc làm)", "Ministry of Public Security; Ministry of Home Affairs (posts)"),
    ),
}  # fmt: skip
# Inputs that stand in place of one another are listed once.
_ALTERNATIVES = ("separation_rate", "supply")


_CITED = (
    (r"khoản (\S+) Điều (\d+)", r"Art. \2(\1)"), (r"Điều ([\d–]+)", r"Art. \1"), (r"Chương (\w+)", r"Chapter \1"), (r"\bLuật\b", "Law"),
    (r"\bNghị định\b", "Decree"), (r"\bThông tư\b", "Circular"), (r"\bQuyết định\b", "Decision"), (r"văn bản hướng dẫn", "implementing texts"),
)  # fmt: skip


def citation(text: str) -> Text:
    """A legal text and its articles, as cited in each language.

    >>> citation("Luật 116/2025/QH15 khoản 1 Điều 8; Nghị định 331/2026/NĐ-CP Điều 11–16").en
    'Law 116/2025/QH15 Art. 8(1); Decree 331/2026/NĐ-CP Art. 11–16'
    """
    english = text
    for pattern, words in _CITED:
        english = re.sub(pattern, words, english)
    return Text(text, english)


def roles(context: Context, w: ChapterWriter) -> None:
    """Roles whose work is security itself; the others stand in the data package."""
    table = context.table("security_work_roles")
    if table is None:
        return
    core = [row for row in table if row["core"] == "core" and row["scope"] == "in"]
    w.head("Vai trò công việc an ninh mạng", "Work roles in cybersecurity")
    w.say(
        "Tin tuyển dụng và tổ chức gọi cùng một việc bằng nhiều chức danh. Khung NICE của Viện Tiêu chuẩn và Công nghệ Hoa Kỳ (NIST) đặt mã cho vai trò công việc; bảng dưới đối chiếu các vai trò có công việc chính là an ninh mạng với mã nghề gần nhất. Một người có thể giữ nhiều vai trò, nên vai trò không dùng để đếm người.",
        "Advertisements and organisations call one kind of work by many titles. The NICE Framework of the National Institute of Standards and Technology (NIST) gives work roles ids; the table sets those whose work is security itself beside the nearest occupation. One person may hold several roles, so that roles do not count persons.",
    )
    w.table(
        Text("Vai trò và mã nghề gần nhất", "Roles and the nearest occupation"),
        [
            text_column("Mã", "Id"), text_column("Vai trò", "Role"), text_column("Công việc", "Work"),
            text_column("Mã nghề gần nhất", "Nearest occupation"), text_column("Mức chắc chắn của mã nghề", "How sure the code is"),
        ],
        [
            [Text.same(row["role_id"]), Text(row["name_vi"], row["name_en"]), Text(row["work_vi"], row["work_en"]), Text.same(str(row["occupation"])), _CONFIDENCE[row["confidence"]]]
            for row in core
        ],
        context.source(context.table_inputs("security_work_roles")),
        _occupations(context, (str(row["occupation"]) for row in core))
        + Text(" ", " ")
        + Text(
            "Tên tiếng Việt, câu mô tả và mã nghề do báo cáo lập, không phải của NIST. Các vai trò khác của khung (quản trị hệ thống, phát triển phần mềm, đào tạo…) nằm ở gói số liệu cybersecurity-work-roles. Điều tra tội phạm mạng và bảo mật liên lạc ở Việt Nam phần lớn thuộc công an, cơ yếu, quốc phòng: báo cáo không tính.",
            "Vietnamese names, sentences and codes are the report's own, not NIST's. Other roles of the framework (systems administration, software development, teaching …) stand in the data package cybersecurity-work-roles. Investigation of cybercrime and communications security are in Viet Nam mostly posts of public security, cipher and defence: the report does not count them.",
        ),
    )  # fmt: skip


def _occupations(context: Context, codes: Iterable[str]) -> Text:
    """The occupations behind the codes, for the note of the table."""
    own = {r["code"]: Text(r["name_vi"], r["name_en"]) for r in context.table("security_occupations") or ()}
    names = [(code, own.get(code) or occupation_name(context, code)) for code in sorted(set(codes))]
    return Text(
        "Mã nghề: " + "; ".join(f"{code} {name.vi}" for code, name in names) + ".",
        "Occupations: " + "; ".join(f"{code} {name.en}" for code, name in names) + ".",
    )


def duties(context: Context, w: ChapterWriter) -> None:
    table = context.table("security_duties")
    if table is None:
        return
    w.head("Quy định tạo ra việc làm an ninh mạng", "Duties of the law that create work in cybersecurity")
    w.table(
        Text("Văn bản buộc có người, không văn bản nào định số người", "The law asks for staff; no text cited sets a number"),
        [text_column("Quy định", "Duty"), text_column("Ai thực hiện", "Who has it"), text_column("Văn bản", "Text"), text_column("Cách đọc", "How it was read")],
        [
            [Text(row["duty_vi"], row["duty_en"]), Text(row["who_vi"], row["who_en"]), citation(row["text"]), Pill(_READ[row["confidence"]], "warning" if row["confidence"] != "quoted" else "good")]
            for row in table
        ],
        context.source(context.table_inputs("security_duties")),
        Text(
            "Vì không văn bản nào được dẫn nêu số vị trí, nhu cầu theo định mức chỉ tính được khi cơ quan có thẩm quyền khai định mức.",
            "As no text cited sets a number of posts, need by a norm can be computed only once the authority declares the norm.",
        ),
    )  # fmt: skip


def missing_inputs(context: Context, w: ChapterWriter, concepts: Collection[str]) -> None:
    """What each of these concepts needs and who holds it."""
    requests = {row["request_id"]: row for row in context.table("requests") or ()}
    rows: list[list[Cell]] = []
    for concept, (shared, classed) in INPUTS.items():
        if concept not in concepts:
            continue
        words = CONCEPTS[concept]
        for name in (*classed, *shared):
            if name in _ALTERNATIVES:
                continue
            key = f"{concept}.{name}" if name == "organisations" else name
            request = requests.get(_REQUEST.get(key, ""))
            if request is not None:
                what = Text(request["title_vi"], request["title_en"])
                holder = Text(request["holder_vi"], request["holder_en"])
            elif key in _NO_REQUEST:
                what, holder = _NO_REQUEST[key]
            else:
                continue
            rows.append(
                [Text(words.name_vi, words.name_en), Text(*QUANTITIES[name]), what, holder]
            )  # fmt: skip
    w.table(
        Text("Đầu vào còn thiếu của từng khái niệm và ai giữ", "Inputs each concept lacks and who holds them"),
        [text_column("Khái niệm", "Concept"), text_column("Đầu vào", "Input"), text_column("Bảng cần có", "Table needed"), text_column("Ai giữ", "Who holds it")],
        rows,
        Text("Nguồn: danh mục số liệu cần cung cấp của báo cáo.", "Source: the report's list of data to be supplied."),
        Text(
            "Mỗi loại tổ chức một dòng cho số tổ chức, tỷ lệ định tuyển, số người bình quân và số vị trí; ghi kèm sai số chuẩn hoặc khoảng.",
            "One row a class for organisations, share that hires, mean hires and posts; each with its standard error or range.",
        ),
    )  # fmt: skip


def terms(context: Context, w: ChapterWriter) -> None:
    """Old and new terms, for the annex of terms."""
    table = context.table("security_terms")
    if table is None:
        return
    w.table(
        Text("Thuật ngữ cũ và thuật ngữ của Luật An ninh mạng 2025", "Old terms and those of the Law on Cybersecurity 2025"),
        [
            text_column("Thuật ngữ cũ", "Old term"), text_column("Văn bản cũ", "Old text"), text_column("Nay", "Now"), text_column("Văn bản nay", "Text now"),
            text_column("Quan hệ", "Relation"), text_column("Cách đọc", "How it was read"), text_column("Ghi chú", "Note"),
        ],
        [
            [
                Text(row["old_vi"], row["old_en"]), citation(row["old_text"]), Text(row["new_vi"], row["new_en"]), citation(row["new_text"]),
                _RELATIONS[row["relation"]], Pill(_READ[row["confidence"]], "good" if row["confidence"] == "quoted" else "warning"), _note(row),
            ]
            for row in table
        ],
        context.source(context.table_inputs("security_terms")),
        Text(
            "Sự tương ứng do báo cáo suy ra không có giá trị pháp lý; cơ quan ban hành xác nhận trước khi ký.",
            "A correspondence inferred by the report has no legal force; the issuing body confirms it before signature.",
        ),
    )  # fmt: skip


def _note(row: dict[str, Any]) -> Text:
    vi, _, en = str(row.get("note") or "").partition(" | ")
    return Text(vi, en)
