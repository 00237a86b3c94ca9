"""What Keras says of a model that it built: every layer's uses, shapes, weights, initialisers and activations.

Works in Keras 2.15 and 3.12. A fact that is empty is left out.
"""

import keras

KERAS_3 = keras.__version__.startswith("3")


def model_facts(model):
    return {
        "name": model.name,
        "parameters": model.count_params(),
        **without_empty(
            trainable=sum(size(weight.shape) for weight in model.trainable_weights),
            layers=[layer_facts(layer, uses) for layer, uses in layers_with_uses(model)],
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
            model=model_facts(layer) if nested else None,
            parts=[layer_facts(part) for part in parts(layer)] if is_layer and not nested else [],
        ),
    }


def weight_facts(layer, weight):
    name = weight.name.split("/")[-1].split(":")[0]
    return {"name": name, "shape": list(weight.shape), **without_empty(initializer=initializer_of(layer, name))}


def initializer_of(layer, name):
    for attribute in (f"{name}_initializer", f"{name.removesuffix('_kernel')}_initializer"):
        found = getattr(layer, attribute, None)
        if isinstance(found, keras.initializers.Initializer):
            config = {key: value for key, value in found.get_config().items() if value is not None}
            return [type(found).__name__, config]
    return None


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
    graph = network(model)
    for layer in listed_layers(graph):
        yield layer, [use(node, graph) for node in nodes_of(layer, graph)]


def listed_layers(graph):
    """As the file lists them: `layers` of a sequential model of Keras 2 leaves the entry out."""
    if KERAS_3:
        return graph.operations
    tracked = graph._self_tracked_trackables if isinstance(graph, keras.Sequential) else graph.layers
    return [layer for layer in tracked if isinstance(layer, keras.layers.Layer)]


def use(node, graph):
    return without_empty(
        inputs=[source(tensor, graph) for tensor in input_tensors(node)],
        shapes=[list(tensor.shape) for tensor in flat(output_tensors(node))],
    )


def source(tensor, model):
    layer, node, number = history(tensor)
    return [layer.name, nodes_of(layer, network(model)).index(layer._inbound_nodes[node]), number]


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
    return [] if node.is_input else node.input_tensors if KERAS_3 else node.keras_inputs


def output_tensors(node):
    return node.output_tensors if KERAS_3 else node.outputs


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
