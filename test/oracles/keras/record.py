"""Writes down what an installed Keras makes of cases.json, for keras.test.ts to compare with.

Run once a version:  python record.py > keras2.json   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record.py > keras3.json   (keras 3.12.0 with KERAS_BACKEND=jax)
"""

import inspect
import json
import pathlib

import keras
import numpy as np

CASES = json.loads(pathlib.Path(__file__).with_name("cases.json").read_text())
POINTS = [-7.0, -2.6, -1.0, -0.3, 0.0, 0.2, 0.9, 1.5, 2.6, 7.0]
KERNEL = (300, 200)


def sample(class_name, config):
    seeded = class_name not in ("Identity", "Constant")
    made = getattr(keras.initializers, class_name)(**config, **({"seed": 5} if seeded else {}))
    values = np.asarray(made(KERNEL), dtype=np.float64)
    return {
        "mean": values.mean(),
        "variance": values.var(),
        "low": values.min(),
        "high": values.max(),
        "config": {key: value for key, value in made.get_config().items() if key != "seed"},
    }


def taken(get, name):
    try:
        get(name)
        return True
    except (ValueError, TypeError, KeyError):
        return False


def values(name):
    if not taken(keras.activations.get, name):
        return None
    points = np.array([POINTS], dtype="float32")
    tensor = keras.ops.convert_to_tensor(points) if hasattr(keras, "ops") else keras.backend.constant(points)
    return [float(y) for y in np.asarray(keras.activations.get(name)(tensor))[0]]


def classes():
    found = {}
    for name in dir(keras.layers):
        value = getattr(keras.layers, name)
        if isinstance(value, type) and issubclass(value, keras.layers.Layer) and value is not keras.layers.Layer:
            found.setdefault(value.__name__, []).append(name)
    return found


def options(class_name):
    exported = getattr(keras.layers, classes()[class_name][0])
    parameters = inspect.signature(exported.__init__).parameters.values()
    return [p.name for p in parameters if p.name != "self" and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]


print(
    json.dumps(
        {
            "version": keras.__version__,
            "initializers": [sample(*case) for case in CASES["initializers"]],
            "initializerNames": {name: taken(keras.initializers.get, name) for name in CASES["initializerNames"]},
            "points": POINTS,
            "activationNames": {name: values(name) for name in CASES["activationNames"]},
            "classes": classes(),
            "options": {name: options(name) for name in sorted(classes())},
        },
    )
)
