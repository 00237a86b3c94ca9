"""Writes down what can come out of cells that drop, over two steps of a training step compiled as `fit` compiles it.

Run once a version:  python record_cell_dropout.py   (tensorflow-cpu 2.15.1, which brings Keras 2.15.0)
                     python record_cell_dropout.py   (keras 3.12.0, tensorflow-cpu 2.18.0)
Writes keras2-cell-dropout.json.gz or keras3-cell-dropout.json.gz. One unit sees inputs of 1 through kernels of 1, so that
an output is a function of the masks alone: the set of all outputs tells which masks there are, which gates share them,
whether steps do, and what of the state they act on. `cases` are cell-dropout-cases.json's [class, options]; an RNN's cells
stand in `cells`.
"""

import json

import keras
import numpy
import tensorflow
from recording import HERE, loaded, start_afresh, write

STEPS = 2
EXAMPLES = 16384
ONE_UNIT = {"kernel_initializer": "ones"}


def made(class_name, options):
    size = {"filters": 1, "kernel_size": 1} if class_name.startswith("Conv") else {"units": 1}
    return getattr(keras.layers, class_name)(**size, **ONE_UNIT, **options)


def layer(class_name, options):
    if class_name != "RNN":
        return made(class_name, {**options, "return_sequences": True})
    others = {name: value for name, value in options.items() if name != "cells"}
    return keras.layers.RNN([made(*cell) for cell in options["cells"]], return_sequences=True, **others)


def case(class_name, options):
    start_afresh()
    shape = (STEPS, 1, 1) if class_name.startswith("Conv") else (STEPS, 1)
    entry = keras.Input(shape=shape)
    text = keras.Model(entry, layer(class_name, options)(entry)).to_json()
    # Keras 3 does not save `implementation`.
    model = loaded(text)
    step = tensorflow.function(lambda x: model(x, training=True))
    outputs = step(tensorflow.ones((EXAMPLES, *shape))).numpy().reshape(EXAMPLES, STEPS)
    outcomes = numpy.unique(outputs.round(5), axis=0)
    print(f"{class_name} {options}: {len(outcomes)} outcomes")
    return {"json": text, "outcomes": outcomes.tolist()}


cases = [case(*arguments) for arguments in json.loads((HERE / "cell-dropout-cases.json").read_text())]
write("cell-dropout", {"cases": cases})
