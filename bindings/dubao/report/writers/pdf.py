"""The printed report (PDF), set by typst: the cover report in the form of Decree 30/2020/NĐ-CP, then the analysis.

The file follows PDF/UA-1: tagged, with a title, a language, header cells and alternative texts; the compiler refuses to
write it otherwise. Words reach the template as JSON strings, so that no label can become markup. Nothing is downloaded:
no typst packages, and only the fonts named in ``typst/look.typ``, which are embedded.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

from dubao.errors import InputError, Language, MissingExtraError, Problem

try:
    import typst
except ImportError:  # pragma: no cover - depends on the installation
    raise MissingExtraError.of("typst") from None

from dubao.report.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Document,
    Heading,
    KeyFigures,
    MissingBox,
    Paragraph,
    Pill,
    Table,
)
from dubao.report.formatting import format_value
from dubao.report.labels import MISSING_BOX
from dubao.report.text import Text
from dubao.report.writers.common import (
    Run,
    cell_text,
    chapter_heading,
    clean,
    flag_legend,
    imprint,
    label,
    plain,
    runs,
    simulated_mark,
    state_mark,
)
from dubao.report.writers.decree30 import Layout, cover_of, is_legal_basis, read_layout
from dubao.report.writers.pages import LANDSCAPE_ROOM, PORTRAIT_ROOM, column_widths, page_groups
from dubao.report.writers.words import WORDS

TEMPLATES = Path(__file__).parent / "typst"
# Where fonts are looked for besides the folders the system declares.
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONTS = ("Noto Sans", "Liberation Sans", "Liberation Serif")
_UNKNOWN_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed', re.S)
_MAX_UNKNOWN_LETTERS = 64
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Length of the diagonal of a page that the watermark may fill, and the mean width of a capital in parts of its size.
_WATERMARK_LENGTH_PT = 620.0
_CAPITAL = 0.72


def write_pdf(
    document: Document,
    path: Path | str,
    lang: Language,
    *,
    layout: Layout | None = None,
    font_folders: Sequence[Path | str] = FONT_FOLDERS,
) -> Path:
    """Writes the report as PDF/UA-1.

    Parameters
    ----------
    document : Document
    path : path
        The file; its folder must exist.
    lang : {"vi", "en"}
    layout : Layout, optional
        The form; read from the data package ``document-layout`` without it.
    font_folders : sequence of paths
        Folders searched for the faces, besides those the system declares.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InputError
        E-PDF-001, a font is missing; E-PDF-002, the words are full of letters that no font holds.
    """
    fonts = find_fonts(font_folders)
    target = Path(path)
    with tempfile.TemporaryDirectory(prefix="dubao-pdf-") as name:
        folder = Path(name)
        for file in TEMPLATES.glob("*.typ"):
            shutil.copyfile(file, folder / file.name)
        data = report_data(document, lang, layout or read_layout(), folder)
        faces = folder / "fonts"
        faces.mkdir()
        for position, file in enumerate(fonts):
            shutil.copyfile(file, faces / f"{position}{file.suffix}")
        pdf = _compile(folder, json.dumps(data, ensure_ascii=False), document.data_cutoff)
    target.write_bytes(pdf)
    return target


def _compile(folder: Path, data: str, day: date) -> bytes:
    """Sets the report. A letter that no face holds (another script, a pictogram) is printed as its code, [U+4E2D]: the
    standard forbids to set it, and a label must not keep the whole report from being written.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
    )
    compiler = typst.Compiler(input=folder / "report.typ", root=folder, font_paths=fonts)
    for _ in range(_MAX_UNKNOWN_LETTERS):
        (folder / "data.json").write_text(data, encoding="utf-8")
        try:
            pdf = compiler.compile(
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=datetime(day.year, day.month, day.day, tzinfo=timezone.utc),
            )
            assert isinstance(pdf, bytes)  # no output file is named
            return pdf
        except typst.TypstError as error:
            found = _UNKNOWN_LETTER.search(str(error))
            if found is None:
                raise
            for letter in set(found[1]):
                data = data.replace(letter, f"[U+{ord(letter):04X}]")
    raise InputError(
        Problem(
            "E-PDF-002",
            vi="báo cáo có quá nhiều ký tự mà phông chữ không có",
            en="the report has too many letters that the fonts do not hold",
            remedy_vi="kiểm tra mã hóa của các nhãn trong số liệu đầu vào",
            remedy_en="check the encoding of the labels in the input data",
        )
    )


def find_fonts(folders: Sequence[Path | str] = FONT_FOLDERS) -> list[Path]:
    """The files of the faces used; InputError E-PDF-001 naming the faces that are missing.

    Only these are given to the compiler: with every font of the machine at hand, a letter that the first face lacks (the
    minus sign) would be taken from another face on another machine, and the bytes would differ.
    """
    existing = [str(folder) for folder in folders if Path(folder).is_dir()]
    known = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=existing).fonts()
    missing = sorted(set(FONTS) - {font.family for font in known})
    if missing:
        raise InputError(
            [
                Problem(
                    "E-PDF-001",
                    argument=name,
                    vi=f"không tìm thấy phông chữ {name}",
                    en=f"the font {name} was not found",
                    remedy_vi="cài các gói fonts-noto-core và fonts-liberation2 (make setup), hoặc chỉ thư mục phông chữ",
                    remedy_en="install fonts-noto-core and fonts-liberation2 (make setup), or name the folder of the fonts",
                )
                for name in missing
            ]
        )
    return sorted({Path(font.path) for font in known if font.family in FONTS and font.path})


def report_data(document: Document, lang: Language, layout: Layout, folder: Path) -> dict[str, Any]:
    """All words of the report as JSON values; the figures are written to `folder` as SVG."""
    setter = _Setter(document, lang, folder)
    cover = cover_of(document, layout, lang)
    state = state_mark(document, lang)
    day = document.data_cutoff
    return {
        "lang": lang,
        "region": {"vi": "VN", "en": "GB"}[lang],
        "title": plain(document.title, document, lang),
        "description": plain(document.subtitle, document, lang),
        "subtitle": setter.runs(document.subtitle),
        "date": [day.year, day.month, day.day],
        "state": state,
        "watermark_size": min(110.0, _WATERMARK_LENGTH_PT / (_CAPITAL * max(len(state), 1))),
        "simulated": simulated_mark(document, lang),
        "imprint": imprint(document, lang),
        "running": clean(f"{WORDS['vintage'].of(lang)} {document.vintage_id}"),
        "words": {"contents": WORDS["contents"].of(lang)},
        "page": {
            "top": layout.top,
            "bottom": layout.bottom,
            "left": layout.left,
            "right": layout.right,
            "text_width": layout.text_width,
            "indent": layout.indent,
            "paragraph_spacing": layout.paragraph_spacing,
            "number_size": layout["page.number"].size,
            "rules": layout.rules,
        },
        "form": {
            name: {"size": part.size, "bold": part.bold, "italic": part.italic}
            for name, part in layout.components.items()
        },
        "cover": {name: list(v) if isinstance(v, tuple) else v for name, v in vars(cover).items()},
        "cover_blocks": [
            setter.block(block) | {"italic": layout["legal_basis"].italic and is_legal_basis(block)}
            for block in document.cover_report
        ],
        "chapters": [
            {
                "heading": chapter_heading(chapter, document, lang),
                "groups": [
                    {
                        "wide": group.wide,
                        "blocks": [setter.block(block, group.wide) for block in group.blocks],
                    }
                    for group in page_groups(chapter.blocks, document, lang)
                ],
            }
            for chapter in document.chapters
        ],
    }


class _Setter:
    """Turns blocks into values the template knows."""

    def __init__(self, document: Document, lang: Language, folder: Path) -> None:
        self.document, self.lang, self.folder = document, lang, folder
        self.figures = 0

    def runs(self, text: Text | None) -> list[dict[str, Any]]:
        if text is None:
            return []
        return [_run(run) for run in runs(text, self.document, self.lang) if run.words]

    def block(self, block: Block, wide: bool = False) -> dict[str, Any]:
        lang = self.lang
        if isinstance(block, Heading):
            return {"kind": "heading", "level": block.level, "runs": self.runs(block.text)}
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "runs": self.runs(block.text)}
        if isinstance(block, Bullets):
            return {
                "kind": "bullets",
                "ordered": block.ordered,
                "items": [self.runs(item) for item in block.items],
            }
        if isinstance(block, KeyFigures):
            return self.key_figures(block)
        if isinstance(block, Table):
            return self.table(block, wide)
        if isinstance(block, Chart):
            return self.chart(block)
        if isinstance(block, MissingBox):
            return self.missing(block)
        assert isinstance(block, Callout)
        word = WORDS["warning" if block.tone == "warning" else "note"].of(lang)
        return {"kind": "callout", "tone": block.tone, "word": word, "runs": self.runs(block.text)}

    def key_figures(self, block: KeyFigures) -> dict[str, Any]:
        figures = []
        for figure in block.figures:
            # "145.000 người": the number large, its unit small behind it.
            words = format_value(self.document.store[figure.number_id], self.lang, "unit")
            value, _, unit = words.partition(_NO_BREAK_SPACE)
            figures.append(
                {
                    "label": self.runs(figure.label),
                    "value": value,
                    "unit": unit,
                    "note": self.runs(figure.note),
                    "role": figure.role,
                }
            )
        return {"kind": "key_figures", "figures": figures}

    def table(self, block: Table, wide: bool) -> dict[str, Any]:
        room = LANDSCAPE_ROOM if wide else PORTRAIT_ROOM
        shares = column_widths(block, self.document, self.lang, room)
        legend = flag_legend(block, self.document, self.lang)
        columns = []
        for column, share in zip(block.columns, shares, strict=True):
            header = self.runs(column.header)
            if column.unit is not None:
                header = [*header, {"w": f" ({plain(column.unit, self.document, self.lang)})", "s": False}]
            columns.append({"runs": header, "number": column.kind == "number", "share": share})
        return {
            "kind": "table",
            "label": label("table", block.id, self.lang),
            "title": self.runs(block.title),
            "columns": columns,
            "rows": [[self.cell(cell) for cell in row] for row in block.rows],
            "legend": [_run(Run(legend))] if legend else [],
            "note": self.runs(block.note),
            "source": self.runs(block.source),
        }

    def cell(self, cell: Cell) -> dict[str, Any]:
        if isinstance(cell, Pill):
            return {"tone": cell.tone, "runs": self.runs(cell.text)}
        if isinstance(cell, Text):
            return {"tone": "", "runs": self.runs(cell)}
        return {"tone": "", "runs": [_run(Run(cell_text(cell, self.document, self.lang)))]}

    def chart(self, block: Chart) -> dict[str, Any]:
        from dubao.report.charts import render_svg

        self.figures += 1
        file = f"figure-{self.figures}.svg"
        (self.folder / file).write_text(
            render_svg(block, self.lang, store=self.document.store), encoding="utf-8"
        )
        return {
            "kind": "chart",
            "label": label("figure", block.id, self.lang),
            "headline": self.runs(block.headline),
            "subtitle": self.runs(block.subtitle),
            "alt": plain(block.alt, self.document, self.lang),
            "file": file,
            "source": self.runs(block.source),
        }

    def missing(self, block: MissingBox) -> dict[str, Any]:
        lines = (
            ("what", block.what),
            ("table", block.table),
            ("holder", block.holder),
            ("legal_hook", block.legal_hook),
            ("unlocks", block.unlocks),
        )
        return {
            "kind": "missing",
            "title": self.runs(block.title),
            "lines": [
                {"name": MISSING_BOX[key].of(self.lang), "runs": self.runs(text)} for key, text in lines
            ]
            + [{"name": MISSING_BOX["request"].of(self.lang), "runs": [_run(Run(clean(block.request_id)))]}],
        }


def _run(run: Run) -> dict[str, Any]:
    return {"w": run.words, "s": run.strong}
