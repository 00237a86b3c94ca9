"""Writes down the applications that Keras builds, without weights: their JSON and what Keras says of every layer.

Run once a version:  python record_applications.py   (tensorflow-cpu 2.15.0, which brings Keras 2.15.0)
                     python record_applications.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax)
Writes keras2-applications.json.gz or keras3-applications.json.gz.
"""

import keras
from recording import saved, start_afresh, write

NAMES = [
    "ResNet50",
    "MobileNetV2",
    "EfficientNetB0",
    "DenseNet121",
    "InceptionV3",
    "VGG16",
    "Xception",
    "ConvNeXtTiny",
    "NASNetMobile",
]


def recorded(name):
    start_afresh()
    return {"name": name, **saved(getattr(keras.applications, name)(weights=None))}


write("applications", {"models": [recorded(name) for name in NAMES]})
