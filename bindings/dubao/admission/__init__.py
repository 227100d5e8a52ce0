"""Admission of one institution: input workbook, forms of the Circular, the run behind ``dubao intake``."""

from dubao.admission.reader import Declaration, read_declaration, read_institution
from dubao.admission.template import write_template

__all__ = ["Declaration", "read_declaration", "read_institution", "write_template"]
