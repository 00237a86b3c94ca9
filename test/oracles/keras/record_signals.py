"""Writes down how large signals and gradients are in wider nets, over many draws of Keras's own initialisers.

Run once:  python record_signals.py   (keras 3.12.0, jax 0.10.2, KERAS_BACKEND=jax; half an hour)
Writes keras3-signals.json.gz: of every model its JSON and, layer by layer, what is kept of the draws (`sample`) of the
mean squares of its output, of the gradient with respect to it, and of its main kernel's gradient. The input is N(0, 1)
(whole numbers: all equally likely), the loss gradient at the output N(0, 1).
"""

import sys

import jax
import keras
import numpy
from models.signals import SIGNALS
from recording import start_afresh, write

DRAWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
PROBABILITIES = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99]
VOCABULARY = 1000

# Which attribute holds the weight that an initialiser of that name draws.
DRAWN = {
    "kernel_initializer": ["kernel", "_kernel"],
    "recurrent_initializer": ["recurrent_kernel"],
    "embeddings_initializer": ["embeddings", "_embeddings"],
    "depthwise_initializer": ["depthwise_kernel"],
    "pointwise_initializer": ["pointwise_kernel"],
}
MAIN_KERNELS = ["pointwise_kernel", "kernel", "depthwise_kernel", "embeddings"]


def redraw(model, generator):
    """New values for every kernel, from an initialiser of the same configuration with a seed of its own."""
    for layer in model._flatten_layers():
        for option, names in DRAWN.items():
            initializer = getattr(layer, option, None)
            weight = next((getattr(layer, name) for name in names if getattr(layer, name, None) is not None), None)
            if initializer is None or weight is None or not hasattr(weight, "assign"):
                continue
            config = {**initializer.get_config(), "seed": int(generator.integers(2**31 - 1))}
            weight.assign(type(initializer).from_config(config)(weight.shape, weight.dtype))


def main_kernel(layer):
    """Index among the layer's trainable weights; attention's is the query's projection."""
    weights = layer.trainable_weights
    if isinstance(layer, keras.layers.MultiHeadAttention):
        weights = [layer._query_dense.kernel]
    for name in MAIN_KERNELS:
        for weight in weights:
            if weight.name == name or weight.path.endswith("/" + name):
                return weight
    return None


def step_of(model, names):
    """One training step as a function of weights, taps (zeros added to every layer's output), input and cotangent."""
    kernels = {name: main_kernel(model.get_layer(name)) for name in names}
    kernels = {name: weight for name, weight in kernels.items() if weight is not None}

    def run(kernel_values, taps, others, x, cotangent):
        values = [
            *((kernels[name], value) for name, value in kernel_values.items()),
            *zip([v for v in model.variables if not any(v is k for k in kernels.values())], others),
        ]
        squares = {}

        def call(operation, *arguments, **options):
            if operation.name not in taps:
                return operation(*arguments, **options)
            if isinstance(operation, (keras.layers.BatchNormalization,)):
                options["training"] = True
            output = operation(*arguments, **options) + taps[operation.name]
            squares[operation.name] = (output**2).mean()
            return output

        with keras.StatelessScope(state_mapping=values):
            output = model._run_through_graph(x, operation_fn=lambda operation: operation, call_fn=call)
        output = output[0] if isinstance(output, (list, tuple)) else output
        return (output * cotangent).sum(), squares

    gradient = jax.grad(run, argnums=(0, 1), has_aux=True)

    @jax.jit
    def step(kernel_values, taps, others, x, cotangent):
        (of_kernels, of_taps), forward = gradient(kernel_values, taps, others, x, cotangent)
        square = lambda tree: {name: (value**2).mean() for name, value in tree.items()}
        return forward, square(of_taps), square(of_kernels)

    return step, kernels


def draws_of(model, batch, generator):
    names = [layer.name for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    step, kernels = step_of(model, names)
    shapes = {name: (batch, *model.get_layer(name).output.shape[1:]) for name in names}
    taps = {name: numpy.zeros(shape, "float32") for name, shape in shapes.items()}
    entering = (batch, *model.inputs[0].shape[1:])
    found = {name: ([], [], []) for name in names}
    for _ in range(DRAWS):
        redraw(model, generator)
        integer = "int" in str(model.inputs[0].dtype)
        x = generator.integers(VOCABULARY, size=entering) if integer else generator.standard_normal(entering, "float32")
        cotangent = generator.standard_normal((batch, *model.outputs[0].shape[1:]), "float32")
        kernel_values = {name: weight.value for name, weight in kernels.items()}
        others = [v.value for v in model.variables if not any(v is k for k in kernels.values())]
        for i, result in enumerate(step(kernel_values, taps, others, x, cotangent)):
            for name, value in result.items():
                found[name][i].append(float(value))
    return found


def sample(values):
    """As bench/accuracy/sample.ts keeps it."""
    if not values:
        return None
    of = numpy.array(values, "float64")
    logs = numpy.log(of) if (of > 0).all() else None
    return {
        "mean": rounded(of.mean()),
        "standardError": rounded(of.std(ddof=1) / len(of) ** 0.5),
        "logMean": None if logs is None else rounded(logs.mean()),
        "logDeviation": None if logs is None else rounded(logs.std(ddof=1)),
        "quantiles": [rounded(value) for value in numpy.quantile(of, PROBABILITIES)],
    }


def rounded(value):
    return float(f"{value:.5g}")


models = []
for number, (name, batch, build) in enumerate(SIGNALS):
    start_afresh()
    model = build()
    found = draws_of(model, batch, numpy.random.default_rng(number))
    layers = [
        {"name": layer, "forward": sample(f), "backward": sample(b), "weightGradient": sample(w)}
        for layer, (f, b, w) in found.items()
    ]
    models.append({"name": name, "batch": batch, "draws": DRAWS, "json": model.to_json(), "layers": layers})
    print(f"{name}: {layers[-1]['forward']['mean']:.4g} forward, {layers[0]['backward']['mean']:.4g} backward", flush=True)
write("signals", {"models": models})
