"""What Keras says of a model that it built: every layer's uses, shapes, weights, initialisers and activations.

Works in Keras 2.15 and 3.12. A fact that is empty is left out.
"""

import inspect

import keras
import numpy as np

KERAS_3 = keras.__version__.startswith("3")


def model_facts(model):
    return {
        "name": model.name,
        "parameters": model.count_params(),
        **without_empty(
            trainable=sum(size(weight.shape) for weight in model.trainable_weights),
            layers=[layer_facts(layer, uses) for layer, uses in layers_with_uses(model)],
            inputs=[history(tensor)[0].name for tensor in flat(model.inputs)],
            outputs=[source(tensor, model) for tensor in flat(model.outputs)],
        ),
    }


def layer_facts(layer, uses=()):
    """Facts of a layer, or of an operation of Keras 3 that is none; `parts` are the layers it is made of."""
    is_layer = isinstance(layer, keras.layers.Layer) and layer.built
    nested = is_model(layer)
    return {
        "name": layer.name,
        "class": type(layer).__name__,
        "parameters": layer.count_params() if is_layer else 0,
        **without_empty(
            trainable=sum(size(weight.shape) for weight in layer.trainable_weights) if is_layer else 0,
            uses=list(uses),
            weights=[weight_facts(layer, weight) for weight in own_weights(layer)] if is_layer else [],
            activations=activations(layer),
            own=not type(layer).__module__.startswith("keras."),
            model=model_facts(layer) if nested else None,
            parts=[layer_facts(part) for part in parts(layer)] if is_layer and not nested else [],
        ),
    }


def weight_facts(layer, weight):
    name = weight.name.split("/")[-1].split(":")[0]
    initializer = initializer_of(layer, name)
    told = {"initializer": initializer} if initializer else without_empty(values=one_value(weight))
    return {"name": name, "shape": list(weight.shape), **told}


def initializer_of(layer, name):
    """The object that the layer keeps, if it keeps one."""
    for stem in (name, name.removesuffix("_kernel"), "depthwise"):
        found = getattr(layer, f"{stem}_initializer", None)
        if isinstance(found, keras.initializers.Initializer):
            config = {key: value for key, value in sorted(found.get_config().items()) if value is not None}
            return [type(found).__name__, config]
    return None


def one_value(weight):
    """The initialiser that the values tell, if they are all one number."""
    values = np.unique(np.asarray(weight))
    if len(values) != 1 or (values[0] not in (0, 1) and size(weight.shape) == 1):
        return None
    value = float(f"{values[0]:.6g}")
    return {0: ["Zeros", {}], 1: ["Ones", {}]}.get(value, ["Constant", {"value": value}])


def activations(layer):
    found = {}
    for attribute in ("activation", "recurrent_activation"):
        value = getattr(layer, attribute, None)
        if callable(value):
            found[attribute] = getattr(value, "__name__", None) or type(value).__name__
    return found


def is_model(layer):
    return isinstance(layer, (keras.Sequential, keras.Model)) and hasattr(network(layer), "_nodes_by_depth")


def network(model):
    """The graph of a sequential model of Keras 3 is a model of its own."""
    return getattr(model, "_functional", None) or model


def layers_with_uses(model):
    """Every layer in Keras's order with its uses: the inputs, each [layer, use, tensor], and the shapes of the outputs."""
    listed = list(listed_layers(model))
    for layer in listed:
        yield layer, [use(node, model, listed) for node in nodes_of(layer, network(model))]


def listed_layers(model):
    """As the file lists them: a sequential one's with its entry, but without what Keras 3 does to hand on masks."""
    if not isinstance(model, keras.Sequential):
        return model.operations if KERAS_3 else model.layers
    tracked = model._layers if KERAS_3 else model._self_tracked_trackables
    return [layer for layer in tracked if isinstance(layer, keras.layers.Layer)]


def use(node, model, listed):
    tensors = input_tensors(node)
    if isinstance(model, keras.Sequential):
        tensors = [tensor for tensor in tensors if history(tensor)[0] in listed or is_entry(tensor, model)]
    return without_empty(
        inputs=[source(tensor, model) for tensor in tensors],
        shapes=output_shapes(node),
    )


def source(tensor, model):
    layer, node, number = history(tensor)
    return [layer.name, nodes_of(layer, network(model)).index(layer._inbound_nodes[node]), number]


def is_entry(tensor, model):
    return history(tensor)[0].name in [history(entry)[0].name for entry in model.inputs]


def nodes_of(layer, graph):
    """The nodes of a layer that belong to this model: another model may use the same layer."""
    if KERAS_3:
        from keras.src.ops.function import make_node_key

        return [node for i, node in enumerate(layer._inbound_nodes) if make_node_key(layer, i) in graph._nodes]
    return [node for i, node in enumerate(layer._inbound_nodes) if f"{layer.name}_ib-{i}" in graph._network_nodes]


def history(tensor):
    if KERAS_3:
        return tensor._keras_history
    found = tensor._keras_history
    return found.layer, found.node_index, found.tensor_index


def input_tensors(node):
    """Symbolic ones, wherever they stand among the arguments of the call; none for a graph's entry."""
    if node.is_input:
        return []
    if KERAS_3:
        return node.input_tensors
    # Loaded from a file, most arguments are named and in no order; that of the call's parameters is its own.
    parameters = [name for name in inspect.signature(node.layer.call).parameters if name in node.call_kwargs]
    named = parameters + [name for name in node.call_kwargs if name not in parameters]
    given = flat([node.call_args, [node.call_kwargs[name] for name in named]])
    return [value for value in given if hasattr(value, "_keras_history")]


def output_shapes(node):
    shapes = [list(tensor.shape) for tensor in flat(node.output_tensors if KERAS_3 else node.outputs)]
    layer = node.operation if KERAS_3 else node.layer
    if isinstance(layer, keras.layers.EinsumDense):
        # Keras leaves open what the option `output_shape` does, but the equation tells it.
        (entering,) = input_tensors(node)
        if None not in entering.shape[1:]:
            return [[None, *layer(np.zeros((1, *entering.shape[1:]), dtype="float32")).shape[1:]]]
    return shapes


def own_weights(layer):
    """Those that none of its parts has: a wrapper may keep its layer's kernel at hand."""
    if KERAS_3:
        listed = layer._trainable_variables + layer._non_trainable_variables
    else:
        listed = layer._trainable_weights + layer._non_trainable_weights
    elsewhere = {id(weight) for part in parts(layer) for weight in part.weights}
    return [weight for weight in listed if id(weight) not in elsewhere]


def parts(layer):
    if KERAS_3:
        return layer._layers
    return list(layer._flatten_layers(recursive=False, include_self=False))


def size(shape):
    product = 1
    for dimension in shape:
        product *= dimension
    return product


def flat(structure):
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flat(structure[key])]
    if isinstance(structure, (list, tuple)):
        return [leaf for part in structure for leaf in flat(part)]
    return [structure]


def without_empty(**facts):
    return {key: value for key, value in facts.items() if value not in (None, 0, [], {})}
