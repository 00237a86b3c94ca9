"""Operations of TensorFlow on Keras 2's tensors: each becomes a layer."""

import keras
import tensorflow as tf
from keras import layers


def arithmetic():
    entry, other = keras.Input((4, 6)), keras.Input((4, 6))
    x = layers.Dense(6, activation="relu")(entry)
    x = x * 2 + other - 1.0
    x = other / 3.0 + (1 - x) ** 2 - (-x)
    return keras.Model([entry, other], layers.Dense(1)(x))


def slices():
    entry = keras.Input((6, 5))
    x = layers.LSTM(4, return_sequences=True)(entry)
    joined = layers.concatenate([x[:, -1], x[:, 0, :], x[:, 1:, 2]])
    return keras.Model(entry, layers.Dense(1)(joined))


def reshaping():
    entry = keras.Input((4, 6))
    x = tf.reshape(layers.Dense(6)(entry), (-1, 24))
    y = tf.transpose(entry, perm=[0, 2, 1])
    y = tf.squeeze(tf.expand_dims(y, axis=1), axis=[1])
    x = tf.concat([x, tf.reduce_mean(y, axis=1)], axis=-1)
    x = tf.stack([x, x], axis=1)
    x = tf.reduce_sum(x, axis=-1, keepdims=True)
    return keras.Model(entry, layers.Dense(2)(layers.Flatten()(x)))


def activations():
    entry = keras.Input((4,))
    x = tf.nn.relu(layers.Dense(8)(entry))
    x = tf.nn.leaky_relu(layers.Dense(8)(x), alpha=0.1)
    x = tf.nn.gelu(layers.Dense(8)(x))
    x = tf.math.tanh(layers.Dense(8)(x))
    return keras.Model(entry, tf.nn.softmax(layers.Dense(3)(x)))


def products():
    query, key = keras.Input((4, 6)), keras.Input((5, 6))
    scores = tf.matmul(layers.Dense(6)(query), layers.Dense(6)(key), transpose_b=True) / tf.sqrt(6.0)
    return keras.Model([query, key], tf.matmul(tf.nn.softmax(scores), key))


def of_the_backend():
    entry = keras.Input((4, 6))
    x = keras.backend.sum(layers.Dense(3)(entry), axis=1)
    x = keras.backend.l2_normalize(x, axis=-1)
    return keras.Model(entry, keras.backend.exp(-x))


def split_and_shape():
    entry = keras.Input((6, 4))
    first, second = tf.split(layers.Dense(8)(entry), 2, axis=-1)
    x = first * tf.sigmoid(second)
    x = tf.reshape(x, (tf.shape(x)[0], 24))
    return keras.Model(entry, layers.Dense(1)(tf.cast(x, "float32")))


def comparing():
    entry = keras.Input((6, 4))
    x = tf.math.maximum(layers.Dense(4)(entry), 0.0)
    x = tf.where(x > 0.5, x, tf.zeros_like(x))
    x = tf.clip_by_value(x, 0.0, 1.0)
    return keras.Model(entry, tf.math.reduce_max(x, axis=[1, 2]))
