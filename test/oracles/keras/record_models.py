"""Writes down models made by hand (models/), which have what the applications have not.

Run once a version:  python record_models.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_models.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax)
Writes keras2-models.json.gz or keras3-models.json.gz; in Keras 2 also keras2-legacy.json.gz: the same models in the form that
HDF5 files have, as `to_json` had before Keras 2.13: without modules and without the shapes that layers were built with.
"""

import importlib
import inspect
import json

import keras
from recording import GENERATION, saved, start_afresh, write

MODULES = ["sequential", "functional", "own_code", f"{GENERATION}_operations"]


def makers():
    for name in MODULES:
        module = importlib.import_module(f"models.{name}")
        for title, make in vars(module).items():
            if inspect.isfunction(make) and make.__module__ == module.__name__ and make.__name__ == title:
                if not inspect.signature(make).parameters:
                    yield f"{name}/{title}", make


def recorded(name, make):
    start_afresh()
    return {"name": name, **saved(make())}


def legacy(name, make):
    from keras.src.saving.legacy.saved_model import json_utils
    from keras.src.saving.legacy.saving_utils import model_metadata

    start_afresh()
    model = make()
    model.use_legacy_config = True
    written = model_metadata(model, include_optimizer=False)
    text = json.dumps({**written.pop("model_config"), **written}, default=json_utils.get_json_type)
    return {"name": name, **saved(model, text)}


write("models", {"models": [recorded(name, make) for name, make in makers()]})
if GENERATION == "keras2":
    write("legacy", {"models": [legacy(name, make) for name, make in makers()]})
