"""The catalogue: finds the data packages and serves tables, series, labels and sources from them.

Packages are looked for in, first found wins: the ``root`` argument, the folder named by ``DUBAO_DATASETS``, the ``datasets``
folder of the repository when the package is installed editable, the copy inside an installed wheel. A table is checked against
its schema when it is first read, and a refused cell is named by file, row, column, value and what was expected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from dubao.data import labels
from dubao.data.own import own_folder, with_own_rows
from dubao.data.packages import Package, find_root, read_descriptor
from dubao.data.reader import close_match, read_table
from dubao.data.table import FORECAST_STATUSES, SeriesRecord, Source, Table, record_of
from dubao.errors import InputError, Language, Problem


@dataclass(frozen=True)
class SearchHit:
    """A table or a series that a search found."""

    kind: str
    id: str
    title_vi: str
    title_en: str

    def title(self, lang: Language = "vi") -> str:
        return self.title_vi if lang == "vi" else self.title_en


class Catalogue:
    """All data packages under one folder.

    Parameters
    ----------
    root : path, optional
        Folder of the packages; found as the module says when not given.
    own : path, optional
        Folder of the user's own tables (``own/<package>/<table>.csv``, written by ``dubao data import``); the one
        named by ``DUBAO_OWN_TABLES`` when not given. Their rows take the place of rows with the same key.

    Examples
    --------
    >>> catalogue = Catalogue()
    >>> table = catalogue.table("vietnam-labour/employment_by_occupation")
    >>> table.where(occupation="25", sex="T", period="2024").column("unit")
    ['thousand_persons']
    >>> catalogue.series("vn.emp.isco08.25.T").value("2024") is not None
    True
    """

    def __init__(self, root: str | Path | None = None, *, own: str | Path | None = None) -> None:
        self.root = find_root(root)
        self.own = own_folder(own)
        self._tables: dict[str, Table] = {}
        self._where: dict[str, str] = {}

    @cached_property
    def _packages(self) -> dict[str, Package]:
        out = {}
        for path in sorted(self.root.glob("*/datapackage.json")):
            descriptor = read_descriptor(path, self.shown(path))
            out[descriptor["name"]] = Package(descriptor["name"], path.parent, descriptor)
        return out

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the folder of the packages on."""
        try:
            return str(Path(self.root.name) / path.relative_to(self.root))
        except ValueError:
            return str(path)

    def packages(self) -> tuple[Package, ...]:
        """The packages, by name."""
        return tuple(self._packages.values())

    def package(self, name: str) -> Package:
        """One package; InputError E-CAT-002 when there is none of that name."""
        if name not in self._packages:
            raise self._unknown("gói số liệu", "data package", name, list(self._packages), "package")
        return self._packages[name]

    def tables(self, kind: str = "") -> tuple[str, ...]:
        """Names ``package/table``, of one kind when given (observations, codes, bridge, register)."""
        return tuple(
            f"{package.name}/{table}"
            for package in self.packages()
            for table in package.tables
            if not kind or package.kind(table) == kind
        )

    def resolve(self, name: str) -> str:
        """The full name of a table given as ``package/table`` or, where only one package has it, as ``table``."""
        known = self.tables()
        if name in known or name.partition("/")[2] == "sources":
            return name
        if "/" not in name:
            found = [full for full in known if full.partition("/")[2] == name]
            # The simulated country repeats the names of the real tables: it is asked for by its full name.
            real = [full for full in found if not full.startswith("demo/")]
            if len(real or found) == 1:
                return (real or found)[0]
        raise self._unknown(
            "bảng", "table", name, [*known, *(full.partition("/")[2] for full in known)], "table"
        )

    def table(self, name: str) -> Table:
        """A table, read once and checked against its schema.

        Raises
        ------
        InputError
            E-CAT-002 for an unknown name, else every refused cell of the file.
        """
        full = self.resolve(name)
        if full not in self._tables:
            package_name, _, table_name = full.partition("/")
            package = self.package(package_name)
            resource = package.resource(table_name)
            if resource is None:
                raise self._unknown("bảng", "table", full, list(self.tables()), "table")
            shown = self.shown(package.path / resource["path"])
            table = read_table(package.name, resource, package.path, shown, package.missing_values)
            self._tables[full] = with_own_rows(table, resource, self.own)
        return self._tables[full]

    def sources(self, package: str) -> dict[str, Source]:
        """Sources of a package by their id."""
        if self.package(package).resource("sources") is None:
            return {}
        return {row["source_id"]: Source.from_row(row) for row in self.table(f"{package}/sources")}

    def source(self, package: str, source_id: str) -> Source:
        """One source; only its id is known when the package does not list it."""
        return self.sources(package).get(source_id, Source(source_id))

    def series_ids(self, prefix: str = "", table: str | None = None) -> list[str]:
        """Ids of all series that begin with `prefix`, in all tables of observations or in one."""
        names = [self.resolve(table)] if table else self.tables("observations")
        return [i for name in names for i in self.table(name).series_ids() if i.startswith(prefix)]

    def series(self, series_id: str, *, for_forecast: bool = False, table: str | None = None) -> SeriesRecord:
        """One series with values, standard errors, breaks, statuses and sources.

        Parameters
        ----------
        series_id : str
        for_forecast : bool
            Refuse a series that a forecast may not use: any value that is only a claim, or no value at all.
        table : str, optional
            Where to look; needed only when two tables hold the id.

        Raises
        ------
        InputError
            E-CAT-003 unknown series, E-CAT-004 in two tables, E-CAT-005 a claim, E-CAT-007 no value.
        """
        found = self.table(table) if table else self._table_of(series_id)
        if not any(row["series_id"] == series_id for row in found.rows):
            raise self._unknown("chuỗi", "series", series_id, found.series_ids(), "series_id", "E-CAT-003")
        record = record_of(found, series_id, self.sources(found.name.partition("/")[0]))
        if for_forecast:
            self._check_use(record, found.path)
        return record

    def panel(self, series_ids: Iterable[str], *, for_forecast: bool = True) -> dict[str, np.ndarray]:
        """Several series in long form, ``unique_id, ds, y, se, break``: what a Forecaster takes."""
        parts = [self.series(i, for_forecast=for_forecast).to_dict() for i in series_ids]
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    def _table_of(self, series_id: str) -> Table:
        if series_id not in self._where:
            mark = series_id.encode()
            holders = []
            for name in self.tables("observations"):
                package_name, _, table_name = name.partition("/")
                package = self.package(package_name)
                resource = package.resource(table_name)
                path = package.path / str((resource or {}).get("path", ""))
                # Looking at the bytes first spares reading every table for one series.
                if name not in self._tables and path.is_file() and mark not in path.read_bytes():
                    continue
                if series_id in self.table(name).series_ids():
                    holders.append(name)
            if not holders:
                raise self._unknown("chuỗi", "series", series_id, self.series_ids(), "series_id", "E-CAT-003")
            if len(holders) > 1:
                raise InputError(
                    Problem(
                        "E-CAT-004",
                        argument="series_id",
                        series=series_id,
                        vi=f"có trong nhiều bảng: {', '.join(holders)}",
                        en=f"stands in several tables: {', '.join(holders)}",
                        remedy_vi="chọn bảng bằng tham số table",
                        remedy_en="choose the table by the argument table",
                    )
                )
            self._where[series_id] = holders[0]
        return self.table(self._where[series_id])

    @staticmethod
    def _check_use(record: SeriesRecord, path: str) -> None:
        barred = [
            row["period"]
            for row in record.rows
            if row["value"] is not None and row["status"] not in FORECAST_STATUSES
        ]
        if barred:
            raise InputError(
                Problem(
                    "E-CAT-005",
                    file=path,
                    column="status",
                    series=record.id,
                    period=", ".join(barred),
                    vi="số liệu là phát biểu lưu hành (claim), không được dùng để dự báo",
                    en="the figure is a circulating claim and may not drive a forecast",
                    remedy_vi="dùng số liệu chính thức, số tính toán hoặc giả định đã khai báo",
                    remedy_en="use an official or derived figure or a declared assumption",
                )
            )
        if not record.periods:
            raise InputError(
                Problem(
                    "E-CAT-007",
                    file=path,
                    column="value",
                    series=record.id,
                    vi="chuỗi không có giá trị nào",
                    en="the series has no value",
                    remedy_vi="bổ sung số liệu cho chuỗi",
                    remedy_en="add values to the series",
                )
            )

    # -- words ---------------------------------------------------------------------------------------------------------
    def label(self, code: str, lang: Language = "vi", classification: str | None = None) -> str:
        """Name of a code, ``"25"`` in ``"occupations"``; the code itself where no table names it."""
        return labels.label(self, code, lang, classification)

    def unit_label(self, unit: str, lang: Language = "vi") -> str:
        """Name of a unit: ``thousand_persons`` → ``nghìn người``."""
        return labels.label(self, unit, lang, "units")

    def series_label(self, series_id: str, lang: Language = "vi") -> str:
        """Title of the series' table and the names of its dimensions."""
        return labels.series_label(self, self._table_of(series_id), series_id, lang)

    def search(self, text: str, *, limit: int = 20) -> list[SearchHit]:
        """Tables and series whose id, title or labels hold every word of the text; marks and case do not matter.

        >>> hits = Catalogue().search("lao dong nghe nghiep")
        >>> any(hit.id == "vietnam-labour/employment_by_occupation" for hit in hits)
        True
        """
        words = fold(text).split()
        hits: list[SearchHit] = []
        for package in self.packages():
            for name in package.tables:
                r = package.resource(name) or {}
                hit = SearchHit("table", f"{package.name}/{name}", r.get("title_vi", ""), r.get("title", ""))
                if _holds(words, hit.id, hit.title_vi, hit.title_en):
                    hits.append(hit)
        for name in self.tables("observations"):
            table = self.table(name)
            for series_id in table.series_ids():
                if len(hits) >= limit:
                    return hits
                vi, en = (labels.series_label(self, table, series_id, lang) for lang in ("vi", "en"))
                if _holds(words, series_id, vi, en):
                    hits.append(SearchHit("series", series_id, vi, en))
        return hits[:limit]

    @staticmethod
    def _unknown(
        vi: str, en: str, name: str, known: list[str], argument: str, id: str = "E-CAT-002"
    ) -> InputError:
        near = close_match(name, known)
        return InputError(
            Problem(
                id,
                argument=argument,
                vi=f"không có {vi} “{name}”" + (f" (có phải là “{near}”?)" if near else ""),
                en=f"there is no {en} “{name}”" + (f" (did you mean “{near}”?)" if near else ""),
                remedy_vi="xem danh sách bằng: dubao data list",
                remedy_en="see the list by: dubao data list",
            )
        )


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case without Vietnamese marks, for searching.

    >>> fold("Điều tra LAO ĐỘNG")
    'dieu tra lao dong'
    """
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _holds(words: list[str], *texts: str) -> bool:
    body = fold(" ".join(texts))
    return all(word in body for word in words)
