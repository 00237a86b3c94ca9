"""Models as Keras 1 had them; imported where Keras 1.2.2 is `keras`."""

from keras import layers
from keras.models import Model, Sequential


def _stack(*members):
    model = Sequential()
    for member in members:
        model.add(member)
    return model


def images():
    return _stack(
        layers.Convolution2D(8, 3, 3, border_mode="same", init="he_normal", activation="relu", input_shape=(12, 12, 3)),
        layers.BatchNormalization(),
        layers.MaxPooling2D((2, 2), border_mode="same"),
        layers.AtrousConvolution2D(6, 3, 3, atrous_rate=(2, 2), border_mode="same", bias=False),
        layers.SeparableConvolution2D(6, 3, 3, depth_multiplier=2, subsample=(2, 2)),
        layers.SpatialDropout2D(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax", init="lecun_uniform"),
    )


def channels_first():
    return _stack(
        layers.ZeroPadding2D((1, 2), dim_ordering="th", input_shape=(3, 10, 10)),
        layers.Convolution2D(4, 5, 3, subsample=(2, 1), dim_ordering="th", activation="tanh"),
        layers.AveragePooling2D((2, 2), strides=(1, 1), dim_ordering="th"),
        layers.UpSampling2D((2, 3), dim_ordering="th"),
        layers.Cropping2D(((1, 1), (2, 0)), dim_ordering="th"),
        layers.GlobalAveragePooling2D(dim_ordering="th"),
        layers.Dense(2, W_regularizer="l2"),
    )


def upwards():
    return _stack(
        layers.Dense(4 * 4 * 3, input_dim=7, init="glorot_normal"),
        layers.Reshape((4, 4, 3)),
        layers.Deconvolution2D(5, 3, 3, output_shape=(None, 9, 9, 5), subsample=(2, 2), border_mode="valid"),
        layers.LeakyReLU(0.2),
        layers.LocallyConnected2D(2, 3, 3, activation="sigmoid"),
    )


def volumes():
    return _stack(
        layers.Convolution3D(4, 3, 2, 2, subsample=(1, 2, 1), activation="relu", input_shape=(6, 7, 8, 2)),
        layers.MaxPooling3D((2, 1, 2)),
        layers.ZeroPadding3D((1, 1, 2)),
        layers.UpSampling3D((1, 2, 1)),
        layers.Cropping3D(((1, 1), (0, 1), (2, 0))),
        layers.Flatten(),
        layers.Dense(1),
    )


def sequences():
    return _stack(
        layers.Embedding(40, 8, input_length=12, dropout=0.1),
        layers.Convolution1D(6, 3, border_mode="same", subsample_length=1, activation="relu"),
        layers.MaxPooling1D(pool_length=2, stride=2),
        layers.LSTM(5, return_sequences=True, inner_activation="sigmoid", forget_bias_init="zero"),
        layers.GRU(4, return_sequences=True, go_backwards=True, dropout_W=0.1, dropout_U=0.2),
        layers.TimeDistributed(layers.Dense(6, activation="relu")),
        layers.Masking(0.5),
        layers.Bidirectional(layers.LSTM(3, return_sequences=True)),
        layers.SimpleRNN(4, init="he_uniform", inner_init="identity"),
        layers.RepeatVector(3),
        layers.Permute((2, 1)),
        layers.Lambda(eval(compile("lambda x: x * 2", "model.py", "eval")), output_shape=(4, 3)),
        layers.GlobalMaxPooling1D(),
        layers.Dense(2, activation="softmax"),
    )


def odds_and_ends():
    return _stack(
        layers.TimeDistributedDense(4, input_shape=(6, 5)),
        layers.Flatten(),
        layers.GaussianNoise(0.1),
        layers.MaxoutDense(8, nb_feature=3),
        layers.Highway(activation="relu"),
        layers.PReLU(),
        layers.Dense(6),
        layers.ELU(0.5),
        layers.GaussianDropout(0.1),
        layers.Dense(4, activation="hard_sigmoid"),
        layers.ThresholdedReLU(0.3),
        layers.ActivityRegularization(l1=0.1),
        layers.Dense(1, bias=False),
        layers.Activation("linear"),
    )


def merging():
    left, right = layers.Input((6,)), layers.Input((6,))
    merged = [layers.merge([left, right], mode=mode) for mode in ("sum", "mul", "ave", "max", "concat")]
    joined = layers.merge(merged, mode="concat", concat_axis=1)
    similar = layers.merge([left, right], mode="dot", dot_axes=1)
    return Model(input=[left, right], output=[layers.Dense(2)(joined), similar])


def shared():
    left, right = layers.Input((6,)), layers.Input((6,))
    tower = _stack(layers.Dense(5, activation="relu", input_dim=6), layers.Dense(4))
    again = layers.Dense(4, name="again")
    joined = layers.merge([again(tower(left)), again(tower(right))], mode="concat")
    return Model(input=[left, right], output=layers.Dense(1, activation="sigmoid")(joined))
