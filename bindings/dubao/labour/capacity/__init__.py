"""Legal capacity of an institution under the rules that govern the intake year (Circular 34/2026/TT-BGDĐT, F24)."""

from dubao.labour.capacity.determination import Determination, determine
from dubao.labour.capacity.institution import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    Offered,
    Postgraduates,
    Unit,
)
from dubao.labour.capacity.plan_check import Constraints, PlanCheck, PlanRow
from dubao.labour.capacity.reading_effects import ReadingEffect, ReadingMove, reading_effects
from dubao.labour.capacity.readings import ReadingQuestion, Readings, reading_questions
from dubao.labour.capacity.rows import (
    AreaRow,
    BrakeRow,
    Clause,
    DoctoralRow,
    GrowthTotalRow,
    LecturerRow,
    Limit,
    MasterRow,
    MaximumRow,
    PostgraduateFloorRow,
    Remark,
    Variable,
    YearEndRow,
)
from dubao.labour.capacity.rules import AdmissionRules, FieldCoefficients, LegalValue, rules_for

__all__ = [
    "AdmissionRules",
    "AreaRow",
    "BrakeRow",
    "Clause",
    "Constraints",
    "Determination",
    "DoctoralRow",
    "FieldCoefficients",
    "GrowthTotalRow",
    "Institution",
    "Learners",
    "LecturerRow",
    "LecturerShare",
    "LegalValue",
    "Limit",
    "Location",
    "MasterRow",
    "MaximumRow",
    "Offered",
    "PlanCheck",
    "PlanRow",
    "PostgraduateFloorRow",
    "Postgraduates",
    "ReadingEffect",
    "ReadingMove",
    "ReadingQuestion",
    "Readings",
    "Remark",
    "Unit",
    "Variable",
    "YearEndRow",
    "determine",
    "reading_effects",
    "reading_questions",
    "rules_for",
]
