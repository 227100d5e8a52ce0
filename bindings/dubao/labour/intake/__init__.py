"""Need and recommended intake (F25): from the balance back through the pipeline, inside the law; and the national view.

:func:`need` takes the gap of a field back to the intake of each year, :func:`recommend` chooses the intakes that lose least inside
the limits of the law, :func:`national` adds up what institutions' own choices come to.
"""

from dubao.labour.intake.limits import IntakeLimit, limits_over_years
from dubao.labour.intake.national import (
    AnonymousInstitution,
    NationalView,
    SampleAssumptions,
    TargetChance,
    national,
)
from dubao.labour.intake.need import GroupNeed, GrowthIndex, Needs, Programme, need
from dubao.labour.intake.notes import Note
from dubao.labour.intake.recommendation import (
    EntryRow,
    IntakeRow,
    LimitRow,
    Proof,
    RatioRow,
    Recommendation,
    recommend,
)

__all__ = [
    "AnonymousInstitution",
    "EntryRow",
    "GroupNeed",
    "GrowthIndex",
    "IntakeLimit",
    "IntakeRow",
    "LimitRow",
    "NationalView",
    "Needs",
    "Note",
    "Programme",
    "Proof",
    "RatioRow",
    "Recommendation",
    "SampleAssumptions",
    "TargetChance",
    "limits_over_years",
    "national",
    "need",
    "recommend",
]
