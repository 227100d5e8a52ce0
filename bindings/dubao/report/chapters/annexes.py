"""Annexes A–J: method, sources, legal bases, assumptions, glossary, term map, claims, data requests, reproducibility, targets."""

from __future__ import annotations

from dubao.report.chapters import (
    annex_assumptions,
    annex_claims,
    annex_method,
    annex_reproducibility,
    security_roles,
)
from dubao.report.chapters.ch01_legal_scope import legal_name, legal_rows, state_pill
from dubao.report.chapters.context import Context
from dubao.report.chapters.target_monitoring import monitoring
from dubao.report.chapters.targets import all_targets
from dubao.report.chapters.writer import ChapterWriter, text_column
from dubao.report.document import Cell, Chapter, Pill
from dubao.report.labels import INPUT_STATES
from dubao.report.text import Text
from dubao.report.words.columns import column_names
from dubao.report.words.dates import short_date
from dubao.report.words.sources import both_languages, licence_words, publisher_name, source_title


def write(context: Context) -> list[Chapter]:
    """All annexes in order. Sources come late, so that everything printed before is in them."""
    method = annex_method.write(context)
    legal = _legal(context)
    assumptions = annex_assumptions.write(context)
    glossary = _glossary(context)
    terms = _term_map(context)
    claims = annex_claims.write(context)
    requests = _requests(context)
    sources = _sources(context)
    manifest = annex_reproducibility.write(context)
    return [
        method,
        sources,
        legal,
        assumptions,
        glossary,
        terms,
        claims,
        requests,
        manifest,
        _targets(context),
    ]


def _sources(context: Context) -> Chapter:
    w = ChapterWriter("B", Text("Nguồn số liệu", "Data sources"), "annex-sources", annex=True)
    statuses = _statuses(context)
    rows: list[list[Cell]] = []
    for key, (package, source) in sorted(context.used_sources.items()):
        if source is None:
            continue
        used_as = statuses.get(key, "")
        own = source.status in INPUT_STATES and used_as != "unofficial"
        status = context.status(source.status) if own else used_as
        note = both_languages(source.note)
        rows.append(
            [
                source_title(source.title), publisher_name(source.publisher), licence_words(source.licence), short_date(str(source.read_on or "")),
                Pill(INPUT_STATES[status], "warning" if status in ("official_via", "claim", "assumption", "unofficial") else "good") if status in INPUT_STATES else Text("văn bản", "legal text"),
                note, Text.same(source.url or source.via_url),
            ]
        )  # fmt: skip
        _ = package
    via = sum(1 for row in rows if isinstance(row[4], Pill) and row[4].text == INPUT_STATES["official_via"])
    if context.configuration.report.state != "issued" and via:
        n = context.number(
            22,
            "sources.official_via",
            float(via),
            kind="count",
            unit="",
            nature="derived",
            definition=Text(
                "số nguồn chính thức đọc tại bản công khai khác", "official sources read at a public copy"
            ),
        )
        w.note(
            f"{{{n.id}}} nguồn là số liệu chính thức đọc tại bản công khai khác: thay bằng bảng của cơ quan thống kê quốc gia trước khi ban hành.",
            f"{{{n.id}}} sources are official figures read at a public copy: replace by the national office's table before issue.",
            "warning",
        )
    acceptance = context.configuration.catalogue
    if via and acceptance.accept_official_via:
        w.note(
            f"Việc giữ số liệu đọc tại bản công khai khác được chấp thuận: {acceptance.accepted_by}.",
            f"Keeping figures read at a public copy was accepted: {acceptance.accepted_by}.",
        )
    w.table(
        Text("Nguồn của mọi con số trong báo cáo", "Sources of all figures of the report"),
        [
            text_column("Nguồn", "Source"), text_column("Cơ quan công bố", "Publisher"), text_column("Giấy phép", "Licence"), text_column("Đọc", "Read"),
            text_column("Tình trạng", "Status"), text_column("Ghi chú", "Note"), text_column("Địa chỉ", "Address"),
        ],
        rows,
        Text("Nguồn: danh mục nguồn của các gói số liệu.", "Source: source lists of the data packages."),
    )  # fmt: skip
    return w.chapter()


def _statuses(context: Context) -> dict[str, str]:
    """Status under which each source was used by the numbers of the store."""
    by_title: dict[str, str] = {}
    for number in context.store:
        for reference in number.inputs:
            by_title.setdefault(reference.source, reference.status)
    return {
        key: by_title.get(source.title, "")
        for key, (_, source) in context.used_sources.items()
        if source is not None
    }


def _legal(context: Context) -> Chapter:
    w = ChapterWriter("C", Text("Căn cứ pháp lý", "Legal bases"), "annex-legal", annex=True)
    w.table(
        Text("Văn bản, hiệu lực và vai trò", "Texts, validity and role"),
        [text_column("Văn bản", "Text"), text_column("Cơ quan ban hành", "Issued by"), text_column("Nội dung", "Subject"), text_column("Vai trò", "Role"), text_column("Tình trạng", "State"), text_column("Ghi chú", "Note")],
        [
            [
                legal_name(row), Text(row["issuer_vi"] or "", row["issuer_en"] or ""), Text(row["title_vi"], row["title_en"]), Text(row["role_vi"] or "", row["role_en"] or ""),
                state_pill(row), Text(row.get("note_vi") or "", row.get("note_en") or ""),
            ]
            for row in legal_rows(context)
        ],
        Text("Nguồn: văn bản quy phạm pháp luật, đọc đến ngày chốt số liệu.", "Source: legal texts, read up to the data cut-off."),
    )  # fmt: skip
    return w.chapter()


def _glossary(context: Context) -> Chapter:
    w = ChapterWriter("E", Text("Thuật ngữ", "Glossary"), "annex-glossary", annex=True)
    rows = [
        [Text.same(row["vi"]), Text.same(row["en"]), Text(row.get("definition_vi") or "", row.get("definition_en") or ""), Text.same(str(row.get("legal_source") or ""))]
        for row in context.table("terms") or ()
    ]  # fmt: skip
    w.table(
        Text("Thuật ngữ dùng trong báo cáo", "Terms used in the report"),
        [
            text_column("Tiếng Việt", "Vietnamese"),
            text_column("Tiếng Anh", "English"),
            text_column("Nghĩa trong báo cáo", "Meaning in this report"),
            text_column("Văn bản", "Text"),
        ],
        rows,
        Text("Nguồn: bảng thuật ngữ của gói số liệu.", "Source: glossary data package."),
    )
    return w.chapter()


def _term_map(context: Context) -> Chapter:
    w = ChapterWriter(
        "F",
        Text(
            "Đối chiếu thuật ngữ an toàn thông tin mạng – an ninh mạng",
            "Term map: network information security – cybersecurity",
        ),
        "annex-terms",
        annex=True,
    )
    by_id = {row["legal_id"]: row for row in legal_rows(context)}
    rows: list[list[Cell]] = []
    for legal_id, term_id in (
        ("qd_146_2022", "network_information_security"),
        ("luat_86_2015", "network_information_security"),
        ("luat_116_2025", "cybersecurity"),
    ):
        if legal_id not in by_id:
            continue
        row = by_id[legal_id]
        rows.append(
            [
                legal_name(row),
                Text(row["title_vi"], row["title_en"]),
                context.term(term_id),
                state_pill(row),
            ]
        )
    w.table(
        Text("Thuật ngữ theo văn bản", "Terms by text"),
        [
            text_column("Văn bản", "Text"),
            text_column("Nội dung", "Subject"),
            text_column("Thuật ngữ", "Term"),
            text_column("Tình trạng", "State"),
        ],
        rows,
        Text("Nguồn: văn bản quy phạm pháp luật.", "Source: legal texts."),
        Text(
            "Báo cáo dùng thuật ngữ của Đề án khi nói về nhiệm vụ và thuật ngữ của luật hiện hành khi nói về quản lý.",
            "The report uses the Scheme's term for the task and the term of the law in force for administration.",
        ),
    )
    if not rows:
        w.say(
            "Không có văn bản nào trong danh mục của ấn phẩm này.", "No text of this edition's list applies."
        )
    security_roles.terms(context, w)
    return w.chapter()


def _targets(context: Context) -> Chapter:
    w = ChapterWriter(
        "J", Text("Danh mục mục tiêu có thời hạn", "List of dated targets"), "annex-targets", annex=True
    )
    monitoring(context, w)
    all_targets(context, w)
    return w.chapter()


def _requests(context: Context) -> Chapter:
    w = ChapterWriter("H", Text("Phiếu yêu cầu số liệu", "Data request sheet"), "annex-requests", annex=True)
    rows: list[list[Cell]] = []
    for row in sorted(context.table("requests") or (), key=lambda r: int(r.get("order") or 0)):
        codes = Text(row.get("codes_vi") or "", row.get("codes_en") or "")
        rows.append(
            [
                Text.same(row["request_id"]), Text(row["title_vi"], row["title_en"]), column_names(str(row["columns"])), codes, Text(row["holder_vi"], row["holder_en"]),
                Text(row["legal_hook_vi"] or "", row["legal_hook_en"] or ""), Text.same(str(row["chapter"])), Text(row["unlocks_vi"], row["unlocks_en"]), Text(row["why_missing_vi"] or "", row["why_missing_en"] or ""),
            ]
        )  # fmt: skip
    if not rows:
        w.say("Không thiếu bảng số liệu nào.", "No table is missing.")
        return w.chapter()
    w.say(
        "Mỗi dòng là một bảng mà cơ quan giữ số liệu có thể cung cấp. Có bảng nào, chương tương ứng sẽ có thêm kết quả ngay, không phải sửa chương trình.",
        "Each row is a table that its holder could supply. With a table, the chapter named gains its result at once, without a change of the program.",
    )
    w.table(
        Text("Phiếu yêu cầu số liệu", "Data request sheet"),
        [
            text_column("Mã", "Id"), text_column("Bảng số liệu", "Table"), text_column("Cột", "Columns"), text_column("Bảng mã", "Codes"), text_column("Cơ quan giữ", "Holder"),
            text_column("Căn cứ", "Legal basis"), text_column("Chương", "Chapter"), text_column("Sẽ bổ sung", "Unlocks"), text_column("Vì sao còn thiếu", "Why missing"),
        ],
        rows,
        Text("Nguồn: gói yêu cầu số liệu của ấn phẩm.", "Source: data request package of the edition."),
    )  # fmt: skip
    return w.chapter()
