"""The command line: ``dubao check | data | forecast | backtest | report | explain | score | vintage``.

Exit codes: 0 done, 1 data or model refused, 2 the command line is wrong, 130 stopped by Ctrl-C.

>>> from dubao.cli import main
>>> main(["--version"])  # doctest: +ELLIPSIS
dubao ...
0
"""

from __future__ import annotations

from collections.abc import Sequence

from dubao.data.output import atomic_output

__all__ = ["atomic_output", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; the console script ``dubao`` calls this.

    Parameters
    ----------
    arguments : sequence of str, optional
        Words after ``dubao``; those of the process when not given.
    """
    import sys

    from dubao.cli.run import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
