"""Writes down models of Keras 1 (models/keras1.py): their JSON, and the shapes and numbers of parameters that Keras 1 tells.

Run:  python record_keras1.py PATH   (tensorflow-cpu 2.15.0; PATH: where the source distribution of Keras 1.2.2 is unpacked)
Writes keras1-models.json.gz. Keras 1 knows TensorFlow's first interface, which TensorFlow 2.15 still has beside its own.
Weights are not recorded: Keras 1 keeps some apart that later versions keep in one (each gate of an LSTM).
"""

import collections
import collections.abc
import gzip
import importlib
import inspect
import json
import os
import pathlib
import sys
import tempfile
import types

import tensorflow.compat.v1 as tf
from tensorflow.python.ops import control_flow_ops

tf.disable_v2_behavior()


def import_keras(path):
    """What Python has renamed or dropped since is given back first."""
    specification = collections.namedtuple("specification", "args varargs keywords defaults")
    inspect.getargspec = lambda function: specification(*inspect.getfullargspec(function)[:4])
    for name in ("Iterable", "Callable", "Mapping"):
        setattr(collections, name, getattr(collections.abc, name))
    for name in [name for name in sys.modules if name.split(".")[0] == "keras"]:
        del sys.modules[name]
    control_flow_ops.while_loop = tf.while_loop
    sys.modules["tensorflow"] = tf
    os.environ["KERAS_BACKEND"] = "tensorflow"
    # It keeps its settings in the home directory.
    os.environ["HOME"] = tempfile.mkdtemp()
    sys.path.insert(0, path)
    return importlib.import_module("keras")


keras = import_keras(sys.argv[1])
makers = importlib.import_module("models.keras1")


def model_facts(model):
    if isinstance(model, keras.models.Sequential):
        model.build()
    graph = getattr(model, "model", model)
    return {
        "name": model.name,
        "parameters": int(model.count_params()),
        "layers": [layer_facts(layer, graph) for layer in model.layers],
        "inputs": [layer.name for layer in graph.input_layers],
        "outputs": [
            [layer.name, nodes_of(layer, graph).index(layer.inbound_nodes[node]), int(tensor)]
            for layer, node, tensor in zip(graph.output_layers, graph.output_layers_node_indices, graph.output_layers_tensor_indices)
        ],
    }


def layer_facts(layer, graph):
    activations = {
        attribute: getattr(layer, attribute).__name__
        for attribute in ("activation", "inner_activation")
        if callable(getattr(layer, attribute, None))
    }
    facts = {
        "name": layer.name,
        "class": type(layer).__name__,
        "parameters": int(layer.count_params()),
        "weights": None,
        "uses": [use(node, graph) for node in nodes_of(layer, graph)],
    }
    if isinstance(layer, keras.engine.training.Model):
        facts["model"] = model_facts(layer)
    if type(layer).__name__ in ("MaxoutDense", "Highway"):
        # Keras 2 has them no more: for it they are somebody's own code.
        facts["own"] = True
    return {**facts, **({"activations": activations} if activations else {})}


def use(node, graph):
    sources = zip(node.inbound_layers, node.node_indices, node.tensor_indices)
    return {
        "inputs": [[layer.name, nodes_of(layer, graph).index(layer.inbound_nodes[i]), int(t)] for layer, i, t in sources],
        "shapes": [[extent if extent is None else int(extent) for extent in shape] for shape in node.output_shapes],
    }


def nodes_of(layer, graph):
    return [node for i, node in enumerate(layer.inbound_nodes) if f"{layer.name}_ib-{i}" in graph.container_nodes]


def recorded(name, make):
    keras.backend.clear_session()
    text = make().to_json()
    # The facts are those of the file: padding, cropping and up-sampling layers do not save the order of dimensions.
    keras.backend.clear_session()
    return {"name": name, "json": text, "facts": model_facts(keras.models.model_from_json(text))}


def public_functions(module):
    own = {name: value for name, value in vars(module).items() if isinstance(value, types.FunctionType)}
    return {name: make for name, make in own.items() if make.__module__ == module.__name__ and not name.startswith("_")}


content = {"version": keras.__version__, "models": [recorded(*pair) for pair in public_functions(makers).items()]}
path = pathlib.Path(__file__).with_name("keras1-models.json.gz")
path.write_bytes(gzip.compress(json.dumps(content, separators=(",", ":")).encode(), compresslevel=9, mtime=0))
