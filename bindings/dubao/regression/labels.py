"""Labels of groups: entities, periods and clusters, as codes for the core.

>>> group_codes(["Huế", "Hà Nội", "Huế"], "entity")
Labels(codes=[0, 1, 0], names=['Huế', 'Hà Nội'])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao.errors import InputError, Problem
from dubao.frames import read_columns

_REPORTED = 20


@dataclass(frozen=True)
class Labels:
    """Codes in order of first appearance, and the text of each."""

    codes: list[int]
    names: list[str]


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value) or str(value) in ("<NA>", "NaT")


def group_codes(values: Any, argument: str) -> Labels:
    """Codes of any labels: text, whole numbers, dates.

    Raises
    ------
    InputError
        E-PNL-014 for a missing label, with its row.
    """
    listed = list(values.tolist() if hasattr(values, "tolist") else values)
    missing = [i for i, value in enumerate(listed) if _is_missing(value)]
    if missing:
        raise InputError(
            [
                Problem(
                    "E-PNL-014",
                    argument=argument,
                    row=i + 1,
                    vi="thiếu nhãn nhóm của quan sát",
                    en="the label of the observation is missing",
                    remedy_vi="ghi nhãn cho mọi quan sát",
                    remedy_en="give every observation a label",
                )
                for i in missing[:_REPORTED]
            ]
        )
    known: dict[str, int] = {}
    texts = [
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value) for value in listed
    ]
    codes = [known.setdefault(text, len(known)) for text in texts]
    return Labels(codes, list(known))


def known_codes(values: Any, names: Sequence[str], rows: int, argument: str) -> list[int]:
    """Codes of new rows among the names of the fit; one label stands for every row.

    Raises
    ------
    InputError
        E-PNL-015 when labels are missing or differ in number from the rows, E-PNL-016 for a label the fit does not know.
    """
    if values is None or (not isinstance(values, str) and np.ndim(values) and len(values) != rows):
        raise InputError(
            Problem(
                "E-PNL-015",
                argument=argument,
                vi="cần nhãn nhóm cho mỗi dòng mới",
                en="each new row needs its label",
                remedy_vi=f"đưa vào {argument}= một nhãn cho mỗi dòng",
                remedy_en=f"pass {argument}= with one label a row",
            )
        )
    listed = [values] * rows if isinstance(values, str) or np.ndim(values) == 0 else values
    labels = group_codes(listed, argument)
    texts = [labels.names[code] for code in labels.codes]
    unknown = [i for i, text in enumerate(texts) if text not in names]
    if unknown:
        raise InputError(
            [
                Problem(
                    "E-PNL-016",
                    argument=argument,
                    row=i + 1,
                    vi=f"lần ước lượng không có nhóm “{texts[i]}”",
                    en=f"the fit has no group '{texts[i]}'",
                    remedy_vi="dùng một nhóm đã có trong số liệu ước lượng",
                    remedy_en="use a group of the data that were fitted",
                )
                for i in unknown[:_REPORTED]
            ]
        )
    position = {name: code for code, name in enumerate(names)}
    return [position[text] for text in texts]


def pull_labels(X: Any, *arguments: Any) -> tuple[Any, list[Any]]:
    """Takes columns out of a frame or mapping where an argument is the name of one.

    >>> pull_labels({"gdp": [1, 2], "province": ["a", "b"]}, "province", None)
    ({'gdp': [1, 2]}, [['a', 'b'], None])
    """
    is_frame = isinstance(X, Mapping) or hasattr(X, "columns") or hasattr(X, "column_names")
    if not is_frame or not any(isinstance(a, str) for a in arguments):
        return X, list(arguments)
    columns = dict(X) if isinstance(X, Mapping) else dict(read_columns(X)[0])
    labels: list[Any] = []
    for argument in arguments:
        if isinstance(argument, str):
            if argument not in columns:
                raise InputError(
                    Problem(
                        "E-PNL-017",
                        argument="X",
                        column=argument,
                        vi="X không có cột nhãn này",
                        en="X has no column of this name to take labels from",
                        remedy_vi="ghi tên một cột của X, hoặc đưa vào dãy nhãn",
                        remedy_en="name a column of X, or give the labels themselves",
                    )
                )
            labels.append(columns[argument])
        else:
            labels.append(argument)
    for argument in arguments:
        if isinstance(argument, str):
            columns.pop(argument, None)
    return columns, labels
