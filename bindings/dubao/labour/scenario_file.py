"""Files of scenarios: a TOML document to values with everything that is wrong, and back to text.

>>> values = Reader("a.toml").values({"drivers": {"gdp": {"2025": 6.5}}})
>>> values
[('driver', 'gdp', '2025', 6.5)]
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from dubao import _core
from dubao.errors import Collector, InputError, MissingExtraError, Problem

INPUTS = ("driver", "employment factor", "share factor", "exit rate", "intake", "break")
# Sections of a file: input → name of its section and number of keys that name one path.
SECTIONS = {
    "drivers": ("driver", 1),
    "employment_factors": ("employment factor", 1),
    "share_factors": ("share factor", 2),
    "exit_rates": ("exit rate", 2),
    "intakes": ("intake", 1),
}
ABOUT = ("name", "title_vi", "title_en", "source", "author", "date", "note")

ValueLike = tuple[str, str, str, float]


class Reader:
    """Turns the sections of a document into values; collects what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems = Collector()

    def about(self, document: Mapping[str, Any]) -> dict[str, str]:
        known = ("scenario", *SECTIONS, "breaks")
        for section in document:
            if section not in known:
                self._unknown(section, known)
        found = document.get("scenario", {})
        out = {}
        for key, value in found.items() if isinstance(found, Mapping) else ():
            if key not in ABOUT:
                self._unknown(f"scenario.{key}", [f"scenario.{one}" for one in ABOUT])
            else:
                out[key] = value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
        out.setdefault("name", "")
        return out

    def values(self, document: Mapping[str, Any]) -> list[ValueLike]:
        out: list[ValueLike] = []
        for section, (kind, depth) in SECTIONS.items():
            out += self._paths(document.get(section, {}), kind, depth, (), section)
        breaks = document.get("breaks", [])
        for number, one in enumerate(breaks if isinstance(breaks, list) else [breaks], start=1):
            place = f"breaks[{number}]"
            if not isinstance(one, Mapping) or set(one) != {"series", "period"}:
                self._bad(
                    place, "cần đúng hai khóa series và period", "needs exactly the keys series and period"
                )
            elif self._is_period(str(one["period"]), place):
                out.append(("break", str(one["series"]), str(one["period"]), float("nan")))
        return out

    def _paths(self, node: Any, kind: str, depth: int, keys: tuple[str, ...], place: str) -> list[ValueLike]:
        if not isinstance(node, Mapping):
            self._bad(place, "phải là một bảng", "must be a table")
            return []
        out: list[ValueLike] = []
        for name, inner in node.items():
            here = f"{place}.{name}"
            if depth > 0:
                out += self._paths(inner, kind, depth - 1, (*keys, str(name)), here)
            elif isinstance(inner, bool) or not isinstance(inner, (int, float)):
                self._bad(here, f"{inner!r} không phải là một số", f"{inner!r} is not a number")
            elif self._is_period(str(name), here):
                out.append((kind, "/".join(keys), str(name), float(inner)))
        return out

    def _is_period(self, text: str, place: str) -> bool:
        try:
            _core.shift_period(text, 0)
        except InputError:
            self._bad(place, f"“{text}” không phải là một kỳ", f'"{text}" is not a period')
            return False
        return True

    def _unknown(self, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(name, list(known), n=1)
        self.problems.add(
            Problem(
                "E-SCN-012",
                file=self.file,
                argument=name,
                vi="không có khóa này trong một kịch bản",
                en="a scenario has no such key",
                remedy_vi=f"có phải {near[0]}?" if near else f"các phần: {', '.join(known)}",
                remedy_en=f"did you mean {near[0]}?" if near else f"sections: {', '.join(known)}",
            )
        )

    def _bad(self, place: str, vi: str, en: str) -> None:
        self.problems.add(
            Problem(
                "E-SCN-013",
                file=self.file,
                argument=place,
                vi=vi,
                en=en,
                remedy_vi="ghi kỳ = số, ví dụ 2026 = 7.5",
                remedy_en="write period = number, for example 2026 = 7.5",
            )
        )


def file_problem(path: Path, vi: str, en: str) -> Problem:
    return Problem(
        "E-SCN-012",
        file=str(path),
        vi=vi,
        en=en,
        remedy_vi="kiểm tra đường dẫn và nội dung tệp",
        remedy_en="check the path and the file",
    )


def quoted(text: str) -> str:
    # A JSON string is a TOML basic string.
    return json.dumps(text, ensure_ascii=False)


def toml_reader() -> Any:
    try:
        return import_module("tomllib")
    except ModuleNotFoundError:  # Python 3.10
        try:
            return import_module("tomli")
        except ModuleNotFoundError:
            raise MissingExtraError.of("tomli") from None


def read_document(path: Path) -> dict[str, Any]:
    """The document of a TOML file; E-SCN-012 when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            file_problem(
                path, f"không đọc được tệp: {error.strerror}", f"the file cannot be read: {error.strerror}"
            )
        ) from error
    toml = toml_reader()
    try:
        document: dict[str, Any] = toml.loads(text)
    except toml.TOMLDecodeError as error:
        raise InputError(
            file_problem(path, "tệp không đúng cú pháp TOML", f"not valid TOML: {error}")
        ) from None
    return document
