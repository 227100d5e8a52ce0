"""Nonlinear least squares with any model written in Python.

>>> import numpy as np
>>> x = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
>>> y = np.array([2.02, 1.19, 0.75, 0.43, 0.29])
>>> fit = nonlinear_least_squares(lambda x, b: b[0] * np.exp(-b[1] * x), x, y, start=[1, 1])
>>> {name: round(value, 4) for name, value in fit.params.items()}
{'b1': 2.011, 'b2': 0.5041}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.regression.base import choice, read_design, read_values
from dubao.regression.notes import PATTERNS
from dubao.regression.result import RegressionResult
from dubao.regression.summary import STATISTICS, TITLES

_LOSSES = ("huber", "soft_l1", "cauchy", "tukey")

TITLES["NLS"] = ("Bình phương nhỏ nhất phi tuyến", "Nonlinear least squares")
STATISTICS["rss"] = ("Tổng bình phương phần dư", "Residual sum of squares")
STATISTICS["loss_scale"] = ("Thang của hàm mất mát bền vững", "Scale of the robust loss")
PATTERNS.extend(
    [
        (
            r"parameter '(.*)' is at its bound: no standard error",
            r"tham số “\1” nằm tại biên: không có sai số chuẩn",
        ),
        (
            r"the data do not identify all parameters: no standard errors",
            r"số liệu không xác định được hết các tham số: không có sai số chuẩn",
        ),
        (
            r"robust loss: no likelihood, errors by Huber's formula, normal reference",
            r"hàm mất mát bền vững: không có hàm hợp lý, sai số theo công thức Huber, phân phối chuẩn",
        ),
        (r"exact fit: no likelihood", r"khớp tuyệt đối: không có hàm hợp lý"),
        (
            r"as many parameters as observations: no residual variance, no standard errors",
            r"số tham số bằng số quan sát: không có phương sai phần dư, không có sai số chuẩn",
        ),
        (r"no regular optimum was found: .*", r"không tìm được cực tiểu chính quy"),
        (
            r"the scale of the robust loss did not settle",
            r"thang của hàm mất mát bền vững chưa ổn định",
        ),
        (
            r"more than half of the residuals are zero: no robust scale",
            r"hơn một nửa số phần dư bằng 0: không ước lượng được thang bền vững",
        ),
        (
            r"no second derivatives near a bound: errors from the Jacobian",
            r"không lấy được đạo hàm bậc hai gần biên: sai số tính từ ma trận Jacobi",
        ),
    ]
)


class NonlinearResult(RegressionResult):
    """What :func:`nonlinear_least_squares` gives: a :class:`RegressionResult` and how sure the optimum is.

    Attributes
    ----------
    certificate : dict
        ``reason`` the search ended; ``gradient``: largest cosine between a column of the Jacobian and the residuals, 0 is
        perfect (Karush–Kuhn–Tucker where a bound is active); ``at_bound``: names of the parameters held at a bound; ``starts``
        tried, ``agreed`` of them ended at the same sum of squares; ``searches`` including second ones; ``condition`` of the
        Jacobian with unit columns; ``digits`` that rounding and the error of the derivatives leave to the worst parameter, at
        least; ``last_step``, ``iterations``.
    """

    _intervals = ("confidence", "prediction")

    def __init__(
        self, core: Any, model: Callable[[Any, np.ndarray], Any], box: tuple[np.ndarray, np.ndarray]
    ):
        super().__init__(core.regression, [])
        self._model = model
        self._box = box
        self.certificate: dict[str, Any] = dict(core.certificate)
        self.certificate["at_bound"] = [self.names[i] for i in self.certificate["at_bound"]]

    def _rows(self, X: Any) -> Any:
        return read_variables(X)

    def _mean(self, x: Any) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.asarray(self._model(x, self.params_array), dtype=float)

    def _limits(self, x: Any, share: float, interval: str) -> tuple[np.ndarray, np.ndarray]:
        mean = self._mean(x)
        bound = set(self.certificate["at_bound"])
        free = [i for i, name in enumerate(self.names) if name not in bound]
        evaluate = _evaluator(self._model, x, mean.size)
        jacobian = _core.regression.model_jacobian(evaluate, self.params_array, mean.size, *self._box)[
            :, free
        ]
        variance = np.einsum("ti,ij,tj->t", jacobian, self.covariance[np.ix_(free, free)], jacobian)
        if interval == "prediction":
            variance = variance + self.scale
        half = _core.regression.interval_factor(share, self.reference, self.residual_df) * np.sqrt(variance)
        return mean - half, mean + half


def read_variables(x: Any) -> Any:
    """What the model is given: an array as it is, a frame or mapping as a dict of columns.

    >>> read_variables([1, 2]), list(read_variables({"dose": [1, 2]}))
    (array([1., 2.]), ['dose'])
    """
    if isinstance(x, Mapping) or hasattr(x, "columns") or hasattr(x, "column_names"):
        data = read_design(x)
        return {name: data.x[:, j].copy() for j, name in enumerate(data.names)}
    return np.asarray(x, dtype=float)


def _evaluator(model: Callable[[Any, np.ndarray], Any], x: Any, size: int) -> Callable[[np.ndarray], Any]:
    def evaluate(b: np.ndarray) -> Any:
        try:
            with np.errstate(all="ignore"):
                values = np.asarray(model(x, b), dtype=float)
        except ArithmeticError:
            return None
        if values.shape != (size,):
            raise InputError(
                Problem(
                    "E-NLS-008",
                    argument="model",
                    vi=f"mô hình trả về mảng cỡ {values.shape}, cần {size} giá trị",
                    en=f"the model gives an array of shape {values.shape}, {size} value(s) are needed",
                    remedy_vi="trả về mỗi quan sát một giá trị",
                    remedy_en="return one value an observation",
                )
            )
        return values

    return evaluate


def _by_parameter(values: Any, names: Sequence[str] | None) -> Any:
    """Values in the order of the names, where they came by name."""
    if isinstance(values, Mapping):
        keys = list(names or values)
        if set(values) != set(keys):
            raise _unmatched("start")
        return [values[key] for key in keys]
    return values


def _unmatched(argument: str) -> InputError:
    return InputError(
        Problem(
            "E-NLS-009",
            argument=argument,
            vi="tên tham số hoặc số giá trị không khớp",
            en="the names of the parameters, or the number of values, do not match",
            remedy_vi="mỗi tham số một giá trị, tên như trong start",
            remedy_en="give one value a parameter, with the names of start",
        )
    )


def _starts(start: Any, names: Sequence[str] | None) -> tuple[list[np.ndarray], list[str]]:
    listed = isinstance(start, (list, tuple)) and len(start) > 0 and isinstance(start[0], Mapping)
    first = start[0] if listed else start
    if names is None and isinstance(first, Mapping):
        names = [str(name) for name in first]
    many = [_by_parameter(one, names) for one in start] if listed else _by_parameter(start, names)
    try:
        array = np.atleast_2d(np.asarray(many, dtype=float))
    except (TypeError, ValueError):
        raise _unmatched("start") from None
    if array.ndim != 2 or array.shape[1] == 0:
        raise _unmatched("start")
    given = [f"b{i + 1}" for i in range(array.shape[1])] if names is None else [str(name) for name in names]
    if len(given) != array.shape[1]:
        raise _unmatched("names")
    return list(array), given


def _bounds(bounds: Any, names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    count = len(names)
    lower, upper = np.full(count, -np.inf), np.full(count, np.inf)
    if bounds is None:
        return lower, upper
    try:
        if isinstance(bounds, Mapping):
            for name, (low, high) in bounds.items():
                i = list(names).index(name)
                lower[i] = -np.inf if low is None else low
                upper[i] = np.inf if high is None else high
        else:
            low, high = bounds
            lower[:] = -np.inf if low is None else low
            upper[:] = np.inf if high is None else high
    except (TypeError, ValueError):
        raise _unmatched("bounds") from None
    return lower, upper


def nonlinear_least_squares(
    model: Callable[[Any, np.ndarray], Any],
    x: Any,
    y: Any,
    start: Any,
    bounds: Any = None,
    loss: str | None = None,
    weights: Any = None,
    *,
    names: Sequence[str] | None = None,
    starts: int = 1,
    loss_scale: float | None = None,
    covariance: str = "jacobian",
    max_iterations: int = 400,
) -> NonlinearResult:
    """Fits ``y ≈ model(x, b)`` by least squares over the parameters ``b``.

    Parameters
    ----------
    model : callable
        ``model(x, b)`` with ``x`` as given (an array; for a frame or mapping a dict of columns) and ``b`` an array of the
        parameters; returns one value an observation. It is called in one thread. Where it overflows or raises an
        ``ArithmeticError`` the point counts as the worst.
    x : array, mapping of columns or frame
    y : array of float
        Finite.
    start : sequence of float, mapping of name to float, or a list of either
        A list of starts is tried in turn, and the best end counts.
    bounds : (lower, upper) or mapping of name to (lower, upper), optional
        Numbers, sequences, or None for no bound. The model is never called outside.
    loss : {"huber", "soft_l1", "cauchy", "tukey"}, optional
        Robust loss of the residuals in place of the square, with the constants of 95 % efficiency at the normal.
    weights : array of float, optional
        Inverse variances up to a factor; zero leaves an observation out.
    names : sequence of str, optional
        Of the parameters; ``b1``, ``b2``, … by default, or the keys of ``start``.
    starts : int
        With more than one, further starts are spread inside the bounds, or within a tenfold of ``start`` either way.
    loss_scale : float, optional
        Unit of the residuals in the robust loss; by default 1.4826 × the median of their absolute values, found by repeating
        the fit.
    covariance : {"jacobian", "hessian"}
        ``s² (JᵀJ)⁻¹``, as R's ``nls`` has it, or the observed information.
    max_iterations : int
        Steps of one search.

    Returns
    -------
    NonlinearResult

    Raises
    ------
    InputError
        E-NLS-001 to E-NLS-004, E-NLS-006, E-NLS-007 and E-NLS-009 for arguments, E-NLS-008 when the model returns another
        number of values, E-DES-015 for an unknown loss or covariance.
    ModelError
        E-NLS-005 when the model cannot be evaluated at any start.

    Notes
    -----
    Derivatives are forward differences far from the optimum and extrapolated central differences near it; the last steps go
    on until rounding stops them. All 27 problems of NIST's collection are solved from both starts.

    Examples
    --------
    >>> import numpy as np
    >>> dose = np.array([0.02, 0.06, 0.11, 0.22, 0.56, 1.10])
    >>> rate = np.array([61.5, 102.0, 131.0, 155.5, 196.0, 203.5])
    >>> fit = nonlinear_least_squares(
    ...     lambda x, b: b[0] * x / (b[1] + x), dose, rate, start={"Vm": 200, "K": 0.05}, bounds={"K": (0, None)}
    ... )
    >>> round(fit.params["Vm"], 3), round(fit.standard_errors["K"], 5), fit.certificate["reason"]
    (212.684, 0.00845, 'optimal')
    """
    response = read_values(y, "y")
    given, labels = _starts(start, names)
    lower, upper = _bounds(bounds, labels)
    chosen = "" if loss is None else choice("loss", loss, _LOSSES)
    kind = choice("covariance", covariance, ("jacobian", "hessian"))
    variables = read_variables(x)
    core = _core.regression.nonlinear_least_squares(
        model=_evaluator(model, variables, response.size),
        y=response,
        starts=given,
        lower=lower,
        upper=upper,
        weights=np.empty(0) if weights is None else read_values(weights, "weights"),
        loss=chosen,
        loss_scale=float("nan") if loss_scale is None else float(loss_scale),
        names=labels,
        spread=int(starts),
        covariance=kind,
        max_iterations=int(max_iterations),
    )
    return NonlinearResult(core, model, (lower, upper))
