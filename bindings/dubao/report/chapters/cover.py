"""The short cover report in the form of Decree 30/2020/NĐ-CP, to which the chapters are the annex."""

from __future__ import annotations

from dubao.numbers import format_date
from dubao.report.chapters.ch01_legal_scope import STATES, legal_name, legal_rows
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import employment, label, openings_number, spread
from dubao.report.document import Block, Bullets, Paragraph
from dubao.report.text import Text
from dubao.report.words.phrases import INCOMPATIBLE_SCOPE, lower_first


def cover_report(context: Context) -> tuple[Block, ...]:
    """Bases, what was done, the few results, what is not known, what is proposed."""
    s = context.configuration.forecast
    headline = context.configuration.headline
    name = lower_first(label(headline))
    now, then = employment(context, headline, s.last_observed), employment(context, headline, s.forecast_to)
    blocks: list[Block] = [*_bases(context)]
    simulated = context.configuration.report.simulated
    if simulated:
        blocks.append(
            Paragraph(
                Text(
                    "Toàn bộ số liệu trong báo cáo này là **mô phỏng**.",
                    "Every figure of this report is **simulated**.",
                )
            )
        )
    blocks.append(
        Paragraph(
            Text(
                f"Báo cáo dự báo nhu cầu nhân lực công nghệ thông tin, điện tử – viễn thông và an toàn thông tin mạng đến năm {s.forecast_to}, dựa trên số liệu chốt đến {format_date(context.configuration.report.data_cutoff, 'vi')}. Báo cáo phân tích đầy đủ ở phụ lục kèm theo.",
                f"The report forecasts demand for labour in information technology, electronics-telecommunications and network information security to {s.forecast_to}, on data up to {format_date(context.configuration.report.data_cutoff, 'en')}. The full analysis stands in the annex.",
            )
        )
    )
    items = [
        Text(
            f"Năm {s.last_observed} {context.configuration.report.country_vi} có {{{now.id}:unit}} là {name.vi}; trung vị dự báo năm {s.forecast_to} là {{{then.id}}} người (khoảng 80%: {{{then.id}:80}}).",
            f"In {s.last_observed} the {context.configuration.report.country_en} had {{{now.id}}} {name.en}; the median forecast for {s.forecast_to} is {{{then.id}}} (80% interval: {{{then.id}:80}}).",
        )
    ]
    if headline.key in context.results.openings:
        low, high = (
            openings_number(context, headline, "total", "low"),
            openings_number(context, headline, "total", "high"),
        )
        found = context.results.openings[headline.key]
        years, both = found.years, spread(low, high)
        whole = openings_number(context, headline, "total", "both")
        assumed = Text("; phần thay thế là giả định", "; replacement is an assumption")
        if found.is_known:
            assumed = Text("", "")
        items.append(
            Text(
                f"Giai đoạn {years[0]}–{years[-1]}, nghề này bình quân mỗi năm có khoảng {both.vi} chỗ làm cần tuyển (khoảng 80%: {{{whole.id}:80}}), gồm tăng thêm và thay thế{assumed.vi}.",
                f"In {years[0]}–{years[-1]} this occupation has about {both.en} openings a year on average (80% interval: {{{whole.id}:80}}), expansion and replacement together{assumed.en}.",
            )
        )
    if context.table("field_to_occupation") is None:
        items.append(
            Text(f"Cung và cầu: {INCOMPATIBLE_SCOPE.vi}.", f"Supply and demand: {INCOMPATIBLE_SCOPE.en}.")
        )
    blocks.append(Bullets(tuple(items)))
    if len(context.table("requests") or ()):
        blocks.append(
            Paragraph(
                Text(
                    "Kiến nghị: các cơ quan giữ số liệu cung cấp những bảng nêu trong Phiếu yêu cầu số liệu (phụ lục H); cơ quan ban hành xác nhận căn cứ pháp lý và phê duyệt sổ giả định trước khi ký.",
                    "It is proposed that the bodies that hold data supply the tables of the data request sheet (annex H), and that the issuing body confirms the legal bases and approves the assumption register before signature.",
                )
            )
        )
    return tuple(blocks)


# Order of legal force in which bases are cited.
_RANK = {"Law": 0, "Labour Code": 0, "Resolution": 1, "Decree": 2, "Decision": 3, "Circular": 4}
MOST_BASES = 4


def _bases(context: Context) -> list[Block]:
    """The leading legal bases as Decree 30 cites them: type, number, date, issuer, subject; laws by type and name."""
    cited = sorted(
        (row for row in legal_rows(context) if row.get("cite_order")), key=lambda row: int(row["cite_order"])
    )[:MOST_BASES]
    cited.sort(key=lambda row: _RANK.get(str(row["type_en"]), 9))
    out: list[Block] = []
    for position, row in enumerate(cited):
        end = "." if position == len(cited) - 1 else ";"
        if row["type_en"] == "Law":
            cite = Text(
                f"Căn cứ {row['title_vi']} số {row['number']}",
                f"Pursuant to the {row['title_en']} {row['number']}",
            )
        else:
            name = legal_name(row)
            subject = lower_first(Text(row["title_vi"], row["title_en"]))
            cite = Text(
                f"Căn cứ {name.vi} của {row['issuer_vi']} {subject.vi}",
                f"Pursuant to {name.en} of the {row['issuer_en']}: {subject.en}",
            )
        if row["state"] == "to_be_confirmed":
            state = STATES[row["state"]][0]
            cite = Text(f"{cite.vi} ({state.vi})", f"{cite.en} ({state.en})")
        out.append(Paragraph(Text(cite.vi + end, cite.en + end)))
    return out
