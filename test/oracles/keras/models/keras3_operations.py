"""Operations of keras.ops on Keras 3's tensors: nodes of the graph that are no layers."""

import keras
from keras import layers, ops


def arithmetic():
    entry, other = keras.Input((4, 6)), keras.Input((4, 6))
    x = layers.Dense(6, activation="relu")(entry)
    x = x * 2 + other - 1.0
    x = other / 3.0 + (1 - x) ** 2 - (-x)
    x = ops.add(x, ops.multiply(x, 0.5))
    return keras.Model([entry, other], layers.Dense(1)(x))


def slices():
    entry = keras.Input((6, 5))
    x = layers.LSTM(4, return_sequences=True)(entry)
    joined = layers.concatenate([x[:, -1], x[:, 0, :], x[:, 1:, 2]])
    return keras.Model(entry, layers.Dense(1)(joined))


def reshaping():
    entry = keras.Input((4, 6))
    x = ops.reshape(layers.Dense(6)(entry), (-1, 24))
    y = ops.transpose(entry, axes=(0, 2, 1))
    y = ops.squeeze(ops.expand_dims(y, axis=1), axis=1)
    x = ops.concatenate([x, ops.mean(y, axis=1)], axis=-1)
    x = ops.stack([x, x], axis=1)
    x = ops.sum(x, axis=-1, keepdims=True)
    return keras.Model(entry, layers.Dense(2)(layers.Flatten()(x)))


def activations():
    entry = keras.Input((4,))
    x = ops.relu(layers.Dense(8)(entry))
    x = ops.leaky_relu(layers.Dense(8)(x), negative_slope=0.1)
    x = ops.gelu(layers.Dense(8)(x), approximate=False)
    x = keras.activations.tanh(layers.Dense(8)(x))
    return keras.Model(entry, ops.softmax(layers.Dense(3)(x)))


def products():
    query, key = keras.Input((4, 6)), keras.Input((5, 6))
    scores = ops.matmul(layers.Dense(6)(query), ops.transpose(layers.Dense(6)(key), (0, 2, 1))) / ops.sqrt(6.0)
    mixed = ops.einsum("bqk,bkd->bqd", ops.softmax(scores), key)
    return keras.Model([query, key], mixed)


def split():
    entry = keras.Input((6, 4))
    first, second = ops.split(layers.Dense(8)(entry), 2, axis=-1)
    x = first * ops.sigmoid(second)
    return keras.Model(entry, layers.Dense(1)(ops.cast(x, "float32")))


def comparing():
    entry = keras.Input((6, 4))
    x = ops.maximum(layers.Dense(4)(entry), 0.0)
    x = ops.where(x > 0.5, x, ops.zeros_like(x))
    x = ops.clip(x, 0.0, 1.0)
    return keras.Model(entry, ops.max(x, axis=(1, 2)))


def grouped_transformer():
    entry = keras.Input((9, 12))
    x = layers.RMSNormalization()(entry)
    x = layers.GroupQueryAttention(head_dim=4, num_query_heads=6, num_key_value_heads=2)(x, x, use_causal_mask=True)
    x = entry + x
    gate = layers.Dense(24, activation="silu", use_bias=False)(layers.RMSNormalization()(x))
    up = layers.Dense(24, use_bias=False)(x)
    return keras.Model(entry, x + layers.Dense(12, use_bias=False)(gate * up))


def policies():
    entry = keras.Input((4,), dtype="float16")
    x = layers.Dense(8, dtype=keras.DTypePolicy("mixed_bfloat16"), activation="gelu")(entry)
    return keras.Model(entry, layers.Dense(1, dtype="float64")(x))
