"""Models with code of their own: lambdas, registered classes, dtype policies."""

import keras
from keras import layers


def function(text):
    """Keras saves a lambda's byte code, which names the file: the same on every machine."""
    return eval(compile(text, "model.py", "eval"))


@keras.saving.register_keras_serializable(package="demo")
class Scaled(layers.Layer):
    def __init__(self, units=3, **options):
        super().__init__(**options)
        self.units = units

    def build(self, shape):
        self.factor = self.add_weight(name="factor", shape=(shape[-1], self.units), initializer="he_normal")
        self.built = True

    def call(self, x):
        return keras.backend.dot(x, self.factor) if hasattr(keras.backend, "dot") else keras.ops.matmul(x, self.factor)

    def compute_output_shape(self, shape):
        return (*shape[:-1], self.units)

    def get_config(self):
        return {**super().get_config(), "units": self.units}


@keras.saving.register_keras_serializable(package="demo")
def squared(x):
    return x * x


def registered_class():
    return keras.Sequential([layers.Input((4,)), layers.Dense(6), Scaled(5), layers.Dense(2)])


def registered_activation():
    return keras.Sequential([layers.Input((4,)), layers.Dense(6, activation=squared), layers.Dense(2)])


def lambdas():
    entry = keras.Input((4, 6))
    x = layers.Lambda(function("lambda x: x * 2"), name="doubled")(entry)
    x = layers.Dense(3)(x)
    x = layers.Lambda(function("lambda x: x[:, 0]"), output_shape=(3,), name="first")(x)
    return keras.Model(entry, layers.Dense(1)(x))


def mixed_precision():
    return keras.Sequential(
        [
            layers.Input((4,)),
            layers.Dense(8, activation="relu", dtype="mixed_float16"),
            layers.BatchNormalization(dtype="mixed_bfloat16"),
            layers.Dense(1, dtype="float32", activation="sigmoid"),
        ]
    )


def mixed_precision_everywhere():
    keras.mixed_precision.set_global_policy("mixed_float16")
    try:
        entry = keras.Input((6, 5))
        x = layers.LSTM(4)(entry)
        return keras.Model(entry, layers.Dense(1, dtype="float32")(x))
    finally:
        keras.mixed_precision.set_global_policy("float32")
