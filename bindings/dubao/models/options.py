"""A model as a document of class and options, and back; only plain values and models of :mod:`dubao.models`.

>>> from dubao.models import ETS
>>> document = document_of(ETS(trend="A"))
>>> document["class"], document["options"]["trend"]
('ETS', 'A')
>>> model_of(document).trend
'A'
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao.errors import InputError, Problem

if TYPE_CHECKING:
    from dubao.models.base import Model

_NOT_FINITE = ("inf", "-inf", "nan")


def option_names(kind: type[Model]) -> list[str]:
    """Arguments of the class, in order."""
    return [name for name in inspect.signature(kind.__init__).parameters if name != "self"]


def document_of(model: Model) -> dict[str, Any]:
    """Class and options; E-SAV-003 for a class that is not exported, E-SAV-004 for an option that is no plain value."""
    kind = type(model)
    if _class_of(kind.__name__) is not kind:
        raise _unknown_class(kind.__name__, "")
    options: dict[str, Any] = {}
    for name in option_names(kind):
        if not hasattr(model, name):
            raise _unknown_option(kind.__name__, name, "")
        options[name] = _encode(getattr(model, name), kind.__name__, name)
    return {"class": kind.__name__, "options": options}


def model_of(document: Any, file: str = "") -> Model:
    """The model; E-SAV-003 and E-SAV-004 as above, E-SAV-005 for a document that is none."""
    if not isinstance(document, Mapping) or set(document) != {"class", "options"}:
        raise damaged(file, "model")
    kind = _class_of(str(document["class"]))
    if kind is None:
        raise _unknown_class(str(document["class"]), file)
    options = document["options"]
    if not isinstance(options, Mapping):
        raise damaged(file, "options")
    odd = sorted(set(options) ^ set(option_names(kind)))
    if odd:
        raise _unknown_option(kind.__name__, odd[0], file)
    return kind(**{name: _decode(value, file) for name, value in options.items()})


def damaged(file: str, what: str) -> InputError:
    """E-SAV-005: a field that is missing, unknown or unreadable."""
    return InputError(
        Problem(
            "E-SAV-005",
            file=file,
            argument=what,
            vi="trường này thiếu, thừa hoặc không đọc được",
            en="this field is missing, unknown or unreadable",
            remedy_vi="lưu lại mô hình bằng FittedModel.save",
            remedy_en="save the fit again with FittedModel.save",
        )
    )


def _class_of(name: str) -> type[Model] | None:
    from dubao import models

    found = getattr(models, name, None) if name in models.__all__ else None
    is_model = isinstance(found, type) and issubclass(found, models.Model) and found is not models.Model
    return found if is_model else None


def _encode(value: Any, kind: str, name: str) -> Any:
    from dubao.models.base import Model

    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        number = float(value)
        return number if math.isfinite(number) else {"number": repr(number)}
    if isinstance(value, Model):
        return {"model": document_of(value)}
    if isinstance(value, np.ndarray):
        return {"array": _encode(value.tolist(), kind, name)}
    if isinstance(value, tuple):
        return {"tuple": [_encode(one, kind, name) for one in value]}
    if isinstance(value, list):
        return [_encode(one, kind, name) for one in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {"mapping": {key: _encode(one, kind, name) for key, one in value.items()}}
    raise _unknown_option(kind, name, "")


def _decode(value: Any, file: str) -> Any:
    if isinstance(value, list):
        return [_decode(one, file) for one in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((key, inner),) = value.items()
        if key == "number" and inner in _NOT_FINITE:
            return float(inner)
        if key == "model":
            return model_of(inner, file)
        if key == "array":
            return np.array(_decode(inner, file), dtype=float)
        if key == "tuple" and isinstance(inner, list):
            return tuple(_decode(one, file) for one in inner)
        if key == "mapping" and isinstance(inner, dict):
            return {name: _decode(one, file) for name, one in inner.items()}
    raise damaged(file, "options")


def _unknown_class(name: str, file: str) -> InputError:
    return InputError(
        Problem(
            "E-SAV-003",
            file=file,
            argument=name,
            vi="bản này không có mô hình với tên đó",
            en="this release has no model of that name",
            remedy_vi="dùng mô hình của dubao.models",
            remedy_en="use a model of dubao.models",
        )
    )


def _unknown_option(kind: str, name: str, file: str) -> InputError:
    return InputError(
        Problem(
            "E-SAV-004",
            file=file,
            argument=f"{kind}.{name}",
            vi="tùy chọn này không lưu hoặc không đọc lại được",
            en="this option cannot be saved or read back",
            remedy_vi="dùng đúng các tùy chọn của mô hình trong bản này, với giá trị đơn giản",
            remedy_en="use the options that the model has in this release, with plain values",
        )
    )
