"""Placeholder."""

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter


def write(context: Context, w: ChapterWriter) -> None:
    raise NotImplementedError
