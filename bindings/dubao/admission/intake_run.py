"""The run behind ``dubao intake``: from a configuration to forms, tables of results and a summary page.

The law's arithmetic runs with no forecast at all. What needs a balance of the labour market and costs of the institution is computed only
where the configuration gives both; without them the recommendation reads "chưa đủ căn cứ".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dubao.admission import config as configuration
from dubao.admission.admission_tables import (
    enlargement_tables,
    offer_tables,
    overshoot_table,
    split_table,
    summary_blocks,
)
from dubao.admission.config import IntakeConfiguration
from dubao.admission.determination_tables import (
    determination_tables,
    plan_tables,
    reading_tables,
    violation_lines,
)
from dubao.admission.forms import announced_numbers, write_forms
from dubao.admission.market import market
from dubao.admission.reader import Declaration, read_declaration
from dubao.admission.result_table import ResultTable
from dubao.admission.results_writer import write_csv_tables, write_results
from dubao.admission.summary import summary_page
from dubao.admission.template_words import INVENTED
from dubao.data.output import atomic_output
from dubao.data.reader import close_match
from dubao.errors import Collector, ConfigurationError, InputError, Problem
from dubao.labour.capacity import Institution, Readings, determine, reading_effects, rules_for
from dubao.labour.capacity.determination import Key
from dubao.labour.capacity.enlargement import MeasureCosts, enlarge
from dubao.labour.capacity.offer_plans import institution_offers
from dubao.labour.capacity.tolerances import (
    FIRST_INTAKE_WITH_TOLERANCES,
    intakes_of_last_year,
    overshoot,
)

__all__ = ["IntakeResult", "run"]

FIRST_YEAR_OF_THE_FORMS = 2027
VIOLATIONS = ("Các số sẽ công bố VƯỢT QUY ĐỊNH", "The numbers to be announced CROSS THE LAW")


@dataclass(frozen=True)
class IntakeResult:
    """What a run computed.

    Attributes
    ----------
    declaration : Declaration
    determination : dubao.labour.capacity.Determination
    announced : mapping
        Persons of each number that would be announced: the plan, else the maximum.
    tables : tuple of ResultTable
    recommendation : (str, str)
        The line of the recommendation, Vietnamese and English.
    violations : tuple of (str, str)
        Limits that the announced numbers cross together, in words; empty when they are lawful.
    files : tuple of Path
        What was written; empty without a folder.
    """

    declaration: Declaration
    determination: Any
    announced: Mapping[str, float]
    tables: tuple[ResultTable, ...]
    recommendation: tuple[str, str]
    violations: tuple[tuple[str, str], ...] = ()
    files: tuple[Path, ...] = ()

    def table(self, name: str) -> ResultTable:
        """One table of results by name."""
        return next(one for one in self.tables if one.name == name)


def run(
    config: str | Path | IntakeConfiguration, *, out: str | Path | None = None, readings: bool = False
) -> IntakeResult:
    """Computes the numbers of one institution and writes them.

    Parameters
    ----------
    config : path or IntakeConfiguration
        A TOML file, or one that :func:`dubao.admission.config.read` has read.
    out : path, optional
        Folder of the result; nothing is written without it.
    readings : bool
        Also determine the numbers again under every other reading.

    Returns
    -------
    IntakeResult

    Raises
    ------
    InputError
        E-ADM-001 to 020, E-CAP-…: everything wrong with the workbook at once, each with its cell.
    ConfigurationError
        E-CFG-…: everything wrong with the configuration, each with its line; E-ADM-023: a number or group it names is not in the
        workbook.
    """
    settings = config if isinstance(config, IntakeConfiguration) else configuration.read(config)
    declaration = read_declaration(settings.intake.workbook)
    institution = declaration.institution
    _check_year(settings, declaration)
    chosen = Readings.from_mapping(settings.readings)
    try:
        found = determine(institution, readings=chosen)
    except InputError as error:
        raise declaration.located(error) from None
    _check_names(settings, found)
    announced = announced_numbers(found)
    tables = list(determination_tables(found))
    check = found.check(announced)
    tables += plan_tables(found, check)
    tables += _admission(settings, institution, found, announced, chosen)
    tables += reading_tables(chosen, reading_effects(institution, readings=chosen) if readings else None)
    of_market = market(settings, found, announced)
    result = IntakeResult(
        declaration, found, announced, (*tables, *of_market.tables), of_market.line, violation_lines(check)
    )
    return result if out is None else _write(result, Path(out))


def _admission(
    settings: IntakeConfiguration,
    institution: Institution,
    found: Any,
    announced: Mapping[str, float],
    chosen: Readings,
) -> list[ResultTable]:
    """Last year's overshoot, offers, the other way round and splits, each where the law and the workbook allow it."""
    tables: list[ResultTable] = []
    year = institution.intake_year
    judged = intakes_of_last_year(institution)
    if judged and year - 1 >= FIRST_INTAKE_WITH_TOLERANCES:
        test = overshoot(judged, rules=rules_for(year - 1), readings=chosen)
        tables.append(overshoot_table(test, year - 1))
    if institution.offers and year >= FIRST_INTAKE_WITH_TOLERANCES:
        # All numbers, since the total of a form counts those without a history too; joint programmes are inside the regular ones.
        numbers = {
            (row.location, row.unit, row.form): int(announced[row.name])
            for row in found.maxima
            if row.level == "bachelor" and not math.isnan(announced[row.name])
        }
        part = settings.offers
        plans = institution_offers(
            institution, numbers, level=part.breach_probability, readings=chosen, fill_share=part.fill_share
        )
        unsure = {f"{row.location}/{row.unit}/{row.form}" for row in found.maxima if row.tentative}
        tables += offer_tables(plans, unsure)
    if settings.wanted and year >= FIRST_YEAR_OF_THE_FORMS:
        costs = MeasureCosts(**{k: v for k, v in settings.measures.model_dump().items() if v is not None})
        wanted: dict[str | Key, float] = {one.name: float(one.persons) for one in settings.wanted}
        tables += enlargement_tables(
            enlarge(institution, wanted, costs=costs, readings=chosen), found.tentative
        )
    if settings.splits:
        tables.append(split_table(institution, announced, settings.splits))
    return tables


def _check_names(settings: IntakeConfiguration, found: Any) -> None:
    """Numbers and groups that the configuration names must stand in the workbook."""
    known = [one.name for one in found.variables]
    groups = {(one.location, one.code) for one in found.institution.units}
    problems = Collector()
    named = [(f"wanted.{i}", one.name) for i, one in enumerate(settings.wanted, start=1)]
    if settings.need is not None:
        named += [(f"need.numbers.{group}", name) for group, name in settings.need.numbers.items()]
    for key, name in named:
        if name not in known:
            problems.add(_no_such(key, name, known))
    for i, one in enumerate(settings.splits, start=1):
        if (one.location, one.group) not in groups:
            listed = [f"{location}/{code}" for location, code in sorted(groups)]
            problems.add(_no_such(f"splits.{i}", f"{one.location}/{one.group}", listed))
    problems.raise_if_any(ConfigurationError)


def _no_such(key: str, name: str, known: list[str]) -> Problem:
    near = close_match(name, known)
    listed = ", ".join(known)
    return Problem(
        "E-ADM-023", argument=key, vi=f"sổ nhập không có “{name}”" + (f" (có phải là “{near}”?)" if near else ""),
        en=f"the workbook has no “{name}”" + (f" (did you mean “{near}”?)" if near else ""),
        remedy_vi=f"ghi một trong: {listed}", remedy_en=f"write one of: {listed}",
    )  # fmt: skip


def _check_year(settings: IntakeConfiguration, declaration: Declaration) -> None:
    wanted, given = settings.intake.year, declaration.institution.intake_year
    if wanted is not None and wanted != given:
        place = declaration.cells["intake_year"]
        raise InputError(
            place.problem(
                "E-ADM-020", f"sổ nhập là của năm tuyển sinh {given}, cấu hình ghi {wanted}",
                f"the workbook is for intake {given}, the configuration says {wanted}",
                "sửa một trong hai", "mend one of the two", given,
            )
        )  # fmt: skip


def _head(result: IntakeResult) -> list[str]:
    institution = result.determination.institution
    lines = [
        f"{institution.name} · {institution.code} · {institution.intake_year} · {result.determination.rules.rule_set}"
    ]
    if institution.invented:
        lines.append(" / ".join(INVENTED))
    return lines + list(institution.notes)


def _write(result: IntakeResult, out: Path) -> IntakeResult:
    institution = result.determination.institution
    year = institution.intake_year
    files: list[Path] = []
    if year >= FIRST_YEAR_OF_THE_FORMS:
        files.append(write_forms(out / f"forms-{year}.xlsx", institution, result.determination, announced=result.announced))  # fmt: skip
    title = (f"Số lượng tuyển sinh năm {year}: kết quả", f"Admission numbers {year}: results")
    day = datetime(year - 1, 12, 31)
    files.append(write_results(out / f"results-{year}.xlsx", title, _head(result), result.tables, day))
    files += write_csv_tables(out / "tables", result.tables)
    page = summary_page(
        result.determination,
        dict(result.announced),
        recommendation=result.recommendation,
        blocks=((VIOLATIONS, result.violations), *summary_blocks({one.name: one for one in result.tables})),
    )
    with atomic_output(out / f"summary-{year}.html") as temporary:
        temporary.write_text(page, encoding="utf-8", newline="")
    files.append(out / f"summary-{year}.html")
    return replace(result, files=tuple(files))
