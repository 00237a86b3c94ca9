import type { Layer, LayerId, ModelGraph } from '../../../../src/model/graph.ts';
import { type LayerConfig, type Options, Untrainable } from './json.ts';
import { layerConfigs } from './layer-config.ts';

/** Which call of a layer, by its name in the configuration, an output comes from. */
type Place = readonly [name: string, call: number, output: 0];

interface Entry {
  readonly class_name: string;
  readonly name: string;
  readonly config: Options;
  readonly inbound_nodes: (readonly (readonly [...Place, Options])[])[];
}

/** A model as TensorFlow.js reads it, and under which name each layer of the graph stands there. */
export interface ModelConfig {
  readonly topology: {
    readonly class_name: 'Model';
    readonly config: {
      readonly name: string;
      readonly layers: readonly Entry[];
      readonly input_layers: readonly Place[];
      readonly output_layers: readonly Place[];
    };
  };
  /** Of layers and further uses of them: both have the same name. */
  readonly names: ReadonlyMap<LayerId, string>;
}

/** Why nothing can be trained, in a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

/** The graph as a functional model of TensorFlow.js's layers with the same options, or why there is none. */
export function modelConfig(graph: ModelGraph): ModelConfig | Refusal {
  if (graph.kind === 'loose') {
    return {
      refusal: 'These layers are in no model: nothing says what they are joined to, so nothing can be trained.',
    };
  }
  if (!graph.complete) {
    return {
      refusal: `The model is not known as a whole, so that it cannot be trained. ${graph.incompleteBecause.join(' ')}`,
    };
  }
  const build = new Build(graph);
  for (const layer of graph.layers) {
    try {
      build.add(layer);
    } catch (error) {
      if (!(error instanceof Untrainable)) throw error;
      return { refusal: `The layer ${layer.name} prevents training: it ${error.message}` };
    }
  }
  return build.finished();
}

class Build {
  readonly #graph: ModelGraph;
  readonly #entries = new Map<string, Entry>();
  readonly #names = new Map<LayerId, string>();
  /** Where each layer's output stands, its activation included. */
  readonly #outputs = new Map<LayerId, Place>();
  /** The layers that a graph's layer became, for its further uses. */
  readonly #chains = new Map<LayerId, readonly string[]>();

  constructor(graph: ModelGraph) {
    this.#graph = graph;
  }

  add(layer: Layer): void {
    const isRecurrent = /^(recurrent|rnn|bidirectional)$/.test(layer.operation.kind);
    if (isRecurrent && layer.inputs.length > 1)
      throw new Untrainable('is given its first state, which is not followed here.');
    const shared = layer.sharesWeightsOf === null ? undefined : this.#chains.get(layer.sharesWeightsOf);
    const chain = shared ?? this.#created(layer);
    let from = layer.inputs.map((id) => this.#outputOf(id));
    for (const name of chain) from = [this.#call(name, from)];
    const [output] = from;
    const [name] = chain;
    if (output === undefined || name === undefined) return;
    this.#outputs.set(layer.id, output);
    this.#names.set(layer.id, name);
    this.#chains.set(layer.id, chain);
  }

  finished(): ModelConfig | Refusal {
    const { inputs, outputs, name } = this.#graph;
    if (inputs.length === 0 || outputs.length === 0) {
      return { refusal: 'The model has no input or no output that could be read, so nothing can be trained.' };
    }
    const config = {
      name: name === '' ? 'model' : name,
      layers: [...this.#entries.values()],
      input_layers: inputs.map((id) => this.#outputOf(id)),
      output_layers: outputs.map((id) => this.#outputOf(id)),
    };
    return { topology: { class_name: 'Model', config }, names: this.#names };
  }

  #created(layer: Layer): string[] {
    return layerConfigs(layer, this.#graph.dialect).map(({ class_name, config }: LayerConfig) => {
      // Names of the file could be anything; these are told apart and hold nothing that is rewritten.
      const name = `layer${this.#entries.size}`;
      this.#entries.set(name, { class_name, name, config: { ...config, name }, inbound_nodes: [] });
      return name;
    });
  }

  #call(name: string, from: readonly Place[]): Place {
    const nodes = this.#entries.get(name)?.inbound_nodes ?? [];
    const call = nodes.length;
    if (from.length > 0) nodes.push(from.map((place) => [...place, {}] as const));
    return [name, call, 0];
  }

  #outputOf(id: LayerId): Place {
    const place = this.#outputs.get(id);
    if (place === undefined) throw new Untrainable('takes what no layer before it gives.');
    return place;
  }
}
