"""The form of an administrative document: Decree 30/2020/NĐ-CP, Annex I, as data and as the words of the cover report.

Sizes, weights, positions and fixed words are read from the data package ``document-layout`` (``decree30_layout.csv``), so
that a change of the rules is a change of the table. Where the decree leaves a range, the choice made here is: the largest
font size, the smallest top, bottom and left margin, the largest right margin (which keeps the text 160 mm wide), the
larger first-line indent, single line spacing.

>>> Range.of("20-25 mm")
Range(low=20.0, high=25.0)
>>> two_digits("5"), two_digits("12"), two_digits("05")
('05', '12', '05')
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from dubao.data.catalogue import find_root
from dubao.errors import Collector, InputError, Language, Problem
from dubao.numbers import format_date
from dubao.report.document import Document
from dubao.report.labels import NATIONAL_MOTTO, NATIONAL_NAME
from dubao.report.writers.common import clean, plain
from dubao.report.writers.words import WORDS

# One third to one half of the words above: midway.
RULE_SHARE = 5 / 12
LAYOUT_FILE = Path("document-layout") / "decree30_layout.csv"
# Dots that an office fills in by hand, as on a printed form.
BLANK = "………"


@dataclass(frozen=True)
class Range:
    """A permitted range, in the unit the table names."""

    low: float
    high: float

    @classmethod
    def of(cls, words: str) -> Range | None:
        found = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", words)]
        return cls(min(found), max(found)) if found else None


@dataclass(frozen=True)
class Component:
    """One component of the form; sizes in points."""

    name: str
    title: str
    """its Vietnamese name"""
    size_min: float | None
    size_max: float | None
    capitals: bool
    bold: bool
    italic: bool
    rule: str
    """"" for none, "text" for a rule as long as the text, "part" for one third to one half of it"""
    value: str

    @property
    def size(self) -> float:
        """The size used: the largest permitted."""
        if self.size_max is None:
            raise ValueError(f"{self.name} has no font size")
        return self.size_max


@dataclass(frozen=True)
class Layout:
    """The whole form. Lengths in millimetres, spacing in points."""

    components: dict[str, Component]
    font: str
    top: float
    bottom: float
    left: float
    right: float
    indent: float
    paragraph_spacing: float
    line_spacing: float
    page_width: float = field(default=210.0)
    page_height: float = field(default=297.0)

    def __getitem__(self, name: str) -> Component:
        return self.components[name]

    @property
    def text_width(self) -> float:
        return self.page_width - self.left - self.right


_NEEDED = (
    "page.paper", "page.margin.top", "page.margin.bottom", "page.margin.left", "page.margin.right", "page.font", "page.number",
    "national_name", "motto", "governing_body", "issuing_body", "number", "place_date", "type_name", "subject", "body",
    "sign.authority", "sign.name", "recipients.heading", "recipients.list", "annex.heading", "annex.title", "annex.reference",
)  # fmt: skip


def read_layout(path: Path | None = None) -> Layout:
    """Reads the form from its table.

    Parameters
    ----------
    path : Path, optional
        The table; the project's own data package without it.

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
        rows = {row["component"]: row for row in csv.DictReader(handle)}
    found = Collector()

    def problem(name: str, column: str) -> None:
        found.add(
            Problem(
                "E-LAY-002",
                file=file.name,
                column=column,
                argument=name,
                vi=f"thiếu giá trị của thành phần {name}",
                en=f"the value of the component {name} is missing",
                remedy_vi="bổ sung dòng này vào bảng thể thức",
                remedy_en="add it to the layout table",
            )
        )

    for name in _NEEDED:
        if name not in rows:
            problem(name, "component")
        elif (not name.startswith("page.") or name == "page.number") and not rows[name][
            "font_size_max_pt"
        ].strip():
            problem(name, "font_size_max_pt")
    found.raise_if_any(InputError)

    def margin(side: str) -> Range:
        value = Range.of(rows[f"page.margin.{side}"]["value_or_text"])
        if value is None:
            problem(f"page.margin.{side}", "value_or_text")
            return Range(0, 0)
        return value

    def length(name: str, pattern: str) -> float:
        numbers = [float(n) for n in re.findall(pattern, rows[name]["value_or_text"])]
        if not numbers:
            problem(name, "value_or_text")
            return 0.0
        return max(numbers)

    paper = [
        float(n) for n in re.findall(r"\d{3}", rows["page.paper"]["value_or_text"].replace("×", "x"))
    ] or [0.0, 0.0]
    layout = Layout(
        components={name: _component(row) for name, row in rows.items()},
        font=rows["page.font"]["value_or_text"].split(",")[0].strip(),
        top=margin("top").low,
        bottom=margin("bottom").low,
        left=margin("left").low,
        right=margin("right").high,
        indent=10 * length("body", r"(\d+(?:\.\d+)?) cm"),
        paragraph_spacing=length("body", r"(\d+(?:\.\d+)?) pt"),
        line_spacing=1.0,
        page_width=paper[0],
        page_height=paper[1],
    )
    found.raise_if_any(InputError)
    return layout


def _component(row: dict[str, str]) -> Component:
    rule = row["rule_line"]
    return Component(
        name=row["component"],
        title=row["component_vi"],
        size_min=float(row["font_size_min_pt"]) if row["font_size_min_pt"].strip() else None,
        size_max=float(row["font_size_max_pt"]) if row["font_size_max_pt"].strip() else None,
        capitals=row["letter_case"] == "capitals",
        bold=row["weight"] == "bold",
        italic=row["slant"] == "italic",
        rule="" if not rule else "text" if "as long as" in rule else "part" if "1/3" in rule else "",
        value=row["value_or_text"],
    )


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
    number = two_digits(head.number) if issued and head.number else BLANK
    symbol = clean(head.symbol)
    number_line = f"{WORDS['number'].of(lang)} {number}" + (f"/{symbol}" if symbol else "")
    when = format_date(head.date, lang) if issued and head.date is not None else _BLANK_DATE[lang]
    place = plain(head.place, document, lang)
    named = document.state in ("for_signature", "issued")
    issuing = plain(head.issuing_body, document, lang).upper()
    subject = plain(document.title, document, lang)
    national, motto = NATIONAL_NAME.of(lang), NATIONAL_MOTTO.of(lang)
    if lang == "vi":
        # The table adds remarks in brackets to some texts: "… (hyphens with spaces)".
        national = layout["national_name"].value.split(" (")[0] or national
        motto = layout["motto"].value.split(" (")[0] or motto
    reference = (
        f"(Kèm theo Báo cáo số {number}{'/' + symbol if symbol else ''} {when} của {issuing})"
        if lang == "vi"
        else f"(Attached to Report No. {number}{'/' + symbol if symbol else ''} of {when} by {issuing})"
    )
    authority = [plain(part, document, lang).upper() for part in (head.authority, head.signatory_title)]
    return Cover(
        national_name=national,
        motto=motto,
        parent_body=plain(head.parent_body, document, lang).upper(),
        issuing_body=issuing,
        number=number_line,
        place_date=f"{place}, {when}" if place else when,
        type_name=WORDS["report"].of(lang),
        subject=subject,
        authority=tuple(line for line in authority if line) or (BLANK * 3,),
        signatory=clean(head.signatory) if named and head.signatory else BLANK * 3,
        recipients_heading=WORDS["recipients"].of(lang),
        recipients=recipient_lines([plain(name, document, lang) for name in head.recipients]),
        annex_heading=WORDS["annex"].of(lang),
        annex_title=WORDS["annex_title"].of(lang),
        annex_reference=reference,
    )


_BLANK_DATE: dict[str, str] = {
    "vi": "ngày …… tháng …… năm ………",
    "en": "…… ……………… ………",
}


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


def part_rule(text_width: float) -> float:
    """Length of a rule of one third to one half of the text above it."""
    return text_width * RULE_SHARE
