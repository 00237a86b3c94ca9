"""Writes a recording: JSON, gzip-compressed so that the same content gives the same bytes."""

import gzip
import json
import pathlib

import keras
from facts import KERAS_3, model_facts

HERE = pathlib.Path(__file__).parent
GENERATION = f"keras{keras.__version__.split('.')[0]}"


def start_afresh():
    """Names count from the beginning, and the seeds that Keras draws where none is given are the same every time."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)


def saved(model, text=None):
    """A model's file, with what Keras makes of that file: not every option of every layer is saved.

    Where Keras cannot load what it wrote, `unloadable` says so and the facts are those of the model as it was made.
    """
    text = text or model.to_json()
    try:
        return {"json": text, "facts": model_facts(loaded(text))}
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:300]
        print(f"{model.layers[-1].name} is not loaded again: {reason}")
        return {"json": text, "facts": model_facts(model), "unloadable": reason}


def loaded(text):
    """Lambdas are loaded too: they are ours."""
    start_afresh()
    (keras.config if KERAS_3 else keras.__internal__).enable_unsafe_deserialization()
    return keras.models.model_from_json(text)


def write(name, content):
    path = HERE / f"{GENERATION}-{name}.json.gz"
    text = json.dumps({"version": keras.__version__, **content}, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{path.name}: {path.stat().st_size} bytes, {len(text)} unpacked")
