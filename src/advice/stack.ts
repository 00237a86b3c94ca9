import type { Layer, LayerId } from '../model/graph.ts';
import { Notes } from '../model/notes.ts';
import { type Passage, type Passed, pass, passageOf } from './passage.ts';
import type { Place } from './proper-initializer.ts';
import { restartsScale } from './scale-flow.ts';
import { hasScale } from './scale-matters.ts';
import { structureOf } from './structure.ts';

/** A hidden layer with the way that the signal takes to it since the last normalisation. */
export interface Arrival extends Passage, Passed {
  /** Layers with kernels on the way, this one included. */
  readonly depth: number;
  readonly previous: Arrival | null;
}

/** The way of the gradient from the end of the stack to a layer's output. */
export interface Return {
  /** Layers with kernels on the way. */
  readonly depth: number;
  /** E[gradient^2] that is left on arrival, of 1. */
  readonly kept: number;
  /** The first of them in the order of the signal, and the way to that one. */
  readonly through: { readonly layer: Arrival; readonly further: Return } | null;
}

export interface Stacks {
  readonly arrivals: readonly Arrival[];
  back(arrival: Arrival): Return;
}

/** Each stack's layers, from the one that the signal meets first, along the shortest way. */
export function layersInARow({ arrivals, back }: Stacks): Arrival[][] {
  return arrivals.flatMap((first) => {
    if (first.previous !== null) return [];
    const row = [first];
    for (let way = back(first).through; way !== null; way = way.further.through) row.push(way.layer);
    return [row];
  });
}

const NOTHING_BETWEEN: Return = { depth: 0, kept: 1, through: null };

type Model = Pick<Place, 'graph' | 'dialect' | 'settings'>;

/**
 * Mean-field theory along the hidden layers alone, with proper initialisers where others are faulty: a signal of second
 * moment 1 enters each stack, a gradient of 1 its end. Pooling, dropout and the width of layers are left out, which change
 * the figures of a whole model although nothing is wrong. Where ways meet the shortest counts: what the others lose it still
 * brings.
 */
export function stacksOf(model: Model): Stacks {
  return known.of(model, findStacks);
}

/** Several rules ask about one model. */
const known = new Notes<Model, Stacks>();

function findStacks(model: Model): Stacks {
  const { layers } = model.graph;
  const { inputs, consumers, isHidden, isNormalised } = structureOf(model.graph);
  const arrivals = new Map<LayerId, Arrival>();
  const leaving = new Map<LayerId, Arrival | null>();
  for (const layer of layers) {
    const previous = shortest(inputs(layer).map(({ id }) => leaving.get(id) ?? null));
    const counts = hasScale(layer) && isHidden(layer) && !isNormalised(layer);
    const arrival = counts && !isBarrier(layer) ? arrive(model, layer, previous) : null;
    if (arrival !== null) arrivals.set(layer.id, arrival);
    leaving.set(layer.id, isBarrier(layer) ? null : counts ? arrival : previous);
  }
  const returns = new Map<LayerId, Return>();
  for (const layer of [...layers].reverse()) {
    const ways = consumers(layer).map((consumer) => {
      const further = returns.get(consumer.id) ?? NOTHING_BETWEEN;
      const arrival = arrivals.get(consumer.id);
      if (arrival !== undefined) return returnThrough(arrival, further);
      return isBarrier(consumer) || hasScale(consumer) ? NOTHING_BETWEEN : further;
    });
    returns.set(layer.id, quickest(ways));
  }
  return { arrivals: [...arrivals.values()], back: ({ layer }) => returns.get(layer.id) ?? NOTHING_BETWEEN };
}

function arrive(model: Model, layer: Layer, previous: Arrival | null): Arrival | null {
  const passage = passageOf(model, layer);
  const passed = passage === null ? null : pass(passage, previous?.secondMoment ?? 1);
  return passage === null || passed === null
    ? null
    : { ...passage, ...passed, depth: (previous?.depth ?? 0) + 1, previous };
}

function returnThrough(layer: Arrival, further: Return): Return {
  return { depth: further.depth + 1, kept: further.kept * layer.chi, through: { layer, further } };
}

/** Null, the start of a way, is shortest. */
function shortest(ways: readonly (Arrival | null)[]): Arrival | null {
  return ways.reduce((a, b) => ((b?.depth ?? 0) < (a?.depth ?? 0) ? b : a), ways[0] ?? null);
}

function quickest(ways: readonly Return[]): Return {
  return ways.reduce((a, b) => (b.depth < a.depth ? b : a), ways[0] ?? NOTHING_BETWEEN);
}

const UNFOLLOWED: readonly Layer['operation']['kind'][] = [
  'embedding',
  'attention',
  'multiHeadAttention',
  'dot',
  'opaque',
];

/** Whether what leaves the layer has a size of its own, or one that is not known. */
function isBarrier(layer: Layer): boolean {
  const { operation } = layer;
  const isGate = operation.kind === 'merge' && operation.how === 'multiply';
  return restartsScale(layer) || isGate || UNFOLLOWED.includes(operation.kind);
}
