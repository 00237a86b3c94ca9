import type { InputDistribution } from '../model/statistics.ts';
import type { Network, NetworkLayer } from './network.ts';
import type { Streams } from './operator.ts';
import { fillInput, fillNormal } from './random/fill.ts';
import { streamFor } from './random/streams.ts';

/** One draw's identity. */
export interface Draw {
  readonly seed: number;
  /** 0 for the first draw of the run. */
  readonly index: number;
  readonly input: InputDistribution;
}

/**
 * Draws weights and input, runs forward and backward.
 * Yields after every slice of work, with the layer when its output or, on the way back, its gradient is complete.
 */
export function* runNetwork(network: Network, draw: Draw): Generator<Completed | null, void> {
  for (const node of network.layers) {
    const streams = streamsOf(node, draw);
    if (node.operator === null) fillInput(node.output.value, draw.input, streams('input', null));
    else {
      for (const _ of node.operator.draw(streams) ?? []) yield null;
      for (const _ of node.operator.forward() ?? []) yield null;
    }
    yield { node, direction: 'forward' };
  }
  yield* goBack(network, (node) => fillNormal(node.output.gradient, 0, 1, streamsOf(node, draw)('cotangent', null)));
}

/**
 * The way back through a network that has gone forward. A layer's gradients stand only until the next one's turn.
 * @param setCotangent sets the loss gradient at an output.
 */
export function* goBack(
  network: Network,
  setCotangent: (node: NetworkLayer) => void,
): Generator<Completed | null, void> {
  const born = gradientsByStep(network);
  for (const [step, node] of [...network.layers].reverse().entries()) {
    for (const other of born.get(step) ?? []) {
      if (other.isOutput) setCotangent(other);
      else other.output.gradient.fill(0);
    }
    for (const _ of node.operator?.backward() ?? []) yield null;
    yield { node, direction: 'backward' };
  }
}

/** Gradients share their places in memory: each is set when its place is its own. */
function gradientsByStep({ layers }: Network): Map<number, NetworkLayer[]> {
  const byStep = new Map<number, NetworkLayer[]>();
  for (const node of layers) {
    const others = byStep.get(node.gradientFrom) ?? [];
    byStep.set(node.gradientFrom, [...others, node]);
  }
  return byStep;
}

export interface Completed {
  readonly node: NetworkLayer;
  readonly direction: 'forward' | 'backward';
}

/** What every use of a layer draws for itself; weights are the same in all of them. */
const OWN_STREAMS: ReadonlySet<string> = new Set(['input', 'noise', 'cotangent']);

/** A weight with a written seed has the same values in every draw, as in the framework; all else is new. */
function streamsOf({ layer }: NetworkLayer, { seed, index }: Draw): Streams {
  return (role, written) => {
    if (written !== null) return streamFor('written seed', written);
    const owner = OWN_STREAMS.has(role.slice(role.lastIndexOf('/') + 1))
      ? layer.id
      : (layer.sharesWeightsOf ?? layer.id);
    return streamFor(seed, index, owner, role);
  };
}
