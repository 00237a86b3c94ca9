import type { ModelGraph } from '../../model/graph.ts';
import type { Span } from '../../model/text.ts';
import { ancestors } from './application.ts';
import type { LayerValue, TensorValue } from './framework-values.ts';

/** Layers applied one to another in a function or method, without a model around them. */
export interface Fragment {
  readonly name: string;
  readonly kind: ModelGraph['kind'];
  readonly span: Span;
  /** Each after what enters it. */
  readonly tensors: TensorValue[];
}

/**
 * What the file applies and puts into no model: a helper's block, the `call` of a class. Single layers are none: there
 * is nothing to tell about where they stand.
 * @param applied what applications gave, in the order of evaluation.
 * @param used layers that models take up.
 */
export function fragmentsOf(applied: readonly TensorValue[], used: ReadonlySet<LayerValue>): Fragment[] {
  const left = applied.filter(({ layer }) => layer !== null && !used.has(layer));
  const fragments: Fragment[] = [];
  for (const tensors of components(left)) {
    const layers = tensors.filter(({ layer }) => layer !== null);
    const last = layers.at(-1);
    if (layers.length < 2 || last === undefined) continue;
    const calls = layers.map(({ layer }) => layer?.call.start ?? 0);
    const ends = layers.map(({ layer }) => layer?.call.end ?? 0);
    const { class: owner, function: maker } = last.madeIn;
    fragments.push({
      name: owner ?? maker ?? 'layers',
      kind: owner === null ? 'functional' : 'class',
      span: { start: Math.min(...calls), end: Math.max(...ends) },
      tensors,
    });
  }
  return fragments;
}

/** Tensors that depend on one another, with all that they depend on: a union-find over the edges. */
function components(tensors: readonly TensorValue[]): TensorValue[][] {
  const order = ancestors(tensors, new Set());
  const parents = new Map<TensorValue, TensorValue>();
  const rootOf = (tensor: TensorValue): TensorValue => {
    let root = tensor;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    if (root !== tensor) parents.set(tensor, root);
    return root;
  };
  for (const tensor of order) {
    for (const input of tensor.inputs) {
      const [one, other] = [rootOf(input), rootOf(tensor)];
      if (one !== other) parents.set(other, one);
    }
  }
  const groups = new Map<TensorValue, TensorValue[]>();
  for (const tensor of order) {
    const root = rootOf(tensor);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [tensor]);
    else group.push(tensor);
  }
  return [...groups.values()];
}
