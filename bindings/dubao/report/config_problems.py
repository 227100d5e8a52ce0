"""From what a TOML reader and the schema refuse to problems a person can mend: key path, line, suggestion, both languages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from dubao.errors import ConfigurationError, MissingExtraError, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-\"]+)\s*=")
_LINE = re.compile(r"line (\d+)")

Location = tuple[str | int, ...]


def read_toml(text: str, file: str) -> dict[str, Any]:
    try:
        tomllib = import_module("tomllib")
    except ModuleNotFoundError:  # Python 3.10
        try:
            tomllib = import_module("tomli")
        except ModuleNotFoundError:
            raise MissingExtraError.of("tomli") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise ConfigurationError(
            Problem(
                "E-CFG-007", file=file, row=int(found.group(1)) if found else None, vi="tệp không đúng cú pháp TOML",
                en=f"not valid TOML: {error}", remedy_vi="xem lại dấu ngoặc, dấu bằng và dấu nháy ở dòng này",
                remedy_en="look at brackets, equals signs and quotes of this line",
            )
        ) from None  # fmt: skip


def line_of(text: str, location: Location) -> int | None:
    """The line of a key in the file, counting array entries; the line of its section when the key itself is absent."""
    wanted = [str(part) for part in location if not isinstance(part, int)]
    entries = [part for part in location if isinstance(part, int)]
    section: list[str] = []
    count: dict[str, int] = {}
    best: int | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            section = [part.strip('"') for part in header.group(2).split(".")]
            name = ".".join(section)
            if header.group(1) == "[[":
                count[name] = count.get(name, -1) + 1
            if section == wanted[: len(section)] and (not entries or count.get(name, 0) == entries[0]):
                best = best or number
                if section == wanted:
                    return number
            continue
        key = _KEY.match(line)
        if key and [*section, key.group(1).strip('"')] == wanted[: len(section) + 1]:
            name = ".".join(section)
            if not entries or count.get(name, 0) == entries[0] or name not in count:
                return number
    return best


def _fields_at(model: type[BaseModel], location: Location) -> list[str]:
    """Names of the keys allowed where the location's parent stands."""
    here: Any = model
    for part in location:
        if isinstance(part, int) or not hasattr(here, "model_fields"):
            continue
        field = here.model_fields.get(part)
        if field is None:
            return []
        candidates = [field.annotation, *get_args(field.annotation)]
        here = next((c for c in candidates if hasattr(c, "model_fields")), None)
    return list(here.model_fields) if hasattr(here, "model_fields") else []


def suggestion(name: str, known: Iterable[str]) -> str:
    """The nearest known name, or an empty text."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""


_TYPES_VI = {
    "string_type": "cần một chuỗi ký tự", "int_type": "cần một số nguyên", "float_type": "cần một số", "bool_type": "cần true hoặc false",
    "bool_parsing": "cần true hoặc false", "int_parsing": "cần một số nguyên", "float_parsing": "cần một số",
    "date_type": "cần một ngày, ví dụ 2026-11-22", "date_from_datetime_parsing": "cần một ngày, ví dụ 2026-11-22",
    "date_parsing": "cần một ngày, ví dụ 2026-11-22", "literal_error": "giá trị không có trong danh mục cho phép",
    "greater_than": "giá trị quá nhỏ", "greater_than_equal": "giá trị quá nhỏ", "less_than": "giá trị quá lớn",
    "less_than_equal": "giá trị quá lớn", "string_pattern_mismatch": "viết không đúng mẫu", "too_short": "danh sách còn trống",
    "tuple_type": "cần một danh sách", "dict_type": "cần một nhóm khóa", "model_type": "cần một nhóm khóa",
}  # fmt: skip


def from_validation(error: ValidationError, model: type[BaseModel], text: str, file: str) -> list[Problem]:
    """Every problem of a refused configuration, in the order of the file."""
    problems: list[Problem] = []
    for item in error.errors(include_url=False):
        location: Location = item["loc"]
        path = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
        row = line_of(text, location) if location else None
        common: dict[str, Any] = {"file": file, "row": row, "argument": path}
        kind = item["type"]
        if kind == "extra_forbidden":
            name = str(location[-1])
            known = _fields_at(model, location[:-1])
            near = suggestion(name, known)
            allowed = ", ".join(sorted(known))
            problems.append(
                Problem(
                    "E-CFG-001", vi=f'khóa lạ "{name}"', en=f'unknown key "{name}"',
                    remedy_vi=f'có phải ý là "{near}"' if near else f"các khóa dùng được: {allowed}",
                    remedy_en=f'did you mean "{near}"' if near else f"known keys: {allowed}", **common,
                )
            )  # fmt: skip
        elif kind == "missing":
            problems.append(
                Problem(
                    "E-CFG-002", vi=f'thiếu khóa "{location[-1]}"', en=f'key "{location[-1]}" is missing',
                    remedy_vi="ghi thêm khóa này", remedy_en="add the key", **common,
                )
            )  # fmt: skip
        elif kind == "value_error":
            # Messages of the cross-key rules hold both languages, "vi || en".
            message_vi, _, message_en = str(item["ctx"]["error"]).partition(" || ")
            problems.append(
                Problem("E-CFG-004", vi=message_vi, en=message_en or message_vi, remedy_vi="sửa lại cho thống nhất", remedy_en="make them agree", **common)
            )  # fmt: skip
        else:
            shown = repr(item["input"]) if not isinstance(item["input"], dict) else "{…}"
            problems.append(
                Problem(
                    "E-CFG-003", vi=f"{_TYPES_VI.get(kind, 'giá trị không hợp lệ')}, đang ghi {shown}", en=f"{item['msg']}, found {shown}",
                    remedy_vi="sửa giá trị của khóa", remedy_en="correct the value of the key", **common,
                )
            )  # fmt: skip
    return sorted(problems, key=lambda problem: (problem.row is None, problem.row or 0))
