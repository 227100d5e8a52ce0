"""Prints a table's description or one series, for people or as JSON."""

from __future__ import annotations

import math

from dubao.cli.session import Session
from dubao.data import Catalogue, SeriesRecord, Table
from dubao.data.labels import note_in
from dubao.numbers import format_number

# Series of a table that fit on a screen.
SHOWN_SERIES = 40


def status_label(status: str, session: Session) -> str:
    """A status in words."""
    vi, en = {
        "official_national": (
            "chính thức, đọc tại cơ quan thống kê",
            "official, read at the national office",
        ),
        "official_via": ("chính thức, đọc qua bản công khai khác", "official, read at a public copy"),
        "derived": ("số tính toán", "derived"),
        "assumption": ("giả định", "assumption"),
        "claim": ("phát biểu lưu hành", "claim"),
    }.get(status, (status, status))
    return session.words(vi, en)


def show_table(session: Session, catalogue: Catalogue, table: Table) -> None:
    """Columns with their meaning, units, sources and, of observations, the last value of each series."""
    t = session.words
    package = table.name.partition("/")[0]
    used = list(dict.fromkeys(row.get("source_id") for row in table.rows if row.get("source_id")))
    sources = [catalogue.source(package, str(key)) for key in used]
    if session.json:
        session.print_json(
            {
                "table": table.name,
                "title_vi": table.title("vi"),
                "title_en": table.title("en"),
                "kind": table.kind,
                "rows": len(table),
                "fields": [
                    {
                        "name": f.name, "type": f.type, "unit": f.unit, "description_vi": f.text("vi"),
                        "description_en": f.text("en"), "constraints": f.constraints,
                    }
                    for f in table.fields
                ],
                "units": table.units,
                "series": table.series_ids(),
                "sources": [s.to_dict() for s in sources],
            }
        )  # fmt: skip
        return
    session.print(f"{table.name}: {table.title(session.lang)}")
    description = table.description_vi if session.lang == "vi" else table.description_en
    if description:
        session.print(description)
    session.table(
        (t("Cột", "Column"), t("Kiểu", "Type"), t("Bắt buộc", "Required"), t("Nghĩa", "Meaning")),
        [(f.name, f.type, t("có", "yes") if f.required else "", f.text(session.lang)) for f in table.fields],
    )
    if table.is_observations:
        _last_values(session, catalogue, table)
    for source in sources:
        session.print(
            f"{t('Nguồn', 'Source')} {source.source_id}: {source.title}. {source.publisher}. {source.url}"
        )


def _last_values(session: Session, catalogue: Catalogue, table: Table) -> None:
    t = session.words
    last: dict[str, dict] = {}
    for row in table.rows:
        before = last.get(row["series_id"])
        if row["value"] is not None and (before is None or row["period"] > before["period"]):
            last[row["series_id"]] = row
    heads = (
        t("Chuỗi", "Series"),
        t("Kỳ cuối", "Last period"),
        t("Giá trị", "Value"),
        t("Đơn vị", "Unit"),
        t("Tình trạng", "Status"),
    )
    session.table(
        heads,
        [
            (
                i, r["period"], format_number(r["value"], session.lang), catalogue.unit_label(r["unit"], session.lang),
                status_label(r["status"], session),
            )
            for i, r in list(last.items())[:SHOWN_SERIES]
        ],
        right=(heads[2],),
    )  # fmt: skip
    if len(last) > SHOWN_SERIES:
        more = len(last) - SHOWN_SERIES
        session.print(
            t(
                f"… và {more} chuỗi nữa (dùng --json để xem hết).",
                f"… and {more} more series (--json lists all).",
            )
        )


def show_series(session: Session, catalogue: Catalogue, record: SeriesRecord) -> None:
    """Every period of a series, with status, break and note."""
    t = session.words
    if session.json:
        session.print_json(
            {
                "series_id": record.id, "table": record.table, "unit": record.unit, "dimensions": record.dimensions,
                "label_vi": catalogue.series_label(record.id, "vi"), "label_en": catalogue.series_label(record.id, "en"),
                "periods": record.periods, "values": record.values, "standard_errors": record.standard_errors,
                "statuses": record.statuses, "breaks": record.breaks, "notes": record.notes,
                "sources": [s.to_dict() for s in record.sources],
            }
        )  # fmt: skip
        return
    session.print(f"{record.id}: {catalogue.series_label(record.id, session.lang)}")
    session.print(f"{t('Đơn vị', 'Unit')}: {catalogue.unit_label(record.unit, session.lang)}")
    heads = (t("Kỳ", "Period"), t("Giá trị", "Value"), t("Tình trạng", "Status"), t("Ghi chú", "Note"))
    rows = []
    for period, value, status in zip(record.periods, record.values, record.statuses, strict=True):
        shown = t("không có số liệu", "no figure") if math.isnan(value) else status_label(status, session)
        note = (
            t("có điểm gãy trước kỳ này. ", "a break precedes this period. ")
            if period in record.breaks
            else ""
        )
        rows.append(
            (
                period,
                format_number(value, session.lang),
                shown,
                note + note_in(record.notes.get(period), session.lang),
            )
        )
    session.table(heads, rows, right=(heads[1],))
    for source in record.sources:
        session.print(
            f"{t('Nguồn', 'Source')} {source.source_id}: {source.title}. {source.publisher}. {source.url}"
        )
