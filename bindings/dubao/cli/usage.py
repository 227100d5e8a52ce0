"""Mistakes on the command line, in both languages, with the nearest known name.

The parser's exceptions are recognised by what they carry, not by their class: the classes live in different modules in
different versions of the command-line library.
"""

from __future__ import annotations

import re
from typing import Any

from dubao.data.reader import close_match
from dubao.errors import Problem, UsageError


def usage_error(error: Exception) -> UsageError | None:
    """The mistake behind an exception of the parser; None when it is something else."""
    if not hasattr(error, "format_message"):
        return None
    context = getattr(error, "ctx", None)
    command = getattr(context, "command", None)
    path = getattr(context, "command_path", "dubao")
    help_vi, help_en = f"xem: {path} --help", f"see: {path} --help"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        name = str(getattr(error, "option_name", ""))
        known = [
            o
            for p in getattr(command, "params", ())
            for o in (*p.opts, *p.secondary_opts)
            if o.startswith("-")
        ]
        near = close_match(name, [*known, "--help"])
        return _usage(
            "E-CLI-001", name, "không có tùy chọn này", "there is no such option", near, help_vi, help_en
        )
    message = str(error.format_message())
    if found := re.match(r"No such command ['‘\"]?([^'’\"]+)", message):
        name = found[1]
        near = close_match(name, list(getattr(command, "commands", {})))
        return _usage(
            "E-CLI-002", name, "không có lệnh này", "there is no such command", near, help_vi, help_en
        )
    if kind == "MissingParameter":
        name = _parameter_name(getattr(error, "param", None))
        return _usage("E-CLI-003", name, "thiếu tham số này", "this is missing", "", help_vi, help_en)
    if found := re.match(r"Got unexpected extra argument", message):
        name = message.partition("(")[2].rstrip(")")
        return _usage("E-CLI-004", name, "thừa tham số", "unexpected extra argument", "", help_vi, help_en)
    if kind == "BadParameter":
        name = _parameter_name(getattr(error, "param", None))
        reason = str(getattr(error, "message", message))
        return _usage(
            "E-CLI-005",
            name,
            f"giá trị không hợp lệ: {reason}",
            f"invalid value: {reason}",
            "",
            help_vi,
            help_en,
        )
    return _usage("E-CLI-006", "", message, message, "", help_vi, help_en)


def choice_error(argument: str, value: str, allowed: tuple[str, ...]) -> UsageError:
    """A value that is not among those allowed."""
    listed = ", ".join(allowed)
    near = close_match(value, list(allowed))
    return _usage(
        "E-CLI-005", argument, f"không có giá trị “{value}”", f"there is no value “{value}”", near,
        f"dùng: {listed}", f"use: {listed}",
    )  # fmt: skip


def value_error(argument: str, value: str, wanted_vi: str, wanted_en: str) -> UsageError:
    """A value that an option cannot take."""
    vi, en = f"giá trị không hợp lệ “{value}”", f"invalid value “{value}”"
    return _usage("E-CLI-005", argument, vi, en, "", f"ghi {wanted_vi}", f"write {wanted_en}")


def _usage(id: str, argument: str, vi: str, en: str, near: str, remedy_vi: str, remedy_en: str) -> UsageError:
    return UsageError(
        Problem(
            id,
            argument=argument,
            vi=vi + (f" (có phải là “{near}”?)" if near else ""),
            en=en + (f" (did you mean “{near}”?)" if near else ""),
            remedy_vi=remedy_vi,
            remedy_en=remedy_en,
        )
    )


def _parameter_name(parameter: Any) -> str:
    if parameter is None:
        return ""
    options = [o for o in getattr(parameter, "opts", ()) if o.startswith("-")]
    named = (
        getattr(parameter, "metavar", None) or getattr(parameter, "human_readable_name", "") or parameter.name
    )
    return options[0] if options else str(named)
