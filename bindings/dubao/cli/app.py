"""Builds the command tree in the user's language.

Each module of :mod:`dubao.cli.commands` adds its commands; they import what they need when they run, so ``--help`` is quick and
a missing optional package stops only the command that needs it.
"""

import sys
from typing import Annotated, Any, Optional

import typer
import typer.core

import dubao
from dubao.cli.commands import (
    checks,
    claims,
    data,
    forecasts,
    intake,
    reports,
    scenarios,
    security,
    skills,
    vintages,
)
from dubao.cli.session import Session


def build_app(session: Session) -> Any:
    """The command object, with help in the language of the session."""
    t = session.words
    _translate_panels(session)
    app = typer.Typer(
        name="dubao",
        cls=_Group,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich" if sys.stdout.isatty() else None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
        help=t(
            "Dự báo nhu cầu và nguồn cung nhân lực công nghệ thông tin, điện tử - viễn thông, an toàn thông tin.",
            "Forecasts labour-market demand and supply in IT, electronics-telecommunications and cybersecurity.",
        ),
        epilog=t(
            "Mã kết thúc: 0 xong, 1 số liệu hoặc mô hình bị từ chối, 2 gõ sai lệnh, 130 dừng bằng Ctrl-C.",
            "Exit codes: 0 done, 1 data or model refused, 2 wrong command line, 130 stopped by Ctrl-C.",
        ),
    )

    def version(value: bool) -> None:
        if value:
            session.print(f"dubao {dubao.__version__}")
            raise typer.Exit

    @app.callback()
    def root(
        lang: Annotated[
            Optional[str],  # noqa: UP045  (Typer on Python 3.10 reads the old form best)
            typer.Option(
                "--lang", metavar="vi|en", help=t("Ngôn ngữ của thông báo.", "Language of messages.")
            ),
        ] = None,
        show_version: Annotated[
            bool,
            typer.Option(
                "--version",
                callback=version,
                is_eager=True,
                help=t("In phiên bản rồi thoát.", "Print the version and exit."),
            ),
        ] = False,
    ) -> None:
        if lang is not None and lang not in ("vi", "en"):
            from dubao.cli.usage import choice_error

            raise choice_error("--lang", lang, ("vi", "en"))

    for part in (checks, data, forecasts, reports, scenarios, intake, claims, security, skills, vintages):
        part.register(app, session)
    command = typer.main.get_command(app)
    _translate_help_option(command, t("In hướng dẫn này rồi thoát.", "Show this message and exit."))
    return command


class _Group(typer.core.TyperGroup):
    """Commands in the order in which they are registered: the order of the work."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)


def _translate_help_option(command: Any, text: str) -> None:
    """The parser makes ``--help`` itself; its words are set on every command of the tree."""
    make = command.get_help_option

    def translated(ctx: Any) -> Any:
        option = make(ctx)
        if option is not None:
            option.help = text
        return option

    command.get_help_option = translated
    for child in getattr(command, "commands", {}).values():
        _translate_help_option(child, text)


def _translate_panels(session: Session) -> None:
    """Headings of the help pages. They are module values of the library; every run sets them for its own language."""
    try:
        from typer import rich_utils
    except ImportError:
        return
    t = session.words
    for name, text in (
        ("ARGUMENTS_PANEL_TITLE", t("Tham số", "Arguments")),
        ("OPTIONS_PANEL_TITLE", t("Tùy chọn", "Options")),
        ("COMMANDS_PANEL_TITLE", t("Lệnh", "Commands")),
        ("DEFAULT_STRING", t("[mặc định: {}]", "[default: {}]")),
        ("REQUIRED_LONG_STRING", t("[bắt buộc]", "[required]")),
    ):
        if hasattr(rich_utils, name):
            setattr(rich_utils, name, text)
