import { type Activation, LINEAR } from '../../../../src/model/activation.ts';
import { type Layer, layerById, type ModelGraph } from '../../../../src/model/graph.ts';
import { sizes } from '../../../../src/model/shape.ts';

/** What an output is compared with, and how. */
export type LossChoice =
  /** One class of the last dimension's; `isLog` where the output is the logarithm of the probabilities. */
  | { readonly kind: 'categorical'; readonly isLog: boolean }
  /** Yes or no for each element. */
  | { readonly kind: 'binary' }
  /** Mean squared error; targets go through the output's own activation, so that it can reach them. */
  | { readonly kind: 'squared'; readonly activation: Activation };

export interface OutputTask {
  readonly loss: LossChoice;
  /** Of one example. */
  readonly shape: readonly number[];
}

/** The loss that suits an output: cross-entropy behind softmax and sigmoid, else the mean squared error. */
export function outputTask(graph: ModelGraph, output: Layer): OutputTask {
  const shape = sizes(output.outputShape ?? []);
  const { activation, isMoved } = lastActivation(graph, output);
  return { loss: lossFor(activation, isMoved), shape };
}

function lossFor(activation: Activation, isMoved: boolean): LossChoice {
  switch (activation.name) {
    case 'softmax':
    case 'logSoftmax':
      // Behind a reshaping, the classes are not in the last dimension any more.
      return isMoved
        ? { kind: 'squared', activation: { name: 'sigmoid' } }
        : { kind: 'categorical', isLog: activation.name === 'logSoftmax' };
    case 'sigmoid':
    case 'hardSigmoid':
      return { kind: 'binary' };
    default:
      return { kind: 'squared', activation };
  }
}

const MOVES: ReadonlySet<string> = new Set(['reshape', 'flatten', 'permute', 'repeatVector']);
const PASSES: ReadonlySet<string> = new Set(['dropout', 'masking', 'cropping', 'gaussianDropout']);

/** The nonlinearity that an output has met last; whether its elements stand elsewhere since then. */
function lastActivation(graph: ModelGraph, output: Layer): { activation: Activation; isMoved: boolean } {
  let isMoved = false;
  let layer: Layer | undefined = output;
  while (layer !== undefined) {
    const { kind } = layer.operation;
    if (!MOVES.has(kind) && !PASSES.has(kind)) return { activation: ownActivation(layer), isMoved };
    isMoved ||= MOVES.has(kind);
    layer = layerById(graph, layer.inputs[0] ?? '');
  }
  return { activation: LINEAR, isMoved };
}

function ownActivation({ operation, activation, parts }: Layer): Activation {
  if ('cell' in operation) return operation.cell.activation;
  const [part] = parts.slice(-1);
  return part === undefined ? (activation.own ?? LINEAR) : ownActivation(part);
}
