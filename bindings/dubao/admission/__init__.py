"""Admission of one institution: input workbook, forms of the Circular, the run behind ``dubao intake``."""
