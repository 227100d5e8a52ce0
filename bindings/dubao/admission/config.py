"""The configuration of ``dubao intake``: one TOML file, checked whole before anything is read or computed.

An unknown key is an error with a suggestion; all problems are reported at once, each with its key and line. Paths in the file are
relative to the file.

>>> from dubao.errors import ConfigurationError
>>> try:
...     parse('[intake]\\nworkbok = "a.xlsx"\\n', "x.toml")
... except ConfigurationError as error:
...     print([problem.id for problem in error.problems])
['E-CFG-002', 'E-CFG-001']
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dubao.errors import ConfigurationError, DubaoError, InputError, Problem
from dubao.report.config_problems import from_validation, line_of, read_toml

__all__ = ["IntakeConfiguration", "parse", "read", "schema"]

Year = Annotated[int, Field(ge=2000, le=2100)]
Level = Literal["college", "bachelor", "master", "doctoral"]
Form = Literal["regular", "blended", "distance", "joint_foreign"]


class Part(BaseModel):
    """Every part of the configuration refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IntakePart(Part):
    """What is computed."""

    workbook: Path = Field(description="Input workbook, relative to this file.")
    year: Year | None = Field(
        None, description="Intake year; must be that of the workbook when both are given."
    )


class NumberPart(Part):
    """A number of the institution, named as in the results: location, code, level, form."""

    location: str
    code: str = Field(
        description="Group or major without the digit of the level; seven digits for postgraduates."
    )
    level: Level = "bachelor"
    form: Form = "regular"

    @property
    def name(self) -> str:
        return f"{self.location}/{self.code}/{self.level}/{self.form}"


class WantedPart(NumberPart):
    """The other way round: the number of persons that somebody wants."""

    persons: int = Field(ge=1, le=100000)


class SplitPart(Part):
    """A major inside a group that has no number of its own: the part of the group's number it is to take."""

    location: str
    group: str = Field(pattern=r"^\d{4}$", description="Group without the digit of the level.")
    major: str = Field(
        pattern=r"^\d{6}$", description="Major without the digit of the level, inside the group."
    )
    name_vi: str = ""
    name_en: str = ""
    share: float = Field(gt=0, lt=1, description="Share of the group's number.")

    @model_validator(mode="after")
    def _inside(self) -> SplitPart:
        if not self.major.startswith(self.group):
            raise ValueError(
                f"ngành {self.major} không thuộc nhóm {self.group} || major {self.major} is not in group {self.group}"
            )
        return self


class OffersPart(Part):
    """How many to offer a place."""

    breach_probability: float = Field(
        0.05, gt=0, lt=1, description="Largest probability of a breach that is accepted."
    )
    fill_share: float = Field(
        0.9, gt=0, le=1, description="The second under-fill probability is below this share."
    )


Money = Annotated[float, Field(ge=0)]


class MeasuresPart(Part):
    """What one more lecturer, a higher degree and a square metre cost; one left out is not to be used, or not known."""

    hire_bachelor: Money | None = None
    hire_master: Money | None = None
    hire_doctoral: Money | None = None
    bachelor_to_master: Money | None = None
    bachelor_to_doctoral: Money | None = None
    master_to_doctoral: Money | None = None
    square_metre: Money | None = None


Rate = (
    Annotated[float, Field(ge=0, le=1)]
    | Annotated[tuple[float, float, float], Field(description="Value, low and high.")]
)


class ProgrammePart(Part):
    """The way from an admission to the field's occupations; each rate a number, or [value, low, high]."""

    drop_out: tuple[Rate, ...] = Field((), description="Of each year of study.")
    graduation: Rate = 1.0
    show_up: Rate = 1.0
    further_study: Rate = 0.0
    participation: Rate = 1.0
    emigration: Rate = 0.0
    field_share: Rate = 1.0
    duration: dict[str, float] = Field(
        default_factory=lambda: {"4": 1.0},
        description="Years from intake to entry into the labour market, with their parts.",
    )


class NeedPart(Part):
    """What the market needs of the institution."""

    balance: Path = Field(description="CSV file: group, path, year, demand, supply; relative to this file.")
    years: int = Field(1, ge=1, le=10, description="Intake years that are planned together.")
    share: Rate | None = Field(
        None, description="Part of the catchment's training that is the institution's."
    )
    catchment: Rate | None = Field(None, description="Part of the balance that lies in its catchment.")
    numbers: dict[str, str] = Field(
        default_factory=dict, description="Group of the balance → number, location/code/level/form."
    )
    splits: dict[str, str] = Field(
        default_factory=dict, description="Major with a need of its own → the group whose number holds it."
    )
    programmes: dict[str, ProgrammePart] = Field(min_length=1)
    smoothing: float | None = Field(
        None, gt=0, le=1, description="Largest change from year to year that is wished for."
    )
    minimum_class: float = Field(0.0, ge=0)
    ratios: tuple[Annotated[float, Field(gt=0)], ...] = (0.5, 1.0, 2.0, 4.0)
    level: float = Field(0.8, gt=0, lt=1)
    seed: int = Field(1, ge=0)


class CostsPart(Part):
    """Cost of one person of the field too few and one too many, in any one unit."""

    too_few: float = Field(gt=0)
    too_many: float = Field(gt=0)


class IntakeConfiguration(Part):
    """What ``dubao intake`` reads."""

    intake: IntakePart
    readings: dict[str, str | int | float] = Field(
        default_factory=dict, description="A1 to A18; A1 may be left out."
    )
    wanted: tuple[WantedPart, ...] = ()
    measures: MeasuresPart = Field(default_factory=lambda: MeasuresPart.model_validate({}))
    splits: tuple[SplitPart, ...] = ()
    offers: OffersPart = Field(default_factory=lambda: OffersPart.model_validate({}))
    need: NeedPart | None = Field(None, description="Of the market; without it there is no recommendation.")
    costs: CostsPart | None = Field(
        None, description="Without them: legal maximum and range of the need only."
    )


def parse(text: str, file: str, base: Path | None = None) -> IntakeConfiguration:
    """Checks the text of a configuration.

    Parameters
    ----------
    text : str
        TOML.
    file : str
        As messages name it.
    base : path, optional
        Folder to which paths are relative.

    Raises
    ------
    ConfigurationError
        E-CFG-001 to 004 and 007, all of them at once; E-CFG-003 also for a reading that is not known.
    """
    data = read_toml(unicodedata.normalize("NFC", text), file)
    try:
        found = IntakeConfiguration.model_validate(data)
    except ValidationError as error:
        raise ConfigurationError(from_validation(error, IntakeConfiguration, text, file)) from None
    _check_readings(found, text, file)
    if base is not None and not found.intake.workbook.is_absolute():
        moved = found.intake.model_copy(update={"workbook": base / found.intake.workbook})
        found = found.model_copy(update={"intake": moved})
    if base is not None and found.need is not None and not found.need.balance.is_absolute():
        need = found.need.model_copy(update={"balance": base / found.need.balance})
        found = found.model_copy(update={"need": need})
    return found


def _check_readings(found: IntakeConfiguration, text: str, file: str) -> None:
    """Each reading by itself, so that every problem has its line."""
    from dubao.labour.capacity import Readings

    problems: list[Problem] = []
    for name, choice in found.readings.items():
        try:
            Readings.from_mapping({name: choice})
        except DubaoError as error:
            problems += [
                Problem(
                    "E-CFG-003", vi=one.vi, en=one.en, remedy_vi=one.remedy_vi, remedy_en=one.remedy_en, file=file,
                    row=line_of(text, ("readings", name)), argument=f"readings.{name}",
                )
                for one in error.problems
            ]  # fmt: skip
    if problems:
        raise ConfigurationError(problems)


def read(path: str | Path) -> IntakeConfiguration:
    """Reads a configuration file; paths in it become absolute or relative to the working folder.

    Raises
    ------
    InputError
        E-ADM-001, it cannot be read.
    ConfigurationError
        As :func:`parse`.
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            Problem(
                "E-ADM-001", file=str(path), vi=f"không đọc được tệp cấu hình ({type(error).__name__})",
                en=f"the configuration cannot be read ({type(error).__name__})",
                remedy_vi="kiểm tra đường dẫn; tệp TOML ghi bằng bảng mã UTF-8", remedy_en="check the path; a TOML file in UTF-8",
            )
        ) from None  # fmt: skip
    return parse(text, place.name, place.parent)


def schema() -> dict[str, Any]:
    """The JSON Schema of the configuration, for editors; committed as config.schema.json."""
    return IntakeConfiguration.model_json_schema()
