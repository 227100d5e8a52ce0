"""What a chapter is given: configuration, tables by role, results, and one way to make numbers, sources and boxes.

A chapter asks ``table(role)``; when the configuration offers none it gets None and prints ``missing(role)`` instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dubao.report.config import Configuration
from dubao.report.document import MissingBox
from dubao.report.pipeline_results import Results
from dubao.report.registers import Assumption, assumption_register
from dubao.report.results import InputReference, Number, ResultsStore
from dubao.report.roles import UNOFFICIAL_ROLES, requests_of
from dubao.report.summaries import Summary
from dubao.report.text import Text
from dubao.report.words.columns import column_names
from dubao.report.words.phrases import OWN_CALCULATION, REPLACE_BEFORE_ISSUE, SOURCE_PREFIX
from dubao.report.words.sources import source_title

if TYPE_CHECKING:
    from dubao.data import Catalogue, SeriesRecord, Table

# Title of the source that stands for calculations from the project's own tables.
_OWN = "Own calculation"


@dataclass
class Context:
    """Shared by all chapters of one edition."""

    configuration: Configuration
    catalogue: Catalogue
    results: Results
    store: ResultsStore = field(default_factory=ResultsStore)
    commit: str = "unknown"
    vintage_id: str = ""
    version: str = ""
    used_sources: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Source key → (package, Source) of everything that was printed, for the annex of sources."""
    boxes: list[MissingBox] = field(default_factory=list)

    # Tables

    def table(self, role: str) -> Table | None:
        """The table that fills a role, or None."""
        name = self.configuration.tables.get(role)
        if name is None:
            return None
        table = self.catalogue.table(name)
        return table if len(table) else None

    def record(self, series_id: str, role: str | None = None) -> SeriesRecord:
        return self.catalogue.series(series_id, table=self.configuration.tables.get(role) if role else None)

    @cached_property
    def assumptions(self) -> dict[str, Assumption]:
        """The assumption register by id."""
        return assumption_register(self.table("assumptions"))

    def assumption(self, assumption_id: str) -> Assumption:
        return self.assumptions[assumption_id]

    # Numbers

    def number(self, chapter: int, key: str, value: float | None, **attributes: Any) -> Number:
        """Adds a number (see ResultsStore.add); a key that is there already with the same value gives that number."""
        return self.store.add(chapter, key, value, **attributes)

    def from_summary(self, chapter: int, key: str, summary: Summary, **attributes: Any) -> Number:
        """A number from draws: the median with its 80 and 95 % intervals."""
        attributes.setdefault("round_to", rounding(summary.median))
        return self.store.add(chapter, key, summary.median, **summary.interval(), **attributes)

    # Provenance

    def inputs(
        self, record: SeriesRecord, periods: Iterable[str] | None = None
    ) -> tuple[InputReference, ...]:
        """One reference a source of the series, with the periods it serves."""
        wanted = set(periods) if periods is not None else None
        groups: dict[tuple[str, str], list[str]] = {}
        for row in record.rows:
            if row["value"] is None or (wanted is not None and row["period"] not in wanted):
                continue
            groups.setdefault((row["source_id"] or "", row["status"] or ""), []).append(row["period"])
        out = []
        for (source_id, status), used in groups.items():
            source = next((s for s in record.sources if s.source_id == source_id), None)
            self.used_sources.setdefault(
                f"{record.table.split('/')[0]}:{source_id}", (record.table.split("/")[0], source)
            )
            span = used[0] if len(used) == 1 else f"{used[0]}–{used[-1]}"
            title = source.title if source else source_id
            url = (source.url or source.via_url) if source else ""
            out.append(InputReference(record.id, record.table, span, title, url, self.status(status)))
        return tuple(out)

    def status(self, status: str) -> str:
        """The status of an input; nothing of a simulated edition is official."""
        simulated = self.configuration.report.simulated and status not in ("assumption", "claim")
        return "simulated" if simulated else status

    def table_inputs(
        self, role: str, what: str = "", periods: str = "", **where: str
    ) -> tuple[InputReference, ...]:
        """References to the sources of a table, or of its rows with the values given in ``where``."""
        table = self.table(role)
        if table is None:
            return ()
        package = table.name.split("/")[0]
        known = self.catalogue.sources(package)
        pairs = dict.fromkeys(
            (row.get("source_id") or "", row.get("status") or "")
            for row in table
            if all(str(row.get(name)) == value for name, value in where.items())
        )
        out = []
        for source_id, status in pairs:
            source = known.get(source_id)
            if source is not None:
                self.used_sources.setdefault(f"{package}:{source_id}", (package, source))
            out.append(
                InputReference(what or role, table.name, periods, source.title if source else source_id, (source.url or source.via_url) if source else "", self.status("unofficial" if role in UNOFFICIAL_ROLES else status))
            )  # fmt: skip
        return tuple(out)

    def source(self, *inputs: tuple[InputReference, ...]) -> Text:
        """The source line of a table or figure; in a document not yet issued it says which figures must be replaced."""
        seen: dict[str, str] = {}
        for group in inputs:
            for reference in group:
                seen.setdefault(reference.source, reference.status)
        names = [OWN_CALCULATION if title.startswith(_OWN) else source_title(title) for title in seen]
        line = Text("; ".join(n.vi for n in names) or "–", "; ".join(n.en for n in names) or "–")
        line = SOURCE_PREFIX + line + Text(".", ".")
        if (
            "official_via" in {r.status for group in inputs for r in group}
            and self.configuration.report.state != "issued"
        ):
            line = line + Text(" ", " ") + REPLACE_BEFORE_ISSUE
        return line

    # Terms and boxes

    def term(self, term_id: str) -> Text:
        """A term of the glossary."""
        table = self.table("terms")
        for row in table or ():
            if row["term_id"] == term_id:
                return Text(row["vi"], row["en"])
        raise KeyError(f"the glossary has no term {term_id!r}")

    def missing(self, role: str) -> list[MissingBox]:
        """The boxes of the data requests that would fill a role, in the order of usefulness."""
        rows = {row["request_id"]: row for row in self.table("requests") or ()}
        found = [_box(rows[key]) for key in requests_of(role) if key in rows]
        for box in found:
            if box.request_id not in {known.request_id for known in self.boxes}:
                self.boxes.append(box)
        return found


def rounding(value: float) -> float:
    """The step a headcount is printed in: forecasts carry no more than three meaningful digits.

    >>> rounding(123_449), rounding(16_697), rounding(913_965), rounding(2_430)
    (1000, 100, 5000, 50)
    """
    size = abs(value)
    for bound, step in ((3_000, 50), (20_000, 100), (500_000, 1000), (2_000_000, 5000)):
        if size < bound:
            return step
    return 10_000


def _box(row: dict[str, Any]) -> MissingBox:
    def both(name: str) -> Text:
        return Text(str(row.get(f"{name}_vi") or ""), str(row.get(f"{name}_en") or ""))

    return MissingBox(
        request_id=row["request_id"],
        title=both("title"),
        what=both("why_missing"),
        table=_columns(row),
        holder=both("holder"),
        legal_hook=both("legal_hook"),
        unlocks=both("unlocks"),
    )


def _columns(row: dict[str, Any]) -> Text:
    """Columns of the table asked for, in words, with the codes to be used."""
    columns = column_names(str(row.get("columns") or ""))
    codes_vi, codes_en = str(row.get("codes_vi") or ""), str(row.get("codes_en") or "")
    return Text(
        f"Các cột: {columns.vi}" + (f". Bảng mã: {codes_vi}" if codes_vi else ""),
        f"Columns: {columns.en}" + (f". Codes: {codes_en}" if codes_en else ""),
    )
