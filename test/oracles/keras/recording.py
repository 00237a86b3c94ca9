"""Writes a recording: JSON, gzip-compressed so that the same content gives the same bytes."""

import gzip
import json
import pathlib

import keras

HERE = pathlib.Path(__file__).parent
GENERATION = f"keras{keras.__version__.split('.')[0]}"


def start_afresh():
    """Names count from the beginning, and the seeds that Keras draws where none is given are the same every time."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)


def write(name, content):
    path = HERE / f"{GENERATION}-{name}.json.gz"
    text = json.dumps({"version": keras.__version__, **content}, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{path.name}: {path.stat().st_size} bytes, {len(text)} unpacked")
