import type { Layer, LayerId, ModelGraph } from '../model/graph.ts';
import { lossLayers } from '../model/loss.ts';
import { sizes } from '../model/shape.ts';
import type { InputDistribution, LayerStatistics } from '../model/statistics.ts';
import { averagedSpread, bandOf, logNormalBand } from './band.ts';
import { responseSlope } from './finite-width/response.ts';
import { sizeLaw } from './finite-width/size-law.ts';
import { layerStep } from './layer-step.ts';
import { addGradients } from './merge-step.ts';
import { deadShare, saturatedShare } from './shares.ts';
import {
  addSpreads,
  type Gradient,
  inputSignal,
  NO_SPREAD,
  outputGradient,
  type Signal,
  scaleSpread,
} from './signal.ts';
import type { Step } from './step.ts';

export interface PredictionOptions {
  readonly input: InputDistribution;
  /** Root of the input's second moment; 1 if absent. */
  readonly scale?: number;
  /** Examples over which weight gradients are summed and batch statistics taken; 32 if absent. */
  readonly batch?: number;
  /** False where the means of infinitely wide layers will do: median, low and high and the shares are then of no use. */
  readonly band?: boolean;
}

export const DEFAULT_BATCH = 32;

/**
 * Mean-field prediction for every layer, in the graph's order.
 * The input has second moment 1 unless it is scaled, the loss gradient at the outputs has 1.
 */
export function predict(graph: ModelGraph, options: PredictionOptions): LayerStatistics[] {
  const batch = options.batch ?? DEFAULT_BATCH;
  const steps = forward(graph, options, batch);
  const gradients = backward(graph, steps);
  return graph.layers.map((layer) => {
    const step = steps.get(layer.id);
    if (step === undefined) throw new RangeError(`Layer ${layer.id} was not computed.`);
    return statistics(layer, step, gradients.get(layer.id) ?? null, batch, options.band ?? true);
  });
}

function forward(
  graph: ModelGraph,
  { input, scale = 1, band = true }: PredictionOptions,
  batch: number,
): Map<LayerId, Step> {
  const steps = new Map<LayerId, Step>();
  const shapes = new Map(graph.layers.map((layer) => [layer.id, knownShape(layer)]));
  for (const layer of graph.layers) {
    const entering = layer.inputs.flatMap((id) => steps.get(id)?.output ?? []);
    const [first, second] = layer.inputs;
    const context = {
      layer,
      inputShape: first === undefined ? null : (shapes.get(first) ?? null),
      secondShape: second === undefined ? null : (shapes.get(second) ?? null),
      outputShape: shapes.get(layer.id) ?? null,
      batch,
      withBand: band,
    };
    const signals = entering.length > 0 ? entering : [entrySignal(layer, input, scale)];
    steps.set(layer.id, layerStep(signals, context, graph.dialect));
  }
  return steps;
}

/** Null where the file does not tell; sizes that cannot be, as of windows larger than their image, count as 1. */
function knownShape({ outputShape }: Layer): number[] | null {
  return outputShape === null ? null : sizes(outputShape).map((size) => Math.max(1, size));
}

/** The input's signal, or one as wide as the kernel expects where a layer stands without input. */
function entrySignal(layer: Layer, input: InputDistribution, scale: number): Signal {
  const shape = layer.operation.kind === 'input' ? (knownShape(layer) ?? []) : [];
  const kernel = layer.weights.find((weight) => weight.role === 'kernel' || weight.role === 'depthwise');
  const kernelInputs = kernel === undefined ? undefined : sizes(kernel.shape).at(-2);
  const units = shape.at(-1) ?? kernelInputs ?? 1;
  return inputSignal(
    input,
    shape.slice(0, -1).reduce((a, b) => a * b, 1),
    units,
    scale,
  );
}

/** Gradients with respect to every layer's output; layers that lead to no output have none. */
function backward(graph: ModelGraph, steps: ReadonlyMap<LayerId, Step>): Map<LayerId, Gradient> {
  const gradients = new Map<LayerId, Gradient>();
  const receive = (id: LayerId, gradient: Gradient) => {
    const known = gradients.get(id);
    gradients.set(id, known === undefined ? gradient : addGradients(known, gradient));
  };
  for (const id of lossLayers(graph)) {
    const output = steps.get(id)?.output;
    if (output !== undefined) receive(id, outputGradient(output.positions, output.units));
  }
  for (const layer of [...graph.layers].reverse()) {
    const gradient = gradients.get(layer.id);
    const step = steps.get(layer.id);
    if (gradient === undefined || step === undefined) continue;
    const passed = step.backward(gradient);
    layer.inputs.forEach((input, i) => {
      const share = passed[i];
      if (share !== undefined) receive(input, share);
    });
  }
  return gradients;
}

function statistics(
  layer: Layer,
  step: Step,
  gradient: Gradient | null,
  batch: number,
  withShares: boolean,
): LayerStatistics {
  const { output } = step;
  const { mean, secondMoment } = output;
  const count = batch * output.positions;
  const strays = averagedSpread(output.spread, output.sampling, count);
  const backwardMoment = gradient?.secondMoment ?? 0;
  const slope = responseSlope(gradient?.response ?? null, sizeLaw(output));
  const gradientStrays = addSpreads(gradient?.spread ?? NO_SPREAD, scaleSpread(output.spread, slope ** 2));
  const backwardSpread = gradient === null ? 0 : averagedSpread(gradientStrays, gradient.sampling, count);
  const { weightGradient } = step;
  return {
    id: layer.id,
    method: layer.operation.kind === 'opaque' ? 'passThrough' : 'meanField',
    approximation: step.approximations.length > 0 ? step.approximations.join(' ') : null,
    forward: {
      mean,
      secondMoment,
      variance: Math.max(0, secondMoment - mean ** 2),
      ...bandOf(secondMoment, strays, output.sizes),
      standardError: 0,
      deadFraction: withShares ? deadShare(output, batch) : 0,
      saturatedFraction: withShares ? saturatedShare(output) : 0,
      cosine: secondMoment > 0 ? Math.min(1, Math.max(-1, output.pairs.example / secondMoment)) : null,
      histogram: null,
      magnitudes: null,
    },
    backward: {
      secondMoment: backwardMoment,
      ...logNormalBand(backwardMoment, backwardSpread),
      standardError: 0,
      magnitudes: null,
    },
    weightGradient:
      weightGradient === undefined ? null : { secondMoment: gradient === null ? 0 : weightGradient(gradient) },
    nonFinite: 0,
  };
}
