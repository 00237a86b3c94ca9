import type { Layer, LayerId } from '../model/graph.ts';
import { elementCount, type Shape, sizes } from '../model/shape.ts';
import type { PlanView } from './plan-view.ts';

export interface Misfit {
  readonly layer: LayerId;
  readonly why: string;
  /** Whether the layer's own width may be what does not fit, and not only what enters it. */
  readonly isOwn: boolean;
}

/** Layers that could take what entered them as written, and cannot take what enters them in the changed model. */
export function misfits(written: PlanView, changed: PlanView): Misfit[] {
  return changed.graph.layers.flatMap((layer): Misfit[] => {
    const before = written.layer(layer.id);
    if (before === null) return [];
    const why = misfit(changed, layer, before, written);
    return why === null || misfit(written, before, before, written) !== null
      ? []
      : [{ layer: layer.id, why, isOwn: layer.sharesWeightsOf === null }];
  });
}

/** A sentence on what cannot be; null where all is well. */
function misfit(view: PlanView, layer: Layer, before: Layer, written: PlanView): string | null {
  const shapes = entering(view, layer);
  const first = view.layer(layer.sharesWeightsOf ?? '');
  if (first !== null && !sameWeights(layer, first)) {
    return `${first.name} is used in several places, which have to hand it equally many features.`;
  }
  const { operation, name, outputShape } = layer;
  switch (operation.kind) {
    case 'add':
    case 'merge':
      return allBroadcast(shapes) && !meetsUnsettled(view, layer, before, written)
        ? null
        : `What enters ${name} has to be equally wide.`;
    case 'concatenate':
      return allButAxis(shapes, operation.axis) ? null : `What enters ${name} differs in more than the axis it joins.`;
    case 'reshape':
      return elements(shapes[0]) === elements(outputShape) ? null : `${name} gives the shape in numbers of the file.`;
    case 'dot':
      return shapes[0]?.[operation.axes[0]] === shapes[1]?.[operation.axes[1]]
        ? null
        : `What enters ${name} has to be equally wide.`;
    case 'attention':
      return sameLast(shapes) ? null : `What enters ${name} has to be equally wide.`;
    case 'convolution': {
      const channels = operation.window.channels === 'first' ? shapes[0]?.[0] : shapes[0]?.at(-1);
      const isDivided = (channels ?? 0) % operation.groups === 0 && operation.filters % operation.groups === 0;
      return isDivided ? null : `The features that enter ${name} have to be divided among its groups.`;
    }
    case 'groupNormalization':
      return (shapes[0]?.[operation.axis] ?? 0) % operation.groups === 0
        ? null
        : `The features that enter ${name} have to be divided among its groups.`;
    case 'recurrent': {
      const states = shapes.slice(1);
      const units = operation.cell.kind === 'convLstm' ? null : operation.cell.units;
      return units === null || states.every((state) => state.at(-1) === units)
        ? null
        : `The states that enter ${name} have to be as wide as it is.`;
    }
    case 'opaque':
      return isPassed(before, written) || sameShapes(shapes, before, written)
        ? null
        : `What ${name} makes of another shape is not known.`;
    default:
      return null;
  }
}

/** Shapes of what enters, those that are known. */
function entering(view: PlanView, { inputs }: Layer): number[][] {
  return inputs.flatMap((id) => {
    const shape = view.layer(id)?.outputShape ?? null;
    return shape === null ? [] : [sizes(shape)];
  });
}

function sameWeights(layer: Layer, first: Layer): boolean {
  const shapesOf = ({ weights, parts }: Layer): unknown => [
    weights.map(({ shape }) => sizes(shape)),
    parts.map(shapesOf),
  ];
  return JSON.stringify(shapesOf(layer)) === JSON.stringify(shapesOf(first));
}

/** Sizes of 1 are repeated, and missing ones in front count as 1. */
function allBroadcast(shapes: readonly (readonly number[])[]): boolean {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, fromEnd) => fromEnd + 1).every((fromEnd) => {
    const found = new Set(shapes.flatMap((shape) => shape.at(-fromEnd) ?? []).filter((size) => size !== 1));
    return found.size <= 1;
  });
}

function allButAxis([first = [], ...others]: readonly (readonly number[])[], axis: number): boolean {
  return others.every(
    (shape) => shape.length === first.length && shape.every((size, i) => i === axis || size === first[i]),
  );
}

function sameLast([first, ...others]: readonly (readonly number[])[]): boolean {
  return others.every((shape) => shape.at(-1) === first?.at(-1));
}

function elements(shape: Shape | null | undefined): number | null {
  return shape === null || shape === undefined ? null : elementCount(shape);
}

/**
 * Whether what did not fit above leaves one input open while another has changed: what is above will be as written, so that
 * they will not fit here either. A chain of sums is settled at once this way, and not one by one.
 */
function meetsUnsettled(view: PlanView, layer: Layer, before: Layer, written: PlanView): boolean {
  const isOpen = (id: LayerId) => view.layer(id)?.outputShape === null && written.layer(id)?.outputShape !== null;
  const hasChanged = (id: LayerId) => {
    const [now, then] = [view.layer(id)?.outputShape ?? null, written.layer(id)?.outputShape ?? null];
    return now !== null && JSON.stringify(now) !== JSON.stringify(then);
  };
  return before.inputs.length === layer.inputs.length && layer.inputs.some(isOpen) && layer.inputs.some(hasChanged);
}

/** Whether the output is known to have the input's shape, whatever that is. */
function isPassed(layer: Layer, view: PlanView): boolean {
  const input = view.layer(layer.inputs[0] ?? '')?.outputShape ?? null;
  return layer.outputShape === null || JSON.stringify(layer.outputShape) === JSON.stringify(input);
}

function sameShapes(shapes: readonly (readonly number[])[], before: Layer, written: PlanView): boolean {
  return JSON.stringify(shapes) === JSON.stringify(entering(written, before));
}
