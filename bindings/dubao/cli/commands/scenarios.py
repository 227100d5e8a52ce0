"""``dubao scenario check`` and ``dubao scenario diff``: scenario files against the data and against each other."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dubao.cli import options
from dubao.cli.session import Session


def register(app: typer.Typer, session: Session) -> None:
    t = session.words
    group = typer.Typer(
        no_args_is_help=True,
        help=t(
            "Kịch bản: tệp TOML ghi các đầu vào thay đổi.",
            "Scenarios: TOML files of changed inputs.",
        ),
    )
    file = Annotated[
        Path, typer.Argument(metavar="FILE", help=t("Tệp TOML của kịch bản.", "TOML file of a scenario."))
    ]
    tables = Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="TABLE",
            help=t(
                "Kiểm tra với bảng này (dùng nhiều lần được).",
                "Check against this table (may be repeated).",
            ),
        ),
    ]
    last = Annotated[
        str,
        typer.Option("--last", metavar="PERIOD", help=t("Kỳ dự báo cuối.", "Last period of the forecast.")),
    ]

    @group.command(
        "check",
        help=t(
            "Kiểm tra một kịch bản, báo mọi lỗi cùng lúc.", "Check a scenario, reporting everything at once."
        ),
    )
    def check(
        scenario: file,
        table: tables = None,
        until: last = "2035",
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.labour import Scenario

        found = Scenario.read(scenario)
        found.check(_scope(table, until))
        if session.json:
            session.print_json({"ok": True, **found.to_dict()})
            return
        session.note(
            t(
                f"Kịch bản “{found.name}”: {len(found.values)} giá trị, không có lỗi.",
                f'Scenario "{found.name}": {len(found.values)} values, nothing wrong.',
            )
        )

    @group.command(
        "diff",
        help=t(
            "So đầu vào của hai kịch bản, và kết quả trên cùng các đường mô phỏng.",
            "Compare the inputs of two scenarios, and their outcomes on common draws.",
        ),
    )
    def diff(
        before: file,
        after: file,
        table: tables = None,
        until: last = "2035",
        series: Annotated[
            str | None,
            typer.Option(
                "--series",
                metavar="ID",
                help=t("Chuỗi việc làm chịu tác động.", "Series of employment that follows."),
            ),
        ] = None,
        driver: Annotated[
            list[str] | None,
            typer.Option(
                "--driver",
                metavar="ID",
                help=t("Chuỗi dẫn dắt (dùng nhiều lần được).", "Series that drives it (may be repeated)."),
            ),
        ] = None,
        horizon: Annotated[
            int, typer.Option("--horizon", metavar="N", help=t("Số kỳ dự báo.", "Periods ahead."))
        ] = 5,
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.cli.results import show_rows
        from dubao.labour import Scenario, scenario_diff

        old, new = Scenario.read(before), Scenario.read(after)
        scope = _scope(table, until)
        old.check(scope)
        new.check(scope)
        found = scenario_diff(old, new)
        about = [
            {"scenario": one.name, "source": one.source, "author": one.author, "date": one.date}
            for one in (old, new)
        ]
        rows = [
            {"input": d.input, "key": d.key, "period": d.period, "before": d.before, "after": d.after}
            for d in found
        ]
        outcome = None if series is None else _outcome(series, driver or [], old, new, horizon)
        extra = {"scenarios": about, **({"outcomes": outcome.rows()} if outcome else {})}
        if session.json or out is not None:
            show_rows(session, rows, out, extra=extra)
            return
        session.table(
            (t("Kịch bản", "Scenario"), t("Nguồn", "Source"), t("Người lập", "Author"), t("Ngày", "Date")),
            [tuple(one.values()) for one in about],
        )
        if not rows:
            session.print(t("Đầu vào giống nhau.", "The inputs are the same."))
            return
        if outcome is not None:
            _show_outcome(session, outcome, old.name)
        heads = (t("Đầu vào", "Input"), t("Mục", "Key"), t("Kỳ", "Period"), old.name, new.name)
        session.table(
            heads,
            [
                (
                    _words(session, d.input),
                    d.key,
                    d.period,
                    _shown(session, d.before),
                    _shown(session, d.after),
                )
                for d in found
            ],
            right=heads[3:],
        )

    app.add_typer(group, name="scenario")


def _scope(tables: list[str] | None, until: str) -> Any:
    if not tables:
        return None
    from dubao.data import Catalogue
    from dubao.labour import Scope

    catalogue = Catalogue()
    return Scope.from_tables([catalogue.table(name) for name in tables], until)


def _outcome(series: str, drivers: list[str], old: Any, new: Any, h: int) -> Any:
    from dubao.data import Catalogue
    from dubao.labour import align, employment_under_scenarios

    catalogue = Catalogue()
    history = align(catalogue.series(series), [catalogue.series(one) for one in drivers])
    return employment_under_scenarios(history, [old, new], h=h, base=old.name)


def _show_outcome(session: Session, outcome: Any, base: str) -> None:
    from dubao.numbers import format_number, format_percent

    t = session.words
    heads = (
        t("Kỳ", "Period"), base, t("Kịch bản", "Scenario"), t("Chênh lệch", "Difference"),
        t("80 %, từ", "80 %, from"), t("đến", "to"), t("Cao hơn ở", "Higher on"),
    )  # fmt: skip
    session.table(
        heads,
        [
            (
                row["period"],
                *(
                    format_number(row[k], session.lang, 1)
                    for k in ("base", "value", "difference", "low", "high")
                ),
                format_percent(row["probability_higher"], session.lang, 0, share=True),
            )
            for row in outcome.rows()
        ],
        title=f"{next(iter(outcome.comparison.outcomes[base]))}: {outcome.fitted.name}",
        right=heads[1:],
    )


def _words(session: Session, kind: str) -> str:
    names = {
        "driver": "biến dẫn dắt",
        "employment factor": "hệ số việc làm",
        "share factor": "hệ số tỷ trọng nghề",
        "exit rate": "tỷ lệ rời",
        "intake": "tuyển sinh",
        "break": "điểm gãy",
    }
    return session.words(names[kind], kind)


def _shown(session: Session, value: float | None) -> str:
    from dubao.numbers import format_number

    if value is None:
        return "–"
    return session.words("có", "set") if value != value else format_number(value, session.lang, 3)
