"""Models as stacks of layers."""

import keras
from keras import layers


def with_input_layer():
    return keras.Sequential([layers.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(1)], name="with_input")


def with_batch_size():
    return keras.Sequential([layers.Input((6, 3), batch_size=32), layers.LSTM(8, stateful=True), layers.Dense(1)])


def built_by_shape():
    model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dropout(0.5), layers.Dense(1)])
    model.build((None, 4))
    return model


def wrappers():
    return keras.Sequential(
        [
            layers.Input((6, 5)),
            layers.Bidirectional(layers.LSTM(8, return_sequences=True)),
            layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode="sum"),
            layers.Bidirectional(layers.SimpleRNN(4, return_sequences=True), merge_mode="mul"),
            layers.Bidirectional(
                layers.LSTM(3, return_sequences=True),
                backward_layer=layers.GRU(3, return_sequences=True, go_backwards=True),
                merge_mode="ave",
            ),
            layers.TimeDistributed(layers.Dense(7, activation="relu", kernel_initializer="he_normal")),
            layers.TimeDistributed(layers.Dropout(0.1)),
            layers.RNN([layers.LSTMCell(6), layers.GRUCell(5, reset_after=False)], return_sequences=True),
            layers.RNN(layers.StackedRNNCells([layers.SimpleRNNCell(6), layers.LSTMCell(4)])),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def video():
    return keras.Sequential(
        [
            layers.Input((5, 12, 12, 3)),
            layers.TimeDistributed(layers.Conv2D(8, 3, padding="same", activation="relu")),
            layers.TimeDistributed(layers.MaxPooling2D()),
            layers.TimeDistributed(keras.Sequential([layers.Flatten(), layers.Dense(10, activation="tanh")])),
            layers.Bidirectional(layers.LSTM(6)),
            layers.Dense(2, activation="softmax"),
        ]
    )


def conv_lstm():
    return keras.Sequential(
        [
            layers.Input((5, 10, 10, 1)),
            layers.ConvLSTM2D(4, 3, padding="same", return_sequences=True),
            layers.BatchNormalization(),
            layers.ConvLSTM2D(4, 3, padding="same"),
            layers.Conv2D(1, 3, activation="sigmoid", padding="same"),
        ]
    )


def text():
    return keras.Sequential(
        [
            layers.Input((10,), dtype="int32"),
            layers.Embedding(50, 16, mask_zero=True),
            layers.SpatialDropout1D(0.2),
            layers.LSTM(8, return_sequences=True, dropout=0.1, recurrent_dropout=0.1),
            layers.GlobalAveragePooling1D(),
            layers.Dense(3, activation="softmax"),
        ]
    )


def variable_length():
    return keras.Sequential(
        [layers.Input((None,)), layers.Embedding(50, 16), layers.Conv1D(8, 5, padding="same"), layers.GRU(4), layers.Dense(1)]
    )


def generator():
    return keras.Sequential(
        [
            layers.Input((16,)),
            layers.Dense(7 * 7 * 8, use_bias=False),
            layers.BatchNormalization(),
            layers.LeakyReLU(),
            layers.Reshape((7, 7, 8)),
            layers.UpSampling2D(),
            layers.Conv2DTranspose(4, 5, strides=2, padding="same", use_bias=False),
            layers.Activation("relu"),
            layers.Cropping2D(2),
            layers.ZeroPadding2D(1),
            layers.Conv2D(1, 3, activation="tanh", kernel_initializer=keras.initializers.RandomNormal(stddev=0.02)),
        ]
    )


def nested_stacks():
    inner = keras.Sequential([layers.Dense(8, activation="relu"), layers.BatchNormalization()], name="block")
    return keras.Sequential([layers.Input((4,)), layers.Dense(6), inner, layers.Dense(1)])


def functional_within():
    entry = keras.Input((8,))
    x = layers.Dense(8, activation="relu")(entry)
    block = keras.Model(entry, layers.add([entry, x]), name="block")
    return keras.Sequential([layers.Input((4,)), layers.Dense(8), block, layers.Dense(1)])


def frozen_and_regularized():
    model = keras.Sequential(
        [
            layers.Input((4,)),
            layers.Dense(8, activation="relu", trainable=False, kernel_regularizer="l2"),
            layers.Dense(8, activation=keras.activations.tanh, kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2)),
            layers.Dense(8, activation=layers.LeakyReLU(), kernel_constraint=keras.constraints.MaxNorm(2)),
            layers.Dense(1, kernel_initializer=keras.initializers.Orthogonal(gain=0.5, seed=3)),
        ]
    )
    model.compile("adam", "mse")
    return model
