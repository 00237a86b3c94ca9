"""Writes down uses of single operations on tensors: what Keras saves of them, the shapes that it tells and what comes out.

Run once a version:  python record_operations.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_operations.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax)
Writes keras2-operations.json.gz or keras3-operations.json.gz: `cases[i]` belongs to case i of operation-cases.json, an
expression of the inputs x, y [4, 6] and image [8, 8, 3]. `x` and `y` are the values that enter, `values` what leaves.
"""

import json
import pathlib

import keras
import numpy as np
from recording import GENERATION, write

if GENERATION == "keras2":
    import tensorflow as tf  # noqa: F401, the expressions use it
else:
    from keras import ops  # noqa: F401, the expressions use it

CASES = json.loads(pathlib.Path(__file__).with_name("operation-cases.json").read_text())[GENERATION]
X = np.linspace(-3.1, 7.3, 24, dtype="float32").reshape(1, 4, 6)
Y = np.linspace(2.9, -1.3, 24, dtype="float32").reshape(1, 4, 6)
IMAGE = np.linspace(-1, 1, 192, dtype="float32").reshape(1, 8, 8, 3)


def recorded(expression):
    keras.backend.clear_session()
    x, y, image = keras.Input((4, 6), name="x"), keras.Input((4, 6), name="y"), keras.Input((8, 8, 3), name="image")
    output = eval(expression, {**globals(), "x": x, "y": y, "image": image})
    used = [entry for entry in (x, y, image) if entry.name.split(":")[0] in expression_names(expression)]
    model = keras.Model(used, output)
    values = model([{"x": X, "y": Y, "image": IMAGE}[entry.name.split(":")[0]] for entry in used])
    return {
        "expression": expression,
        "json": model.to_json(),
        "shape": [None if size is None else int(size) for size in output.shape],
        "values": numbers(values),
    }


def expression_names(expression):
    return set(compile(expression, expression, "eval").co_names)


def numbers(values):
    """None for what JSON cannot say."""
    flat = np.asarray(values, dtype="float64").ravel()
    return [float(value) if np.isfinite(value) else None for value in flat]


write("operations", {"x": numbers(X), "y": numbers(Y), "cases": [recorded(case) for case in CASES]})
