"""The configuration of an edition: one TOML file, checked whole before anything is read or computed.

An unknown key is an error with a suggestion; all problems are reported at once, each with its key path and line. Paths in the
file are relative to the file. Nothing here reads the clock: the date of generation is a key, so that the same configuration
gives the same bytes.

>>> from dubao.errors import ConfigurationError
>>> try:
...     parse('[report]\\nedition = "x"\\ntitel_vi = "Báo cáo"\\n', "x.toml")
... except ConfigurationError as error:
...     print(next(p.text("en") for p in error.problems if p.id == "E-CFG-001"))
E-CFG-001: x.toml, row 3, report.titel_vi: unknown key "titel_vi". To mend: did you mean "title_vi".
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dubao.errors import ConfigurationError, Problem
from dubao.report.config_problems import from_validation, line_of, read_toml
from dubao.report.document import EditionKind, State

Format = Literal["html", "pdf", "docx", "xlsx", "csv"]
FORMATS: tuple[Format, ...] = ("html", "pdf", "docx", "xlsx", "csv")
ReportLanguage = Literal["vi", "en"]

Year = Annotated[int, Field(ge=1990, le=2100)]
Share = Annotated[float, Field(gt=0, lt=1)]


class Part(BaseModel):
    """Every part of the configuration refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportPart(Part):
    """What this document is."""

    edition: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$", description="Short name of the edition, for files and the vintage."
    )
    title_vi: str = Field(description="Title in Vietnamese.")
    title_en: str = Field(description="Title in English.")
    subtitle_vi: str = ""
    subtitle_en: str = ""
    country_vi: str = Field("cả nước", description="The territory as chart subtitles name it.")
    country_en: str = "whole country"
    state: State = Field(
        "draft", description="State of the document; `issued` asks for number, date and signatory."
    )
    kind: EditionKind = Field(
        "annual", description="annual, update or erratum; the last two name what they supersede."
    )
    supersedes: str = Field("", description="Vintage id of the edition that this one updates or corrects.")
    audience: Literal["public", "internal"] = Field(
        "public",
        description="public: figures in circulation are listed with their scopes; internal: they are held against official "
        "series with the arithmetic, which asks for the role claim_comparisons.",
    )
    simulated: bool = Field(False, description="True marks every page as simulated.")
    generated: dt.date = Field(
        description="Date of generation, printed and written into files (no clock is read)."
    )
    data_cutoff: dt.date = Field(description="Last day on which data were read.")
    languages: tuple[ReportLanguage, ...] = Field(("vi", "en"), min_length=1)
    formats: tuple[Format, ...] = Field(FORMATS, min_length=1)


class LetterheadPart(Part):
    """Head and foot in the form of Decree 30/2020/NĐ-CP. Empty = left blank to be filled by hand."""

    parent_body_vi: str = ""
    parent_body_en: str = ""
    issuing_body_vi: str = ""
    issuing_body_en: str = ""
    number: str = ""
    symbol: str = ""
    place_vi: str = ""
    place_en: str = ""
    date: dt.date | None = None
    authority_vi: str = ""
    authority_en: str = ""
    signatory_title_vi: str = ""
    signatory_title_en: str = ""
    signatory: str = ""
    recipients_vi: tuple[str, ...] = ()
    recipients_en: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _same_recipients(self) -> LetterheadPart:
        if len(self.recipients_vi) != len(self.recipients_en):
            raise ValueError(
                "recipients_vi và recipients_en phải có cùng số dòng || recipients_vi and recipients_en must have the same number of lines"
            )
        return self


class CataloguePart(Part):
    """Where the data packages are and which of them this edition reads."""

    root: Path = Field(description="Folder of the data packages, relative to this file.")
    packages: tuple[str, ...] = Field(min_length=1, description="Packages read by this edition.")
    accept_official_via: bool = Field(
        False,
        description="An issued report may keep figures read at a public copy only with this acceptance.",
    )
    accepted_by: str = Field(
        "", description="Who accepts figures read at a public copy, and in which document."
    )


class ForecastPart(Part):
    """Seed, draws and horizon."""

    seed: int = Field(ge=0, description="Seed of all draws.")
    draws: int = Field(2000, ge=200, le=20000, description="Number of joint sample paths.")
    last_observed: Year = Field(description="Last year with an annual value.")
    estimate_to: Year = Field(
        description="Years after the last value up to here are estimates of a year already past."
    )
    forecast_to: Year = Field(description="Last year of the forecast with intervals.")
    scenario_to: Year = Field(description="Last year of the hatched scenario part, not calibrated.")
    openings_from: Year = Field(description="First year of the period over which openings are counted.")
    standard_errors: bool = Field(True, description="Sampling errors enter the fit as measurement variance.")
    design_effect: float = Field(
        1.5, gt=0, description="Design effect whose coefficients of variation are used."
    )
    standard_error_scale: float = Field(
        1.0, ge=0, le=1, description="Factor on the coefficients of variation (upper bound)."
    )
    backtest_horizon: int = Field(3, ge=1, le=10)
    backtest_minimum: int = Field(
        8, ge=4, description="Fewest observations before the first origin of the backtest."
    )
    pseudo_vintage_origin: Year = Field(description="Last year of data of the pseudo-vintage in chapter 12.")
    threads: int = Field(2, ge=1, le=64)

    @model_validator(mode="after")
    def _ordered(self) -> ForecastPart:
        order = (self.last_observed, self.estimate_to, self.forecast_to, self.scenario_to)
        if any(a > b for a, b in zip(order, order[1:], strict=False)):
            raise ValueError(
                "phải có last_observed ≤ estimate_to ≤ forecast_to ≤ scenario_to || last_observed ≤ estimate_to ≤ forecast_to ≤ scenario_to must hold"
            )
        if not self.last_observed < self.openings_from <= self.forecast_to:
            raise ValueError(
                "openings_from phải sau last_observed và không sau forecast_to || openings_from must lie after last_observed and not after forecast_to"
            )
        if self.pseudo_vintage_origin >= self.last_observed:
            raise ValueError(
                "pseudo_vintage_origin phải trước last_observed || pseudo_vintage_origin must lie before last_observed"
            )
        return self


class GroupPart(Part):
    """A group whose employment is forecast: an occupation, or the employment in an industry."""

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9_]*$", description="Key of the group in results.")
    kind: Literal["occupation", "industry"] = Field(
        description="What is counted: an occupation, or everybody in an industry."
    )
    classification: str = Field(description="Code as printed, for instance 'ISCO-08/VSCO 25'.")
    label_vi: str
    label_en: str
    scope_vi: str = Field(description="Who is counted, in one sentence.")
    scope_en: str
    series: str = Field(
        "", description="Series id in the catalogue; empty when the group is a sum of `parts`."
    )
    parts: tuple[str, ...] = Field((), description="Keys of groups whose draws are added path by path.")
    total_series: str = Field("", description="Published total of `parts`, for history and check.")
    headline: bool = Field(False, description="Shown among the key findings.")
    age_proxies: tuple[str, ...] = Field(
        (), description="Age profiles standing in for the unknown age structure."
    )

    age_codes: tuple[str, ...] = Field(
        (), description="Occupations of the role employment_by_age that make up the group."
    )

    @model_validator(mode="after")
    def _series_or_parts(self) -> GroupPart:
        if bool(self.series) == bool(self.parts):
            raise ValueError("ghi một trong hai: series hoặc parts || give either series or parts")
        return self


class RungPart(Part):
    """One rung of the scope ladder: who counts whom."""

    label_vi: str
    label_en: str
    note_vi: str
    note_en: str
    series: str = ""
    claim: str = ""
    year: Year | None = None

    @model_validator(mode="after")
    def _one_source(self) -> RungPart:
        if bool(self.series) == bool(self.claim):
            raise ValueError(
                "ghi một trong hai: series (kèm year) hoặc claim || give either series (with year) or claim"
            )
        if self.series and self.year is None:
            raise ValueError("bậc lấy từ chuỗi số liệu cần year || a rung from a series needs year")
        return self


class SupplyPart(Part):
    """The supply calculation of chapter 6: series by id. Its assumptions are named in `[assumptions]`."""

    entrants_total: str = Field("", description="Series of entrants to universities, all fields.")
    entrants_share: str = Field("", description="Series of the field's share of entrants, percent.")
    entrants_field: str = Field("", description="Series of entrants of the field (published or derived).")
    graduates: str = Field("", description="Series of graduates of the field.")
    field_vi: str = "máy tính và công nghệ thông tin"
    field_en: str = "computing and information technology"


class ReplacementPart(Part):
    """What the replacement calculation needs beside tables and the assumption register."""

    newcomers_from: int = Field(22, ge=15, le=60, description="Youngest age of newcomers to the group.")
    newcomers_to: int = Field(
        30, ge=15, le=64, description="Oldest age of newcomers; they are spread evenly between the two."
    )
    closed_at: int = Field(
        74, ge=65, le=99, description="Last age of the open group 65+, where a profile has one."
    )


class TargetsPart(Part):
    minimum_observations: int = Field(
        5, ge=3, description="Fewest comparable yearly observations for a probability."
    )
    years_beyond: int = Field(
        5, ge=0, le=20, description="Years after the due date in which an earliest likely year is looked for."
    )


class PostingsPart(Part):
    """The panel of coded advertisements behind candidates for new occupations (role postings_panel)."""

    alpha: float = Field(
        0.1, gt=0, lt=1, description="Expected share of false pairs of skills among those reported, at most."
    )
    least_months: int = Field(
        36, ge=24, description="Shorter panels are not tested: no trend and no candidate is stated."
    )
    replicates: int = Field(
        30, ge=10, le=1000, description="Resamples from which the stability of a group is measured."
    )
    least_stability: float = Field(
        0.75, ge=0, le=1, description="Mean Jaccard similarity over the resamples from which a group is kept."
    )
    most_similarity: float = Field(
        0.8, gt=0, le=1, description="Cosine of skill profiles from which an occupation covers a group."
    )
    salary_unit: float = Field(
        1.0, gt=0, description="Factor of the salaries in the table, 1e6 for millions."
    )
    salary_currency: str = Field("VND", pattern=r"^[A-Z]{3}$", description="Currency of the salaries.")
    salary_period: Literal["year", "month", "week", "day", "hour"] = "month"


class NowcastPart(Part):
    """The first forecast year read from monthly postings (role postings_index), only where past years show a gain."""

    minimum_months: int = Field(36, ge=36, description="Months of the index below which it is not used.")
    minimum_training: int = Field(
        6, ge=4, description="Yearly growth rates that a bridge equation is fitted on."
    )
    minimum_origins: int = Field(6, ge=3, description="Past years at which the gain is measured.")


class IntakePart(Part):
    """Intake guidance of chapter 10."""

    year: Year = Field(2027, description="Intake year whose rules are stated.")
    cost_ratios: tuple[float, ...] = Field(
        (1.0, 2.0, 3.0, 5.0),
        description="Costs of one too few ÷ one too many for which the recommendation is shown too.",
    )

    security_group: str = Field(
        "", description="Programme (field.level) inside which cybersecurity is a part of its own."
    )
    security_occupations: tuple[str, ...] = Field(
        (), description="Occupations whose employment the cybersecurity workforce is a part of."
    )


class LegalPart(Part):
    leading: str = Field("", description="Legal basis that leads.")
    task: str = Field("", description="Legal basis that set the task, whose continuation is to be confirmed.")


class Configuration(Part):
    """An edition of the annual report."""

    report: ReportPart
    letterhead: LetterheadPart = Field(default_factory=LetterheadPart)
    catalogue: CataloguePart
    tables: dict[str, str] = Field(
        default_factory=dict, description="Role → package/table (docs/demo-tables.md)."
    )
    forecast: ForecastPart
    groups: tuple[GroupPart, ...] = Field(min_length=1)
    ladder: tuple[RungPart, ...] = ()
    supply: SupplyPart = Field(default_factory=lambda: SupplyPart.model_validate({}))
    replacement: ReplacementPart = Field(default_factory=lambda: ReplacementPart.model_validate({}))
    targets: TargetsPart = Field(default_factory=lambda: TargetsPart.model_validate({}))
    postings: PostingsPart = Field(default_factory=lambda: PostingsPart.model_validate({}))
    nowcast: NowcastPart = Field(default_factory=lambda: NowcastPart.model_validate({}))
    intake: IntakePart = Field(default_factory=lambda: IntakePart.model_validate({}))
    legal: LegalPart = Field(default_factory=lambda: LegalPart.model_validate({}))
    assumptions: dict[str, str] = Field(
        default_factory=dict,
        description="Use of an assumption in the calculation → assumption id of the register.",
    )

    @model_validator(mode="after")
    def _consistent(self) -> Configuration:
        keys = [group.key for group in self.groups]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        if doubled:
            names = ", ".join(doubled)
            raise ValueError(f"mã nhóm xuất hiện hai lần: {names} || group keys stand twice: {names}")
        for group in self.groups:
            unknown = [part for part in group.parts if part not in keys]
            if unknown:
                names = ", ".join(unknown)
                raise ValueError(
                    f"nhóm {group.key}: không có nhóm thành phần {names} || group {group.key}: unknown parts {names}"
                )
        if self.report.state == "issued":
            blank = [n for n in ("number", "date", "signatory") if not getattr(self.letterhead, n)]
            if blank:
                names = ", ".join(f"letterhead.{n}" for n in blank)
                raise ValueError(f"báo cáo đã ban hành phải có {names} || an issued report needs {names}")
        elif self.report.state == "draft" and (self.letterhead.number or self.letterhead.signatory):
            raise ValueError(
                "dự thảo không ghi số và người ký: bỏ letterhead.number và letterhead.signatory || "
                "a draft carries no number and no signatory: leave letterhead.number and letterhead.signatory out"
            )
        if self.report.kind != "annual" and not self.report.supersedes:
            raise ValueError(
                "bản cập nhật hoặc đính chính phải ghi phiên bản bị thay thế ở report.supersedes || "
                "an update or erratum names the vintage it supersedes in report.supersedes"
            )
        if (
            self.report.audience == "internal"
            and "claims" in self.tables
            and "claim_comparisons" not in self.tables
        ):
            raise ValueError(
                "bản nội bộ (report.audience) cần tables.claim_comparisons để đối chiếu các phát biểu || "
                "an internal edition (report.audience) needs tables.claim_comparisons to hold claims against the facts"
            )
        if self.catalogue.accept_official_via and not self.catalogue.accepted_by:
            raise ValueError(
                "catalogue.accept_official_via cần catalogue.accepted_by || catalogue.accept_official_via needs catalogue.accepted_by"
            )
        return self

    def group(self, key: str) -> GroupPart:
        return next(group for group in self.groups if group.key == key)

    @property
    def headline(self) -> GroupPart:
        """The group whose figure leads: the first one marked, else the first."""
        return next((group for group in self.groups if group.headline), self.groups[0])


def parse(text: str, file: str = "") -> Configuration:
    """Reads a configuration from text; raises ConfigurationError with every problem."""
    content = read_toml(text, file)
    try:
        return Configuration.model_validate(content)
    except ValidationError as error:
        raise ConfigurationError(from_validation(error, Configuration, text, file)) from None


def load(path: str | Path) -> Configuration:
    """Reads a configuration file. Relative paths in it are taken from its folder.

    Raises
    ------
    ConfigurationError
        File missing (E-CFG-005), not UTF-8 (E-CFG-006), not TOML (E-CFG-007), unknown key (E-CFG-001), missing key
        (E-CFG-002), value refused (E-CFG-003), keys that contradict each other (E-CFG-004).
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            Problem(
                "E-CFG-005", file=str(path), vi="không mở được tệp cấu hình", en=f"the configuration cannot be opened ({error.strerror})",
                remedy_vi="kiểm tra tên tệp và quyền đọc", remedy_en="check the name and the right to read it",
            )
        ) from None  # fmt: skip
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise ConfigurationError(
            Problem(
                "E-CFG-006", file=str(path), row=row, vi="tệp không phải mã UTF-8", en="the file is not UTF-8",
                remedy_vi="lưu lại tệp bằng bảng mã UTF-8", remedy_en="save it as UTF-8",
            )
        ) from None  # fmt: skip
    configuration = parse(text, str(path))
    root = (path.parent / configuration.catalogue.root).resolve()
    if not root.is_dir():
        raise ConfigurationError(
            Problem(
                "E-CFG-008", file=str(path), row=line_of(text, ("catalogue", "root")), argument="catalogue.root",
                vi=f"không có thư mục dữ liệu {configuration.catalogue.root}", en=f"there is no data folder {configuration.catalogue.root}",
                remedy_vi="ghi đường dẫn tương đối so với tệp cấu hình", remedy_en="give a path relative to the configuration file",
            )
        )  # fmt: skip
    catalogue = configuration.catalogue.model_copy(update={"root": root})
    return configuration.model_copy(update={"catalogue": catalogue})


def schema() -> dict[str, Any]:
    """The JSON Schema of the configuration, for editors; committed as config.schema.json."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Configuration.model_json_schema()}
