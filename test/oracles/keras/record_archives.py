"""Saves one small model as Keras does: keras2.keras, keras3.keras, and each without its weights, as a tool may strip it.

Run once a version:  python record_archives.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_archives.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax)
"""

import zipfile

import keras
from keras import layers
from recording import GENERATION, HERE, start_afresh

start_afresh()
entry = keras.Input((3,), name="entry")
hidden = layers.Dense(4, activation="relu", kernel_initializer="he_normal", name="hidden")(entry)
model = keras.Model(entry, layers.Dense(1, name="head")(hidden), name="small")
model.compile("sgd", "mse")
whole = HERE / f"{GENERATION}.keras"
model.save(whole)
with zipfile.ZipFile(whole) as saved, zipfile.ZipFile(HERE / f"{GENERATION}-without-weights.keras", "w") as stripped:
    for member in saved.infolist():
        if not member.filename.endswith(".h5"):
            stripped.writestr(member, saved.read(member))
