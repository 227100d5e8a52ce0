"""``dubao forecast`` and ``dubao backtest``: a table of the catalogue, one series, or a file of the user's own."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dubao.cli import options
from dubao.cli.session import Session
from dubao.cli.usage import value_error

if TYPE_CHECKING:
    from dubao.cli.panels import PanelColumns


def levels_of(text: str) -> list[float]:
    """Levels of intervals in percent, as ``80,95``.

    >>> levels_of("80,95")
    [80.0, 95.0]
    """
    out = []
    for part in text.split(","):
        try:
            level = float(part)
        except ValueError:
            level = -1.0
        if not 0 < level < 100:
            raise value_error(
                "--level",
                part.strip(),
                "một số trong khoảng 0–100, ví dụ 80,95",
                "a number between 0 and 100, for example 80,95",
            )
        out.append(level)
    return sorted(set(out))


def register(app: typer.Typer, session: Session) -> None:
    t = session.words
    table_argument = Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help=t("Bảng, mã chuỗi, hoặc tệp CSV, XLSX.", "Table, id of a series, or CSV or XLSX file."),
        ),
    ]
    series_option = Annotated[
        list[str] | None,
        typer.Option(
            "--series",
            metavar="ID",
            help=t("Chỉ các chuỗi này (dùng nhiều lần được).", "Only these series (may be repeated)."),
        ),
    ]
    horizon_option = Annotated[
        int, typer.Option("--horizon", metavar="N", help=t("Số kỳ dự báo.", "Periods ahead."))
    ]
    level_option = Annotated[
        str,
        typer.Option(
            "--level",
            metavar="80,95",
            help=t("Mức tin cậy của khoảng dự báo, phần trăm.", "Levels of the intervals, percent."),
        ),
    ]
    seed_option = Annotated[
        int, typer.Option("--seed", metavar="N", help=t("Hạt giống ngẫu nhiên.", "Seed of the draws."))
    ]

    @app.command(
        "forecast",
        help=t(
            "Dự báo các chuỗi của một bảng, kèm khoảng dự báo.",
            "Forecast the series of a table, with intervals.",
        ),
    )
    def forecast(
        table: table_argument,
        horizon: horizon_option = 5,
        level: level_option = "95",
        series: series_option = None,
        seed: seed_option = 1,
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        number_format: options.number_format_option(session) = None,  # type: ignore[valid-type]
        encoding: options.encoding_option(session) = None,  # type: ignore[valid-type]
        unit: options.unit_option(session) = None,  # type: ignore[valid-type]
        allow_short: options.allow_short_option(session) = False,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.cli.results import show_rows
        from dubao.forecaster import Forecaster

        levels = _levels(horizon, level)
        panels = _panels(session, table, series, number_format, encoding, unit, allow_short)
        rows: list[dict[str, Any]] = []
        notes: dict[str, list[str]] = {}
        with session.progress(t("Đang dự báo …", "Forecasting …")):
            for panel in panels:
                forecaster = Forecaster(freq=panel.frequency)
                found = forecaster.fit(panel.columns).predict(horizon, level=levels, seed=seed)
                model = forecaster.aliases[0]
                for k in range(len(found["ds"])):
                    row = {
                        "unique_id": str(found["unique_id"][k]),
                        "ds": str(found["ds"][k]),
                        "value": float(found[model][k]),
                    }
                    for one in levels:
                        row[f"lo-{one:g}"] = float(found[f"{model}-lo-{one:g}"][k])
                        row[f"hi-{one:g}"] = float(found[f"{model}-hi-{one:g}"][k])
                    row["unit"] = panel.units.get(str(row["unique_id"]), "")
                    rows.append(row)
                notes |= {str(key): list(lines) for key, lines in forecaster.notes().items() if lines}
        show_rows(session, rows, out, extra={"notes": notes})
        if notes and not session.json:
            # What a fit fell back to, breaks it met: for whoever looks closer.
            count = sum(map(len, notes.values()))
            session.note(
                t(
                    f"Mô hình có {count} ghi chú, xem bằng --json.",
                    f"The models have {count} notes, see them by --json.",
                )
            )

    @app.command(
        "backtest",
        help=t(
            "Kiểm định lùi: dự báo từ các gốc trong quá khứ, so với thực tế và với dự báo giữ nguyên.",
            "Backtest: forecast from past origins, against what came and against the naive forecast.",
        ),
    )
    def backtest(
        table: table_argument,
        horizon: horizon_option = 3,
        windows: Annotated[
            int,
            typer.Option("--windows", metavar="N", help=t("Số gốc dự báo mỗi chuỗi.", "Origins per series.")),
        ] = 5,
        level: level_option = "95",
        series: series_option = None,
        seed: seed_option = 1,
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        number_format: options.number_format_option(session) = None,  # type: ignore[valid-type]
        encoding: options.encoding_option(session) = None,  # type: ignore[valid-type]
        unit: options.unit_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.cli.results import show_rows
        from dubao.evaluation import accuracy
        from dubao.forecaster import Forecaster
        from dubao.models import Naive

        levels = _levels(horizon, level)
        _check_count(windows, "--windows")
        panels = _panels(session, table, series, number_format, encoding, unit, True)
        rows: list[dict[str, Any]] = []
        with session.progress(t("Đang kiểm tra lùi …", "Backtesting …")):
            for panel in panels:
                forecaster = Forecaster([*Forecaster().models, Naive()], freq=panel.frequency)
                found = forecaster.cross_validation(
                    panel.columns, h=horizon, n_windows=windows, level=levels, crps=True, seed=seed
                )
                scores = accuracy(found, train_df=panel.training, freq=panel.frequency)
                origins = len(set(zip(map(str, found["unique_id"]), map(str, found["cutoff"]), strict=True)))
                for k, metric in enumerate(scores["metric"]):
                    row: dict[str, Any] = {"frequency": panel.frequency, "metric": str(metric)}
                    for alias in forecaster.aliases:
                        row[alias] = float(scores[alias][k])
                    rows.append({**row, "origins": origins})
        show_rows(session, rows, out)


def _levels(horizon: int, level: str) -> list[float]:
    """Levels of the intervals, after the horizon has been checked."""
    _check_count(horizon, "--horizon")
    return levels_of(level)


def _check_count(value: int, option: str) -> None:
    if value < 1:
        raise value_error(option, str(value), "một số nguyên từ 1 trở lên", "a whole number of at least 1")


def _panels(
    session: Session,
    table: str,
    series: list[str] | None,
    number_format: str | None,
    encoding: str | None,
    unit: str | None,
    allow_short: bool,
) -> "list[PanelColumns]":
    from dubao.cli.panels import load_panels

    options.check_choices(number_format, encoding)
    return load_panels(
        session,
        table,
        series,
        number_format=number_format,
        encoding=encoding,
        unit=unit,
        allow_short=allow_short,
    )
