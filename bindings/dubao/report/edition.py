"""Builds an edition: configuration → data → draws → accounts → numbers → document → files, written as one step or not at all."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dubao import __version__
from dubao.data.output import atomic_output
from dubao.errors import ConfigurationError, Language, Problem
from dubao.report.chapters import write_chapters
from dubao.report.chapters.context import Context
from dubao.report.chapters.cover import cover_report
from dubao.report.config import FORMATS, Configuration, Format, load
from dubao.report.config_data import check_against_data
from dubao.report.document import Document, Letterhead
from dubao.report.pipeline import package_digests, run
from dubao.report.plain_catalogue import PlainCatalogue
from dubao.report.results_file import write_results
from dubao.report.text import Text


@dataclass(frozen=True)
class Built:
    """What a build wrote."""

    out: Path
    files: tuple[Path, ...]
    document: Document = field(repr=False)
    context: Context = field(repr=False)

    def __str__(self) -> str:
        return f"{self.document.edition}: {len(self.files)} files in {self.out}"


def build(
    config: str | Path | Configuration,
    out: str | Path,
    languages: Sequence[Language] | None = None,
    formats: Sequence[Format] | None = None,
) -> Built:
    """Builds an edition of the report.

    Parameters
    ----------
    config : path or Configuration
        The TOML file (see docs and ``config.schema.json``).
    out : path
        Folder of the result; made when missing. Its other files stay.
    languages, formats : sequence, optional
        Fewer than the configuration asks for.

    Returns
    -------
    Built
        Files written, the document and everything it was made from.

    Raises
    ------
    ConfigurationError
        The configuration (E-CFG-…).
    InputError
        The data (E-DAT-…, E-CAT-…) or a folder that cannot be written (E-OUT-001).
    """
    configuration = config if isinstance(config, Configuration) else load(config)
    source = None if isinstance(config, Configuration) else Path(config)
    target = Path(out)
    with atomic_output(target, folder=True) as folder:
        document, context = compose(configuration)
        chosen = tuple(languages or configuration.report.languages)
        wanted = [f for f in FORMATS if f in (formats or configuration.report.formats)]
        written = _write(document, context, folder, chosen, wanted)
        written.append(write_results(document, context, folder))
        written += _vintage(document, context, folder, source)
        files = tuple(target / path.relative_to(folder) for path in written)
    return Built(target, files, document, context)


def compose(configuration: Configuration) -> tuple[Document, Context]:
    """The document of an edition, without writing anything."""
    catalogue = PlainCatalogue(configuration.catalogue.root)
    check_against_data(configuration, catalogue)
    results = run(catalogue, configuration)
    results.extra["digests"] = package_digests(catalogue, configuration)
    context = Context(
        configuration,
        catalogue,
        results,
        commit=commit(),
        vintage_id=vintage_id(configuration),
        version=__version__,
    )
    chapters = write_chapters(context)
    _refuse_unreplaced(context)
    document = Document(
        edition=configuration.report.edition,
        title=Text(configuration.report.title_vi, configuration.report.title_en),
        subtitle=Text(configuration.report.subtitle_vi, configuration.report.subtitle_en),
        letterhead=letterhead(configuration),
        state=configuration.report.state,
        kind=configuration.report.kind,
        simulated=configuration.report.simulated,
        cover_report=cover_report(context),
        chapters=tuple(chapters),
        store=context.store,
        data_cutoff=configuration.report.data_cutoff,
        vintage_id=context.vintage_id,
        commit=context.commit,
        version=context.version,
    )
    return document, context


def letterhead(configuration: Configuration) -> Letterhead:
    head = configuration.letterhead
    return Letterhead(
        parent_body=Text(head.parent_body_vi, head.parent_body_en),
        issuing_body=Text(head.issuing_body_vi, head.issuing_body_en),
        number=head.number,
        symbol=head.symbol,
        place=Text(head.place_vi, head.place_en),
        date=head.date,
        authority=Text(head.authority_vi, head.authority_en),
        signatory_title=Text(head.signatory_title_vi, head.signatory_title_en),
        signatory=head.signatory,
        recipients=tuple(Text(vi, en) for vi, en in zip(head.recipients_vi, head.recipients_en, strict=True)),
    )


def vintage_id(configuration: Configuration) -> str:
    """Edition and date of generation."""
    return f"{configuration.report.edition}-{configuration.report.generated:%Y%m%d}"


def commit() -> str:
    """Commit of the program where it runs from a checkout with git, else "unknown"."""
    home = Path(__file__).resolve().parents[3]
    if not (home / ".git").exists():
        return "unknown"
    try:
        found = subprocess.run(
            ["git", "-C", str(home), "rev-parse", "--short=12", "HEAD"],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return found.stdout.strip() or "unknown"


def _refuse_unreplaced(context: Context) -> None:
    """An issued report keeps figures read at a public copy only by an explicit acceptance."""
    configuration = context.configuration
    if (
        configuration.report.state != "issued"
        or configuration.catalogue.accept_official_via
        or configuration.report.simulated
    ):
        return
    used = sorted(
        {
            r.source
            for n in context.store
            for r in n.inputs
            if r.status == "official_via" and n.nature != "target"
        }
    )
    if used:
        raise ConfigurationError(
            Problem(
                "E-CFG-009", argument="catalogue.accept_official_via",
                vi=f"báo cáo ban hành còn {len(used)} nguồn chính thức đọc tại bản công khai khác: {'; '.join(used)}",
                en=f"an issued report still holds {len(used)} official sources read at a public copy: {'; '.join(used)}",
                remedy_vi="thay bằng bảng của cơ quan thống kê quốc gia, hoặc đặt accept_official_via = true kèm accepted_by",
                remedy_en="replace them by the national office's tables, or set accept_official_via = true with accepted_by",
            )
        )  # fmt: skip


def _write(
    document: Document,
    context: Context,
    folder: Path,
    languages: tuple[Language, ...],
    formats: Sequence[str],
) -> list[Path]:
    written: list[Path] = []
    if "html" in formats:
        from dubao.report.writers.html import write_html

        written.append(write_html(document, folder / "report.html"))
    if "pdf" in formats:
        from dubao.report.writers.pdf import write_pdf

        written += [write_pdf(document, folder / f"report.{lang}.pdf", lang) for lang in languages]
    if "docx" in formats:
        from dubao.report.writers.docx import write_docx

        written += [write_docx(document, folder / f"report.{lang}.docx", lang) for lang in languages]
    if "xlsx" in formats:
        from dubao.report.writers.requests import write_requests
        from dubao.report.writers.xlsx import write_xlsx

        written.append(write_xlsx(document, folder / "tables.xlsx"))
        requests = context.table("requests")
        if requests is not None:
            written.append(write_requests(document, folder / "data-requests.xlsx", requests))
    if "csv" in formats:
        from dubao.report.writers.csv import write_csv

        (folder / "csv").mkdir()
        written += write_csv(document, folder / "csv")
    return [Path(path) for path in written]


def _vintage(document: Document, context: Context, folder: Path, source: Path | None) -> list[Path]:
    """The vintage: configuration, forecasts, observations and scores, with the digests of the inputs."""
    from dubao.report.vintage import write_report_vintage

    text = source.read_text(encoding="utf-8-sig") if source is not None else ""
    home = write_report_vintage(document, context, folder / "vintage", text)
    return sorted(path for path in home.rglob("*") if path.is_file())
