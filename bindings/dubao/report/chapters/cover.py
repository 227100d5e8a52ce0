"""The short cover report in the form of Decree 30/2020/NĐ-CP, to which the chapters are the annex."""

from __future__ import annotations

from dubao.report.chapters.ch01_legal_scope import STATES, legal_name, legal_rows
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import employment, label, openings_number
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
                f"Báo cáo dự báo nhu cầu nhân lực công nghệ thông tin, điện tử – viễn thông và an toàn thông tin mạng đến năm {s.forecast_to}, dựa trên số liệu chốt đến ngày {context.configuration.report.data_cutoff:%d/%m/%Y}. Báo cáo phân tích đầy đủ ở phụ lục kèm theo.",
                f"The report forecasts demand for labour in information technology, electronics-telecommunications and network information security to {s.forecast_to}, on data up to {context.configuration.report.data_cutoff:%d/%m/%Y}. The full analysis stands in the annex.",
            )
        )
    )
    items = [
        Text(
            f"Năm {s.last_observed} {context.configuration.report.country_vi} có {{{now.id}:unit}} là {name.vi}; năm {s.forecast_to} dự báo {{{then.id}}} người (khoảng 80%: {{{then.id}:80}}).",
            f"In {s.last_observed} the {context.configuration.report.country_en} had {{{now.id}:unit}} as {name.en}; the forecast for {s.forecast_to} is {{{then.id}}} (80% interval: {{{then.id}:80}}).",
        )
    ]
    if headline.key in context.results.openings:
        low, high = (
            openings_number(context, headline, "total", "low"),
            openings_number(context, headline, "total", "high"),
        )
        years = context.results.openings[headline.key].years
        items.append(
            Text(
                f"Giai đoạn {years[0]}–{years[-1]}, nghề này mỗi năm cần tuyển khoảng {{{low.id}}} đến {{{high.id}}} chỗ làm, gồm tăng thêm và thay thế; phần thay thế là giả định.",
                f"In {years[0]}–{years[-1]} this occupation has about {{{low.id}}} to {{{high.id}}} openings a year, expansion and replacement together; replacement is an assumption.",
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


def _bases(context: Context) -> list[Block]:
    """Legal bases in the order in which a document cites them; those to be confirmed say so."""
    cited = sorted(
        (row for row in legal_rows(context) if row.get("cite_order")), key=lambda row: int(row["cite_order"])
    )
    out: list[Block] = []
    for position, row in enumerate(cited[:5]):
        name = legal_name(row)
        end = "." if position == len(cited[:5]) - 1 else ";"
        vi = f"Căn cứ {name.vi} {row['title_vi'] if row['type_en'] != 'Law' else ''}".rstrip()
        en = f"Pursuant to {name.en} {row['title_en'] if row['type_en'] != 'Law' else ''}".rstrip()
        if row["type_en"] == "Law":
            vi, en = (
                f"Căn cứ {row['title_vi']} số {row['number']}",
                f"Pursuant to the {row['title_en']} {row['number']}",
            )
        if row["state"] == "to_be_confirmed":
            vi += f" ({STATES[row['state']][0].vi})"
            en += f" ({STATES[row['state']][0].en})"
        out.append(Paragraph(Text(vi + end, en + end)))
    return out
