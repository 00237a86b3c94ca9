import type { Operation } from '../../../model/operation.ts';
import { product, type Shape } from '../../../model/shape.ts';
import type { LayerPart } from '../../dialect.ts';
import type { LayerBody, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../opaque.ts';
import { whyNoLayer } from './inner-layer.ts';

type Merge = Extract<Operation, { kind: 'bidirectional' }>['merge'];

/** How the frameworks write it; no merging is written as null. */
const MERGES: Readonly<Record<string, Merge>> = {
  concat: 'concatenate',
  sum: 'sum',
  mul: 'multiply',
  ave: 'average',
};

/**
 * A recurrent layer and its copy that starts at the other end. Both are read from one written layer, unless there is a
 * `backwardLayer`; each draws weights of its own.
 */
export function bidirectional(layer: LayerReader): LayerBody {
  const value = layer.options.value('layer');
  const merge = readMerge(layer);
  const forward = value === null ? null : layer.part('forward', value, layer.inputs);
  const backward = readBackward(layer);
  if (forward === null || backward === null) {
    const why = whyNoLayer(forward === null ? value : layer.options.value('backwardLayer'));
    return opaqueBody(layer, `The layer inside cannot be read: ${why} The signal is taken to pass unchanged.`);
  }
  const parts = [forward, backward];
  const { outputShape, inputShape } = forward.traits;
  const output = mergedShape(outputShape, merge);
  const stranger = parts.find(({ traits }) => !isRecurrent(traits.operation));
  if (stranger !== undefined) {
    const reason = `\`${stranger.traits.className}\` inside is no recurrent layer that can be read: the signal is taken to pass unchanged.`;
    return { ...opaqueBody(layer, reason, output), parts, inputShape };
  }
  return { ...layer.body({ kind: 'bidirectional', merge }, output), parts, inputShape };
}

function isRecurrent({ kind }: Operation): boolean {
  return kind === 'recurrent' || kind === 'rnn';
}

function readMerge({ options }: LayerReader): Merge {
  if (options.isNull('mergeMode')) return 'none';
  const written = options.value('mergeMode');
  if (written === null) return 'concatenate';
  const merge = written.kind === 'string' && Object.hasOwn(MERGES, written.value) ? MERGES[written.value] : undefined;
  if (merge === undefined) options.noteUnread(written, 'mergeMode', "is taken to be 'concat'");
  return merge ?? 'concatenate';
}

function readBackward(layer: LayerReader): LayerPart | null {
  const own = layer.framework.quirks.takesBackwardLayer ? layer.options.value('backwardLayer') : null;
  if (own !== null) return layer.part('backward', own, layer.inputs);
  const value = layer.options.value('layer');
  const copy = value === null ? null : layer.part('backward', value, layer.inputs);
  return copy === null ? null : { ...copy, traits: { ...copy.traits, operation: turned(copy.traits.operation) } };
}

function turned(operation: Operation): Operation {
  if (operation.kind !== 'recurrent' && operation.kind !== 'rnn') return operation;
  return { ...operation, goBackwards: !operation.goBackwards };
}

/** Of the first output: without merging there is one for each direction. */
function mergedShape(shape: Shape | null, merge: Merge): Shape | null {
  if (shape === null || merge !== 'concatenate') return shape;
  return shape.map((dimension, i) => (i === shape.length - 1 ? product([2, dimension]) : dimension));
}
