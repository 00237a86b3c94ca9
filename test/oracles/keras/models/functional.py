"""Models as graphs of layers: shared, nested, with several inputs and outputs."""

import keras
from keras import layers


def residual():
    entry = keras.Input((8, 8, 4))
    x = layers.Conv2D(4, 3, padding="same", kernel_initializer="he_normal", use_bias=False)(entry)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.Conv2D(4, 3, padding="same")(x)
    x = layers.Add()([entry, x])
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(entry, layers.Dense(3, activation="softmax")(x))


def merging():
    left, right = keras.Input((4, 5), name="left"), keras.Input((4, 5), name="right")
    merged = [
        kind()([left, right])
        for kind in (layers.Add, layers.Subtract, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum)
    ]
    joined = layers.Concatenate(axis=1)(merged)
    similar = layers.Dot(axes=2, normalize=True)([left, right])
    return keras.Model([left, right], [layers.Flatten()(joined), layers.Dense(1, name="head")(similar)])


def siamese():
    left, right = keras.Input((6,)), keras.Input((6,))
    shared = layers.Dense(5, activation="relu", name="shared")
    normal = layers.LayerNormalization(name="normal")
    joined = layers.concatenate([normal(shared(left)), normal(shared(right))])
    return keras.Model([left, right], layers.Dense(1, activation="sigmoid")(joined))


def used_on_itself():
    entry = keras.Input((5,))
    layer = layers.Dense(5, activation="tanh", name="again")
    return keras.Model(entry, layers.Dense(1)(layer(layer(layer(entry)))))


def siamese_of_stacks():
    tower = keras.Sequential([layers.Input((6,)), layers.Dense(5, activation="relu"), layers.Dense(4)], name="tower")
    left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
    return keras.Model([left, right], layers.Dot(axes=1)([tower(left), tower(right)]))


def siamese_of_graphs():
    entry = keras.Input((6,))
    x = layers.Dense(6, activation="relu")(entry)
    tower = keras.Model(entry, layers.Dense(4)(layers.Add()([entry, x])), name="tower")
    left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
    return keras.Model([left, right], layers.Subtract()([tower(left), tower(right)]))


def stack_within():
    entry = keras.Input((6,))
    stack = keras.Sequential([layers.Dense(5, activation="relu"), layers.Dropout(0.1), layers.Dense(4)], name="stack")
    return keras.Model(entry, layers.Dense(1)(stack(entry)))


def deeply_nested():
    innermost = keras.Sequential([layers.Input((4,)), layers.Dense(4, activation="relu"), layers.Dense(4)], name="inner")
    entry = keras.Input((4,))
    middle = keras.Model(entry, layers.add([entry, innermost(entry)]), name="middle")
    outer_entry = keras.Input((4,))
    return keras.Model(outer_entry, layers.Dense(2)(middle(middle(outer_entry))), name="outer")


def nested_with_ports():
    first, second = keras.Input((4,), name="first"), keras.Input((3,), name="second")
    both = layers.concatenate([first, second])
    inner = keras.Model([first, second], [layers.Dense(5, name="a")(both), layers.Dense(6, name="b")(both)], name="inner")
    left, right = keras.Input((3,), name="left"), keras.Input((4,), name="right")
    one, two = inner([right, left])
    return keras.Model([left, right], [layers.Dense(2, name="c")(two), layers.Dense(1, name="d")(one)])


def named_ports():
    entries = {"age": keras.Input((1,), name="age"), "words": keras.Input((7,), name="words")}
    joined = layers.concatenate([entries["age"], entries["words"]])
    return keras.Model(entries, {"score": layers.Dense(1, name="score")(joined), "kind": layers.Dense(3, name="kind")(joined)})


def output_within():
    entry = keras.Input((4,))
    hidden = layers.Dense(8, activation="relu", name="hidden")(entry)
    return keras.Model(entry, [hidden, layers.Dense(1)(hidden)])


def part_of_larger():
    """The layers' first nodes belong to another model: uses are numbered anew."""
    first, second = layers.Dense(4, activation="relu", name="first"), layers.Dense(2, name="second")
    other = keras.Input((3,))
    keras.Model(other, second(first(other)))
    entry = keras.Input((3,))
    return keras.Model(entry, second(first(entry)))


def encoder_decoder():
    source, target = keras.Input((None, 8)), keras.Input((None, 6))
    _, h, c = layers.LSTM(16, return_state=True, name="encoder")(source)
    sequence, _, _ = layers.LSTM(16, return_sequences=True, return_state=True, name="decoder")(target, initial_state=[h, c])
    return keras.Model([source, target], layers.Dense(6, activation="softmax")(sequence))


def attention_decoder():
    source, target = keras.Input((7,)), keras.Input((5,))
    encoded, h = layers.GRU(8, return_sequences=True, return_state=True)(layers.Embedding(20, 6)(source))
    decoded = layers.GRU(8, return_sequences=True)(layers.Embedding(30, 6)(target), initial_state=h)
    context = layers.Attention()([decoded, encoded])
    additive = layers.AdditiveAttention()([decoded, encoded, encoded])
    joined = layers.Concatenate()([context, additive, decoded])
    return keras.Model([source, target], layers.TimeDistributed(layers.Dense(30, activation="softmax"))(joined))


def transformer():
    entry = keras.Input((9, 12))
    x = layers.LayerNormalization(epsilon=1e-6)(entry)
    x = layers.MultiHeadAttention(num_heads=3, key_dim=4, dropout=0.1)(x, x)
    x = layers.Dropout(0.1)(x)
    residual_ = layers.Add()([x, entry])
    x = layers.LayerNormalization(epsilon=1e-6)(residual_)
    x = layers.Conv1D(24, 1, activation="relu")(x)
    x = layers.Conv1D(12, 1)(x)
    x = layers.Add()([x, residual_])
    x = layers.GlobalAveragePooling1D(data_format="channels_last")(x)
    return keras.Model(entry, layers.Dense(2, activation="softmax")(x))


def cross_attention_with_scores():
    query, memory = keras.Input((4, 6)), keras.Input((5, 8))
    attended, scores = layers.MultiHeadAttention(num_heads=2, key_dim=3)(
        query, memory, key=memory, return_attention_scores=True
    )
    return keras.Model([query, memory], [layers.Dense(2)(attended), layers.Flatten()(scores)])


def unet():
    entry = keras.Input((16, 16, 3))
    down = layers.Conv2D(8, 3, padding="same", activation="relu")(entry)
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D()(down))
    x = layers.Conv2DTranspose(8, 2, strides=2, padding="same")(x)
    x = layers.concatenate([down, x])
    return keras.Model(entry, layers.Conv2D(1, 1, activation="sigmoid")(x))


def squeeze_and_excite():
    entry = keras.Input((8, 8, 12))
    x = layers.Reshape((1, 1, 12))(layers.GlobalAveragePooling2D()(entry))
    x = layers.Conv2D(3, 1, activation="relu")(x)
    x = layers.Conv2D(12, 1, activation="sigmoid")(x)
    return keras.Model(entry, layers.Multiply()([entry, x]))


def recommender():
    user, item = keras.Input((1,), name="user"), keras.Input((1,), name="item")
    vectors = [layers.Flatten()(layers.Embedding(size, 8)(entry)) for size, entry in ((50, user), (90, item))]
    return keras.Model([user, item], layers.Dense(1)(layers.Dot(axes=1)(vectors)))


def masked_states():
    entry = keras.Input((6, 5))
    x = layers.Masking(mask_value=-1.0)(entry)
    x, *states = layers.Bidirectional(layers.LSTM(4, return_sequences=True, return_state=True))(x)
    joined = layers.Concatenate()([states[0], states[2]])
    return keras.Model(entry, [layers.Dense(1)(x), layers.Dense(2)(joined)])


def list_of_directions():
    entry = keras.Input((6, 5))
    forward, backward = layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode=None)(entry)
    return keras.Model(entry, layers.Dense(1)(layers.Add()([forward, backward])))
