"""Writes down models made by hand (models/), which have what the applications have not.

Run once a version:  python record_models.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_models.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax)
Writes keras2-models.json.gz or keras3-models.json.gz.
"""

import importlib
import inspect

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


write("models", {"models": [recorded(name, make) for name, make in makers()]})
