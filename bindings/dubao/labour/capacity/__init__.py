"""Legal capacity of an institution under the rules that govern the intake year (Circular 34/2026/TT-BGDĐT, F24)."""

from dubao.labour.capacity.institution import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    Offered,
    Postgraduates,
    Unit,
)

__all__ = ["Institution", "Learners", "LecturerShare", "Location", "Offered", "Postgraduates", "Unit"]
