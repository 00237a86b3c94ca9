"""Writes down what Keras makes of every case of layer-cases.json, each layer in a model of its own.

Run once a version:  python record_layers.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_layers.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax; tensorflow-cpu 2.20.0 beside it,
                                               which layers for text need)
Writes keras2-layers.json.gz or keras3-layers.json.gz: `cases[i]` belongs to case i, null where this version has no such layer;
`layer` is what the case made, `facts` what the file of its model makes; a nonlinearity's `curve` is its values at `points`.
`unbuilt` says why what should be there is not: Keras's own words on cases that it refused, ours on classes without a case.
A case is [class, options, shapes of the inputs without batch, how], where `how` may say: `only` this version has it so;
`dtype` of the inputs; `spread`: the inputs are arguments of their own, not a list.
"""

import inspect
import json
import pathlib

import keras
import numpy as np
from facts import layer_facts, output_shapes
from recording import GENERATION, saved, start_afresh, write

NO_CASE = {
    "AbstractRNNCell": "abstract",
    "Wrapper": "abstract",
    "DenseFeatures": "takes feature columns, which no other layer makes",
    "FlaxLayer": "wraps a Flax module, which is code",
    "JaxLayer": "wraps a function of JAX, which is code",
    "TFSMLayer": "wraps a SavedModel on disk",
    "TorchModuleWrapper": "wraps a module of PyTorch",
    "MaxNumBoundingBoxes": "takes bounding boxes, no tensor",
}

CASES = json.loads(pathlib.Path(__file__).with_name("layer-cases.json").read_text())

POINTS = [-7.0, -2.6, -1.0, -0.3, 0.0, 0.2, 0.6, 0.9, 1.5, 2.6, 7.0]


def case(class_name, config, shapes, how=None):
    how = how or {}
    if not hasattr(keras.layers, class_name) or how.get("only", GENERATION) != GENERATION:
        return None
    start_afresh()
    inputs = [keras.Input(shape=shape, dtype=how.get("dtype")) for shape in shapes]
    layer = made(class_name, config)
    outputs = layer(*inputs) if how.get("spread") or len(inputs) == 1 else layer(inputs)
    facts = layer_facts(layer, [{"shapes": output_shapes(layer._inbound_nodes[-1])}])
    return {"layer": facts, **curve(layer, class_name), **saved(keras.Model(inputs, outputs))}


def curve(layer, class_name):
    """What a layer that is a nonlinearity makes of POINTS."""
    if not type(layer).__module__.startswith("keras.src.layers.activation") or class_name in ("Softmax", "PReLU"):
        return {}
    return {"curve": [round(float(layer(np.array([[x]], dtype="float32"))[0][0]), 6) for x in POINTS]}


def made(class_name, config):
    """Layers within options are written as JSON files write them."""
    options = {key: resolved(value) for key, value in config.items()}
    if hasattr(keras.layers, class_name):
        return getattr(keras.layers, class_name)(**options)
    return getattr(keras.initializers, class_name)(**options)


def resolved(value):
    if isinstance(value, dict) and "class_name" in value:
        return made(value["class_name"], value["config"])
    if isinstance(value, list):
        return [resolved(part) for part in value]
    return value


def recorded(position, arguments, unbuilt):
    try:
        return case(*arguments)
    except Exception as error:
        unbuilt[f"{position} {arguments[0]}"] = f"{type(error).__name__}: {error}"[:300]
        return None


def class_names():
    values = [getattr(keras.layers, name) for name in dir(keras.layers)]
    found = [value for value in values if inspect.isclass(value) and issubclass(value, keras.layers.Layer)]
    return sorted({value.__name__ for value in found if value is not keras.layers.Layer})


unbuilt = {}
cases = [recorded(position, arguments, unbuilt) for position, arguments in enumerate(CASES)]
for name, reason in unbuilt.items():
    print(f"{name}: {reason}")
unbuilt |= {name: reason for name, reason in NO_CASE.items() if name in class_names()}
write("layers", {"points": POINTS, "classes": class_names(), "cases": cases, "unbuilt": unbuilt})
