"""``dubao claims``: figures in circulation held against official series and each other."""

from typing import Annotated

import typer

from dubao.cli import options
from dubao.cli.session import Session
from dubao.cli.usage import choice_error

AUDIENCES = ("internal", "public")


def register(app: typer.Typer, session: Session) -> None:
    t = session.words

    @app.command(
        "claims",
        help=t(
            "Đối chiếu các con số đang lưu hành với chuỗi chính thức và với nhau: phạm vi, đơn vị, mức hay luồng, phép tính.",
            "Hold circulating figures against official series and each other: scope, unit, level or flow, arithmetic.",
        ),
    )
    def claims(
        package: Annotated[
            str,
            typer.Argument(
                metavar="PACKAGE", help=t("Gói dữ liệu có bảng claims.", "Data package with a table claims.")
            ),
        ] = "vietnam-claims",
        audience: Annotated[
            str,
            typer.Option(
                "--audience",
                metavar="|".join(AUDIENCES),
                help=t(
                    "internal: có nhận định và phép tính; public: chỉ phạm vi.",
                    "internal: findings and arithmetic; public: scopes only.",
                ),
            ),
        ] = "internal",
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.claims import Register, annex_rows
        from dubao.cli.results import show_rows

        if audience not in AUDIENCES:
            raise choice_error("--audience", audience, AUDIENCES)
        show_rows(session, annex_rows(Register.read(package), audience, session.lang), out)  # type: ignore[arg-type]
