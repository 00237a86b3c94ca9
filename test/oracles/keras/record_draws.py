"""Writes down mean and variance of the weights that Keras draws for every case of draw-cases.json.

Run once a version:  python record_draws.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_draws.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax)
Writes keras2-draws.json or keras3-draws.json: `cases[i]` belongs to case i, null where this version has no such layer. A case is
[class, options, shapes of the inputs without batch, how]; `spread`: the inputs are arguments of their own, not a list.
"""

import json

import keras
import numpy
from recording import GENERATION, HERE, start_afresh


def case(class_name, config, shapes, how=None):
    if not hasattr(keras.layers, class_name):
        return None
    start_afresh()
    layer = getattr(keras.layers, class_name)(**config)
    inputs = [keras.Input(shape=shape) for shape in shapes]
    layer(*inputs) if how or len(inputs) == 1 else layer(inputs)
    return [moments(numpy.asarray(weight)) for weight in layer.weights]


def moments(values):
    return {"shape": list(values.shape), "mean": float(values.mean()), "variance": float(values.var())}


cases = [case(*arguments) for arguments in json.loads((HERE / "draw-cases.json").read_text())]
text = json.dumps({"version": keras.__version__, "cases": cases}, separators=(",", ":"))
(HERE / f"{GENERATION}-draws.json").write_text(text + "\n")
