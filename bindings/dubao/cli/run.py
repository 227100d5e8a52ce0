"""Runs a command and turns whatever happens into a message and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dubao.cli.session import Session
from dubao.cli.usage import usage_error
from dubao.data.output import unwritable
from dubao.errors import DubaoError, Language, MissingExtraError, Problem, UsageError, user_language

# Exit code of a process stopped by Ctrl-C: 128 + SIGINT, as shells report it.
INTERRUPTED = 130
DEBUG = "DUBAO_DEBUG"


def language_of(arguments: list[str]) -> Language:
    """Language that the command line asks for with the global ``--lang``, else the user's.

    Only what stands before the command counts: ``dubao report … --lang vi,en`` names the languages of a report.

    >>> language_of(["--lang", "en", "check", "a.csv"])
    'en'
    """
    for index, word in enumerate(arguments):
        if not word.startswith("-"):
            break
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in ("vi", "en"):
            return value  # type: ignore[return-value]
        if word == "--lang":
            break
    return user_language()


def global_first(arguments: list[str]) -> list[str]:
    """Moves a global ``--lang`` given after the command to the front, and ``--json`` given before it to the end.

    People put options last. ``report`` has a ``--lang`` of its own and keeps it.

    >>> global_first(["check", "a.csv", "--lang", "en"])
    ['--lang', 'en', 'check', 'a.csv']
    >>> global_first(["report", "a.toml", "--lang", "en"])
    ['report', 'a.toml', '--lang', 'en']
    """
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--lang" else 1
    head, tail = arguments[:place], arguments[place:]
    if not tail:
        return arguments
    moved = [word for word in head if word == "--json"]
    head = [word for word in head if word != "--json"]
    if tail[0] != "report":
        rest: list[str] = []
        position = 0
        while position < len(tail):
            word = tail[position]
            if word == "--":
                rest += tail[position:]
                break
            if word == "--lang" and position + 1 < len(tail):
                head += tail[position : position + 2]
                position += 2
                continue
            (head if word.startswith("--lang=") else rest).append(word)
            position += 1
        tail = rest
    return head + tail + moved


def _speak_unicode() -> None:
    """Vietnamese on every terminal and pipe: where the system's encoding has no letters for it, UTF-8 is written."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        if encoding not in ("utf8", "") and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def run(arguments: list[str]) -> int:
    """Runs the command line and returns its exit code; never raises but for a broken program."""
    arguments = global_first(arguments)
    _speak_unicode()
    session = Session(language_of(arguments), json="--json" in arguments)
    try:
        with _stoppable():
            return _invoke(arguments, session)
    except DubaoError as error:
        return session.fail(error)
    except KeyboardInterrupt:
        sys.stderr.write(
            session.words(
                "\nĐã dừng theo yêu cầu; không có tệp nào bị ghi dở.\n",
                "\nStopped; nothing was left half-written.\n",
            )
        )
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`dubao data list | head`): nothing to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as error:
        if error.filename is None:
            return _unexpected(session, error)
        return session.fail(unwritable(error.filename, error))
    except Exception as error:
        return _unexpected(session, error)


def _unexpected(session: Session, error: Exception) -> int:
    """A fault of the program: named in one line, with everything when ``DUBAO_DEBUG`` is set."""
    if os.environ.get(DEBUG):
        raise error
    what = f"{type(error).__name__}: {error}".partition("\n")[0]
    return session.fail(
        DubaoError(
            Problem(
                "E-INT-001", vi=f"lỗi ngoài dự kiến của chương trình ({what})", en=f"an unexpected fault of the program ({what})",
                remedy_vi=f"chạy lại với {DEBUG}=1 và gửi toàn bộ thông báo cho nhóm phát triển",
                remedy_en=f"run again with {DEBUG}=1 and report the whole message",
            )
        )
    )  # fmt: skip


def _invoke(arguments: list[str], session: Session) -> int:
    try:
        from dubao.cli.app import build_app
    except ImportError as error:
        if error.name and error.name.partition(".")[0] in ("typer", "rich", "click"):
            raise MissingExtraError.of(error.name.partition(".")[0]) from None
        raise
    command = build_app(session)
    try:
        result = command.main(args=arguments, prog_name="dubao", standalone_mode=False, obj=session)
    except DubaoError:
        raise
    except Exception as error:
        kind = type(error).__name__
        if kind == "Abort":
            raise KeyboardInterrupt from None
        if kind == "Exit":
            return int(getattr(error, "exit_code", 0))
        if kind == "NoArgsIsHelpError":
            session.print(str(getattr(error, "message", "")))
            return UsageError.exit_code
        mended = usage_error(error)
        if mended is None:
            raise
        raise mended from None
    if result == INTERRUPTED:
        # Some versions of the library turn Ctrl-C into this code themselves.
        raise KeyboardInterrupt
    return int(result) if isinstance(result, int) else 0


@contextmanager
def _stoppable() -> Iterator[None]:
    """Makes a request to terminate unwind like Ctrl-C, so that temporary output is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
