"""The form of an administrative document: Decree 30/2020/NĐ-CP, Annex I, as data and as the words of the cover report.

Sizes, weights, margins, rules and fixed words are read from the data package ``document-layout``, so that a change of the
form is a change of the table. Where the decree leaves a range, the choice made here is: the largest font size, the smallest
top, bottom and left margin, the largest right margin (which keeps the text 160 mm wide), the larger first-line indent, the
smallest paragraph and line spacing, a rule midway between its bounds.

>>> two_digits("5"), two_digits("12"), two_digits("05")
('05', '12', '05')
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from dubao.data.catalogue import find_root
from dubao.errors import Collector, InputError, Language, Problem
from dubao.numbers import format_date
from dubao.report.document import Block, Document, Paragraph
from dubao.report.labels import NATIONAL_MOTTO, NATIONAL_NAME
from dubao.report.writers.common import clean, plain
from dubao.report.writers.words import WORDS

LAYOUT_FILE = Path("document-layout") / "decree30_layout.csv"
# Dots that an office fills in by hand, as on a printed form.
BLANK = "………"
_LONG_BLANK = BLANK * 3
# How a paragraph of the cover report begins that names a legal basis: set in italics, as the decree asks.
_LEGAL_BASIS = "Căn cứ "
_BLANK_DATE: dict[str, str] = {"vi": "ngày …… tháng …… năm ………", "en": "…… ……………… ………"}
_MM = {"mm": 1.0, "cm": 10.0}

# What the writers need of the table: components with a font size, and rows with a value and the end of its range used.
SIZED = (
    "page.number", "national_name", "motto", "governing_body", "issuing_body", "number", "place_date", "type_name", "subject",
    "legal_basis", "body", "sign.authority", "sign.name", "recipients.heading", "recipients.list", "annex.heading", "annex.title",
    "annex.reference",
)  # fmt: skip
VALUED: dict[str, str] = {
    "page.width": "low", "page.height": "low", "page.margin.top": "low", "page.margin.bottom": "low",
    "page.margin.left": "low", "page.margin.right": "high", "motto.rule_line": "middle", "issuing_body.rule_line": "middle",
    "subject.rule_line": "middle", "body.first_line_indent": "high", "body.paragraph_spacing": "low",
    "body.line_spacing": "low",
}  # fmt: skip


@dataclass(frozen=True)
class Component:
    """One component of the form; its size in points is the largest permitted."""

    name: str
    title_vi: str
    title_en: str
    size: float
    bold: bool
    italic: bool
    capitals: bool
    text: str
    """its fixed words in Vietnamese, where it has some"""

    def cased(self, words: str) -> str:
        """Words in the letters the form asks for."""
        return words.upper() if self.capitals else words


@dataclass(frozen=True)
class Layout:
    """The whole form. Lengths in millimetres, spacing in points, rules as shares of the words above them."""

    components: dict[str, Component]
    font: str
    page_width: float
    page_height: float
    top: float
    bottom: float
    left: float
    right: float
    indent: float
    paragraph_spacing: float
    line_spacing: float
    rules: dict[str, float]
    report_symbol: str
    """abbreviation of the type of document: BC"""

    def __getitem__(self, name: str) -> Component:
        return self.components[name]

    @property
    def text_width(self) -> float:
        return self.page_width - self.left - self.right


def read_layout(path: Path | None = None) -> Layout:
    """Reads the form from its table.

    Parameters
    ----------
    path : Path, optional
        The table; that of the project's data packages without it.

    Raises
    ------
    InputError
        E-LAY-001 no table, E-LAY-002 a component or a value is missing (all problems at once).
    """
    file = path or find_root() / LAYOUT_FILE
    if not file.is_file():
        raise InputError(
            Problem(
                "E-LAY-001",
                file=str(file),
                vi="không tìm thấy bảng thể thức văn bản",
                en="the table of the document form was not found",
                remedy_vi="đặt gói số liệu document-layout vào thư mục datasets",
                remedy_en="put the data package document-layout into the folder datasets",
            )
        )
    with file.open(encoding="utf-8-sig", newline="") as handle:
        rows = {row.get("rule_id") or "": row for row in csv.DictReader(handle)}
    reader = _Reader(rows, file.name)
    components = {name: reader.component(name) for name in SIZED}
    values = {name: reader.value(name, end) for name, end in VALUED.items()}
    font = (rows.get("page.font", {}).get("text_vi") or "").split(",")[0].strip()
    if not font:
        reader.problem("page.font", "text_vi")
    symbol = (rows.get("abbr.report", {}).get("text_vi") or "").strip()
    if not symbol:
        reader.problem("abbr.report", "text_vi")
    reader.found.raise_if_any(InputError)
    return Layout(
        components=components,
        font=font,
        page_width=values["page.width"],
        page_height=values["page.height"],
        top=values["page.margin.top"],
        bottom=values["page.margin.bottom"],
        left=values["page.margin.left"],
        right=values["page.margin.right"],
        indent=values["body.first_line_indent"],
        paragraph_spacing=values["body.paragraph_spacing"],
        line_spacing=values["body.line_spacing"],
        report_symbol=symbol,
        rules={
            name.removesuffix(".rule_line"): v for name, v in values.items() if name.endswith(".rule_line")
        },
    )


class _Reader:
    """Reads rows of the table and collects what is missing."""

    def __init__(self, rows: dict[str, dict[str, str]], file: str) -> None:
        self.rows, self.file, self.found = rows, file, Collector()

    def problem(self, name: str, column: str) -> None:
        self.found.add(
            Problem(
                "E-LAY-002",
                file=self.file,
                column=column,
                argument=name,
                vi=f"thiếu hoặc sai giá trị của thành phần {name}",
                en=f"the value of the component {name} is missing or wrong",
                remedy_vi="bổ sung giá trị này vào bảng thể thức",
                remedy_en="put the value into the layout table",
            )
        )

    def number(self, name: str, column: str) -> float | None:
        words = (self.rows.get(name, {}).get(column) or "").strip()
        try:
            return float(words) if words else None
        except ValueError:
            self.problem(name, column)
            return None

    def component(self, name: str) -> Component:
        row = self.rows.get(name, {})
        size = self.number(name, "size_max_pt")
        if size is None or size <= 0:
            self.problem(name, "size_max_pt")

        def flag(column: str) -> bool:
            return (row.get(column) or "0").strip() == "1"

        return Component(
            name, row.get("name_vi") or name, row.get("name_en") or name, size or 1.0,
            flag("bold"), flag("italic"), flag("capitals"), row.get("text_vi") or "",
        )  # fmt: skip

    def value(self, name: str, end: str) -> float:
        low, high = self.number(name, "value_min"), self.number(name, "value_max")
        if low is None:
            self.problem(name, "value_min")
            return 1.0
        high = low if high is None else high
        unit = self.rows[name].get("value_unit") or ""
        return {"low": low, "high": high, "middle": (low + high) / 2}[end] * _MM.get(unit, 1.0)


@dataclass(frozen=True)
class Cover:
    """The words of the cover report's head and foot, ready to be set."""

    national_name: str
    motto: str
    parent_body: str
    issuing_body: str
    number: str
    place_date: str
    type_name: str
    subject: str
    authority: tuple[str, ...]
    signatory: str
    recipients_heading: str
    recipients: tuple[str, ...]
    annex_heading: str
    annex_title: str
    annex_reference: str


def cover_of(document: Document, layout: Layout, lang: Language) -> Cover:
    """Fills the form. What a draft must leave open stays dotted, whatever the letterhead holds.

    Draft and for comment: number, date and signatory's name are blank. For signature: number and date are blank, the name
    stands below the empty space for the signature. Issued: everything that the letterhead gives.
    """
    head = document.letterhead
    issued = document.state == "issued"

    def cased(component: str, words: str) -> str:
        return layout[component].cased(words)

    def fixed(component: str, words: str) -> str:
        """Fixed words of a component: Vietnamese from the table, English from here."""
        return (layout[component].text or words) if lang == "vi" else words

    number = two_digits(head.number) if issued and head.number else BLANK
    # Without a symbol yet: the abbreviation of a report and dots for that of the body.
    number_symbol = f"{number}/{clean(head.symbol) or layout.report_symbol + '-' + BLANK}"
    when = format_date(head.date, lang) if issued and head.date is not None else _BLANK_DATE[lang]
    place = plain(head.place, document, lang)
    issuing = cased("issuing_body", plain(head.issuing_body, document, lang)) or _LONG_BLANK
    named = document.state in ("for_signature", "issued") and head.signatory
    authority = [plain(part, document, lang) for part in (head.authority, head.signatory_title)]
    reference = (
        f"(Kèm theo Báo cáo số {number_symbol} {when} của {issuing})"
        if lang == "vi"
        else f"(Attached to Report No. {number_symbol} of {when} by {issuing})"
    )
    return Cover(
        national_name=fixed("national_name", NATIONAL_NAME.of(lang)),
        motto=fixed("motto", NATIONAL_MOTTO.of(lang)),
        parent_body=cased("governing_body", plain(head.parent_body, document, lang)),
        issuing_body=issuing,
        number=f"{WORDS['number'].of(lang)} {number_symbol}",
        place_date=f"{place}, {when}" if place else when,
        type_name=cased("type_name", fixed("type_name", WORDS["report"].of(lang))),
        subject=subject_of(plain(document.title, document, lang), lang),
        authority=tuple(cased("sign.authority", line) for line in authority if line) or (_LONG_BLANK,),
        signatory=clean(head.signatory) if named else _LONG_BLANK,
        recipients_heading=fixed("recipients.heading", WORDS["recipients"].of(lang)),
        recipients=recipient_lines([plain(name, document, lang) for name in head.recipients]),
        annex_heading=WORDS["annex"].of(lang),
        annex_title=cased("annex.title", WORDS["annex_title"].of(lang)),
        annex_reference=reference,
    )


def is_legal_basis(block: Block) -> bool:
    """Whether a block of the cover report names a legal basis (told by its Vietnamese words, in both languages)."""
    return isinstance(block, Paragraph) and block.text.vi.startswith(_LEGAL_BASIS)


def subject_of(title: str, lang: Language) -> str:
    """The subject below the type of document, which it does not say again.

    >>> subject_of("Báo cáo dự báo nhu cầu nhân lực", "vi")
    'Dự báo nhu cầu nhân lực'
    """
    rest = title.removeprefix("Báo cáo ") if lang == "vi" else title
    return rest[:1].upper() + rest[1:]


def two_digits(number: str) -> str:
    """The running number with a leading zero below 10, as the decree asks; other texts as they are."""
    words = clean(number).strip()
    return words.zfill(2) if words.isdigit() else words


def recipient_lines(names: list[str]) -> tuple[str, ...]:
    """One recipient a line: a dash in front, ";" behind, "." behind the last.

    >>> recipient_lines(["Như trên", "Lưu: VT"])
    ('- Như trên;', '- Lưu: VT.')
    """
    bare = [name.strip().lstrip("-").strip().rstrip(";.") for name in names if name.strip()]
    return tuple(f"- {name}{'.' if position == len(bare) - 1 else ';'}" for position, name in enumerate(bare))
