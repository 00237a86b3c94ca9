import { allLayers, type Layer, type LayerId, type ModelGraph } from '../../model/graph.ts';
import { Notes } from '../../model/notes.ts';
import type { LayerStatistics } from '../../model/statistics.ts';
import { rememberedPrediction } from '../remembered-prediction.ts';
import { structureOf } from '../structure.ts';
import { PREDICTED_LAYERS } from '../thresholds.ts';

/**
 * Second moments at a layer as the model stands, by mean-field theory: a signal of second moment 1 enters the model, a
 * gradient of second moment 1 its outputs.
 */
export interface Passing {
  /** E[a²] of what enters the layer, and of what leaves its activation. */
  readonly signal: { readonly arrives: number; readonly leaves: number };
  /** E[g²] at the layer's output, and at that of the layer before it; null where that feeds other layers too. */
  readonly gradient: { readonly arrives: number; readonly leaves: number | null };
}

/** Of a part, what the layer that it stands in does. */
export function passingThrough(graph: ModelGraph, layer: Layer): Passing | null {
  if (graph.kind === 'loose' || graph.layers.length > PREDICTED_LAYERS) return null;
  const whole = graph.layers.find((one) => allLayers({ layers: [one] }).some(({ id }) => id === layer.id));
  const [input] = whole === undefined ? [] : structureOf(graph).inputs(whole);
  if (whole === undefined || input === undefined) return null;
  const statistics = statisticsOf(graph);
  const [before, here] = [statistics.get(input.id), statistics.get(whole.id)];
  if (before === undefined || here === undefined) return null;
  const isOnlyWay = structureOf(graph).consumers(input).length === 1;
  return {
    signal: { arrives: before.forward.secondMoment, leaves: here.forward.secondMoment },
    gradient: { arrives: here.backward.secondMoment, leaves: isOnlyWay ? before.backward.secondMoment : null },
  };
}

type Statistics = ReadonlyMap<LayerId, LayerStatistics>;

/** Graphs never change, and every weight of one is asked about. */
const known = new Notes<ModelGraph, Statistics>();

function statisticsOf(graph: ModelGraph): Statistics {
  return known.of(graph, () => new Map(rememberedPrediction(graph).map((one) => [one.id, one])));
}
