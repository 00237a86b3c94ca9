import type { ActivationName } from '../model/activation.ts';
import type { ModelGraph } from '../model/graph.ts';
import type { WhatIf } from '../model/what-if.ts';
import { activationNamed } from './activation-named.ts';
import { swapActivations } from './activations.ts';
import { deepen } from './depth/deepen.ts';
import { normalized, type Renormalized, withoutNormalizations } from './normalization.ts';
import { PlanView } from './plan-view.ts';
import type { Left } from './structure.ts';
import { widen } from './widths.ts';

/** A model as it would be. */
export interface ChangedGraph {
  readonly graph: ModelGraph;
  /** What differs from the file, in words. */
  readonly differences: readonly string[];
  /** What was asked for and stays as the file has it. */
  readonly left: readonly Left[];
}

/**
 * The graph that the framework would make of the file with these changes in it: shapes, fans and default initialisers
 * are those of the changed model. Layers keep their ids; those that come anew have ids made of the ids of the layers
 * that they stand behind.
 * @returns null for a graph that no frontend made.
 */
export function changedGraph(written: ModelGraph, whatIf: WhatIf): ChangedGraph | null {
  const view = PlanView.of(written);
  if (view === null) return null;
  const changes = new Changes(view);
  if (whatIf.normalization !== 'asWritten') changes.normalize(whatIf.normalization);
  if (whatIf.activation !== null) changes.swap(whatIf.activation);
  if (whatIf.depth !== 1) changes.deepen(whatIf.depth);
  if (whatIf.width !== 1) changes.widen(whatIf.width);
  return changes.made();
}

class Changes {
  #view: PlanView;
  readonly #differences: string[] = [];
  readonly #left: Left[] = [];

  constructor(view: PlanView) {
    this.#view = view;
  }

  made(): ChangedGraph {
    return { graph: this.#view.graph, differences: this.#differences, left: this.#left };
  }

  normalize(kind: 'batch' | 'layer' | 'none'): void {
    const done: Renormalized = kind === 'none' ? withoutNormalizations(this.#view) : normalized(this.#view, kind);
    const none = kind === 'none' ? NOTHING_TO_REMOVE : NOTHING_TO_NORMALIZE[kind];
    this.#take(done, done.count > 0, kind === 'none' ? 'no normalisation' : `${kind} normalisation`, none);
  }

  swap(name: ActivationName): void {
    const { dialect, surface } = this.#view;
    const activation = activationNamed(dialect, surface, name);
    if (activation === null) {
      this.#left.push({ layer: null, why: `${dialect.label} has no name for the activation ${name}.` });
      return;
    }
    const done = swapActivations(this.#view, activation);
    const said = `${new Intl.ListFormat('en').format(done.replaced)} → ${activation.name}`;
    this.#take(done, done.layers.length > 0, said, `No hidden layer has another nonlinearity than ${activation.name}.`);
  }

  deepen(times: number): void {
    const done = deepen(this.#view, times);
    this.#take(
      done,
      done.count > 0,
      `depth ×${times}`,
      'There is no hidden layer that could stand several times in a row.',
    );
  }

  widen(factor: number): void {
    const done = widen(this.#view, factor);
    this.#take(
      done,
      done.layers.length > 0,
      `width ×${factor < 1 ? `1/${1 / factor}` : factor}`,
      'There is no hidden layer whose width could be changed.',
    );
  }

  #take(done: { view: PlanView; left: readonly Left[] }, hasChanged: boolean, said: string, otherwise: string): void {
    this.#view = done.view;
    this.#left.push(...done.left);
    if (hasChanged) this.#differences.push(said);
    else if (done.left.length === 0) this.#left.push({ layer: null, why: otherwise });
  }
}

const NOTHING_TO_REMOVE = 'The model has no normalisation.';
const NOTHING_TO_NORMALIZE = {
  batch: 'Every hidden layer is followed by batch normalisation already, or there is none.',
  layer: 'Every hidden layer is followed by layer normalisation already, or there is none.',
} as const;
