"""Nets wider than TensorFlow.js affords to draw often, for record_signals.py: name, examples a draw, model."""

import keras
from keras import layers


def stack(shape, *made):
    model = keras.Sequential([keras.Input(shape), *made])
    return keras.Model(model.inputs, model.outputs)


def convolution(filters, **options):
    return layers.Conv2D(filters, 3, padding="same", kernel_initializer="he_normal", **options)


def vgg():
    def block(filters):
        return [convolution(filters, activation="relu"), convolution(filters, activation="relu"), layers.MaxPooling2D()]

    return stack((32, 32, 3), *block(64), *block(64), *block(128), layers.GlobalAveragePooling2D(), layers.Dense(64))


def strided():
    blocks = [convolution(64, activation="relu", strides=stride) for stride in (1, 2, 1, 2, 1)]
    return stack((32, 32, 16), *blocks, layers.GlobalAveragePooling2D(), layers.Dense(64))


def recurrent(make, *, sequences=False):
    return stack((20, 64), make(128, return_sequences=sequences), layers.Dense(64))


def recurrent_stack():
    return stack((20, 64), layers.LSTM(128, return_sequences=True), layers.LSTM(128), layers.Dense(64))


def transformer():
    entering = keras.Input((16, 128))
    x = entering
    for _ in range(2):
        attended = layers.MultiHeadAttention(8, 16)(x, x)
        x = layers.LayerNormalization()(layers.Add()([x, attended]))
        inner = layers.Dense(128)(layers.Dense(512, activation="gelu")(x))
        x = layers.LayerNormalization()(layers.Add()([x, inner]))
    return keras.Model(entering, x)


def residual():
    entering = keras.Input((16, 16, 64))
    x = entering
    for _ in range(3):
        y = layers.ReLU()(layers.BatchNormalization()(convolution(64, use_bias=False)(x)))
        y = layers.BatchNormalization()(convolution(64, use_bias=False)(y))
        x = layers.ReLU()(layers.Add()([x, y]))
    return keras.Model(entering, layers.Dense(64)(layers.GlobalAveragePooling2D()(x)))


def inverted_residual():
    """MobileNetV2's block: widened, depthwise, narrowed."""
    entering = keras.Input((16, 16, 64))
    x = entering
    for _ in range(2):
        y = layers.ReLU(6.0)(layers.BatchNormalization()(layers.Conv2D(192, 1, use_bias=False)(x)))
        y = layers.DepthwiseConv2D(3, padding="same", use_bias=False)(y)
        y = layers.ReLU(6.0)(layers.BatchNormalization()(y))
        y = layers.BatchNormalization()(layers.Conv2D(64, 1, use_bias=False)(y))
        x = layers.Add()([x, y])
    separable = layers.SeparableConv2D(64, 3, padding="same", activation="relu")(x)
    return keras.Model(entering, layers.GlobalAveragePooling2D()(separable))


def attention_pooling():
    entering = keras.Input((20,), dtype="int32")
    x = layers.Embedding(1000, 128, embeddings_initializer="random_normal")(entering)
    scores = layers.Dense(1)(layers.Dense(64, activation="tanh")(x))
    weights = layers.Softmax()(layers.Flatten()(scores))
    return keras.Model(entering, layers.Dense(64)(layers.Dot(axes=1)([weights, x])))


def deep(activation, depth, initializer, width=256):
    return stack(
        (width,), *(layers.Dense(width, activation=activation, kernel_initializer=initializer) for _ in range(depth))
    )


SIGNALS = [
    ("relu, 20 layers", 8, lambda: deep("relu", 20, "he_normal")),
    ("tanh, 20 layers", 8, lambda: deep("tanh", 20, "glorot_uniform")),
    ("selu, 20 layers", 8, lambda: deep("selu", 20, "lecun_normal")),
    ("gelu, 12 layers", 8, lambda: deep("gelu", 12, "he_normal")),
    ("silu, 12 layers", 8, lambda: deep("silu", 12, "he_normal")),
    ("mish, 12 layers", 8, lambda: deep("mish", 12, "he_uniform")),
    ("convolutions with max pooling", 2, vgg),
    ("strided convolutions", 2, strided),
    ("an LSTM over 20 steps", 8, lambda: recurrent(layers.LSTM)),
    ("an LSTM over 20 steps, all of them", 8, lambda: recurrent(layers.LSTM, sequences=True)),
    ("a GRU over 20 steps", 8, lambda: recurrent(layers.GRU)),
    ("a simple RNN over 20 steps", 8, lambda: recurrent(layers.SimpleRNN)),
    ("an LSTM under another", 8, recurrent_stack),
    ("transformer blocks", 4, transformer),
    ("residual blocks with batch normalisation", 8, residual),
    ("inverted residual blocks", 8, inverted_residual),
    ("an embedding pooled by attention", 8, attention_pooling),
    ("an orthogonal tanh net, 8 layers", 8, lambda: deep("tanh", 8, "orthogonal", 128)),
]
