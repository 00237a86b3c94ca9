import { type Activation, LINEAR } from './activation.ts';
import type { LayerId } from './graph.ts';
import type { Operation } from './operation.ts';

/** What `effectiveActivations` needs to know of a layer. */
export interface ActivationNode {
  readonly id: LayerId;
  readonly operation: Operation;
  readonly inputs: readonly LayerId[];
  readonly ownActivation: Activation | null;
  readonly hasWeights: boolean;
}

/**
 * The nonlinearity that each weight layer's output meets first: its own `activation` unless that is linear, else the one
 * of the following activation layer, looking through normalisation, dropout, pooling, reshaping, padding and merging.
 * Where consumers differ the first that is not linear counts.
 * @returns null for layers without kernels; `linear` where another weight layer or the graph's end comes first.
 */
export function effectiveActivations(nodes: readonly ActivationNode[]): Map<LayerId, Activation | null> {
  const consumers = new Map<LayerId, ActivationNode[]>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      const known = consumers.get(input);
      if (known === undefined) consumers.set(input, [node]);
      else known.push(node);
    }
  }
  const met = new Map<LayerId, Activation>();
  // Consumers come later in topological order, so walking backwards meets each node after all that follow it.
  for (const node of [...nodes].reverse()) {
    met.set(node.id, meets(node, consumers.get(node.id) ?? [], met));
  }
  return new Map(nodes.map((node) => [node.id, node.hasWeights ? (met.get(node.id) ?? LINEAR) : null]));
}

/** What a signal that leaves the node's operation meets: the node's own activation, or what its consumers let through. */
function meets(
  node: ActivationNode,
  consumers: readonly ActivationNode[],
  met: ReadonlyMap<LayerId, Activation>,
): Activation {
  const own = outputActivation(node);
  if (own !== null && own.name !== 'linear') return own;
  for (const consumer of consumers) {
    if (!isTransparent(consumer.operation)) continue;
    const activation = met.get(consumer.id) ?? LINEAR;
    if (activation.name !== 'linear') return activation;
  }
  return LINEAR;
}

/** A recurrent layer's output leaves through its cell's activation. */
export function outputActivation({
  operation,
  ownActivation: own,
}: Pick<ActivationNode, 'operation' | 'ownActivation'>): Activation | null {
  return operation.kind === 'recurrent' || operation.kind === 'recurrentCell' ? operation.cell.activation : own;
}

/** Layers without a kernel: the signal keeps its units, so the activation behind them still is the weight layer's. */
function isTransparent(operation: Operation): boolean {
  switch (operation.kind) {
    case 'input':
    case 'dense':
    case 'convolution':
    case 'depthwiseConvolution':
    case 'separableConvolution':
    case 'transposedConvolution':
    case 'embedding':
    case 'recurrent':
    case 'recurrentCell':
    case 'rnn':
    case 'bidirectional':
    case 'timeDistributed':
    case 'attention':
    case 'multiHeadAttention':
    case 'einsumDense':
    case 'opaque':
      return false;
    default:
      return true;
  }
}
