import type { InputDistribution } from '../model/statistics.ts';
import type { Network, NetworkLayer } from './network.ts';
import type { Streams, Work } from './operator.ts';
import { fillInput, fillNormalInSlices } from './random/fill.ts';
import { streamFor } from './random/streams.ts';
import { fillInSlices } from './slices.ts';

/** One draw's identity. */
export interface Draw {
  readonly seed: number;
  /** 0 for the first draw of the run. */
  readonly index: number;
  readonly input: InputDistribution;
  /** Root of the input's second moment; 1 if left out. */
  readonly scale?: number;
}

/**
 * Draws weights and input, runs forward and backward.
 * Yields after every slice of work, with the layer when its output or, on the way back, its gradient is complete.
 */
export function* runNetwork(network: Network, draw: Draw): Generator<Completed | undefined, void> {
  for (const node of network.layers) {
    const streams = streamsOf(node, draw);
    if (node.operator === null) {
      yield* fillInput(node.output.value, draw.input, streams('input', null), draw.scale);
    } else {
      yield* node.operator.draw(streams) ?? [];
      yield* node.operator.forward() ?? [];
    }
    yield { node, direction: 'forward' };
  }
  yield* goBack(network, (node) =>
    fillNormalInSlices(node.output.gradient, 0, 1, streamsOf(node, draw)('cotangent', null)),
  );
}

/**
 * The way back through a network that has gone forward. A layer's gradients stand only until the next one's turn.
 * @param setCotangent sets the loss gradient at an output.
 */
export function* goBack(
  network: Network,
  setCotangent: (node: NetworkLayer) => Work,
): Generator<Completed | undefined, void> {
  const born = gradientsByStep(network);
  for (const [step, node] of [...network.layers].reverse().entries()) {
    for (const other of born.get(step) ?? []) {
      yield* other.isOutput ? setCotangent(other) : fillInSlices(other.output.gradient, 0);
    }
    yield* node.operator?.backward() ?? [];
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
