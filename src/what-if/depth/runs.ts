import type { Layer, LayerId } from '../../model/graph.ts';
import type { Operation } from '../../model/operation.ts';
import { type Shape, sizes } from '../../model/shape.ts';
import type { PlanView } from '../plan-view.ts';
import { hasKernel, isNormalization, type Left, outputSide } from '../structure.ts';
import { isResidual, type Step, stretches } from './steps.ts';

/** Steps that are repeated together. */
export interface Run {
  readonly layers: readonly Layer[];
  readonly entry: LayerId;
  readonly exit: Layer;
  /** Whether what leaves has the shape of what enters, so that copies can follow as they are. */
  readonly keepsShape: boolean;
}

/** What can be repeated in a model: hidden layers with a kernel and residual blocks, each with what follows up to the next. */
export function runsOf(view: PlanView): { runs: Run[]; left: Left[] } {
  const leaving = outputSide(view.graph, hasKernel);
  const left: Left[] = [];
  const runs = stretches(view).flatMap((steps) => together(unitsOf(view, steps, leaving, left)));
  return { runs, left };
}

interface Unit extends Run {
  /** What it is without what follows. */
  readonly core: Pick<Run, 'layers' | 'exit'>;
  /** Nothing stands between it and the unit before. */
  readonly follows: boolean;
}

function unitsOf(view: PlanView, steps: readonly Step[], leaving: ReadonlySet<LayerId>, left: Left[]): Unit[] {
  const units: Unit[] = [];
  let follows = false;
  for (let at = 0; at < steps.length; ) {
    const taken = unitAt(steps, at, leaving);
    const unit = taken === null ? null : unitOf(view, taken, follows);
    if (taken === null || unit === null) follows = false;
    else {
      const why = whyNot(view, unit, taken);
      if (why === null) units.push(unit);
      else left.push({ layer: unit.exit.id, why });
      follows = why === null;
    }
    at += taken?.length ?? 1;
  }
  return units;
}

/** Steps that belong together from `at` on; null if nothing to repeat starts there. */
function unitAt(steps: readonly Step[], at: number, leaving: ReadonlySet<LayerId>): Step[] | null {
  const first = steps[at];
  if (first === undefined || !isRepeatable(first, leaving)) return null;
  const taken = [first];
  // A depthwise convolution is half of a layer: the one that mixes its channels is the other.
  let isHalf = first.exit.operation.kind === 'depthwiseConvolution';
  for (let step = steps[at + 1]; step !== undefined; step = steps[at + taken.length]) {
    const completes = isHalf && isRepeatable(step, leaving) && !isResidual(step);
    if (!completes && !follows(step, leaving)) break;
    taken.push(step);
    if (completes) isHalf = false;
  }
  return endsInTime(taken) ? taken : [first];
}

/** Only the last of several recurrent layers may end the sequence: what follows it stays behind all of them. */
function endsInTime([first]: readonly Step[]): boolean {
  return first === undefined || !endsSequence(first.exit);
}

export function endsSequence({ operation, parts }: Layer): boolean {
  if (operation.kind === 'recurrent' || operation.kind === 'rnn') return !operation.returnSequences;
  return operation.kind === 'bidirectional' && parts[0] !== undefined && endsSequence(parts[0]);
}

function isRepeatable(step: Step, leaving: ReadonlySet<LayerId>): boolean {
  if (leaving.has(step.exit.id)) return false;
  if (step.layers.length > 1) return isResidual(step) && step.layers.some(hasKernel);
  return REPEATED.has(step.exit.operation.kind) && hasKernel(step.exit);
}

const REPEATED: ReadonlySet<Operation['kind']> = new Set([
  'dense',
  'convolution',
  'depthwiseConvolution',
  'separableConvolution',
  'transposedConvolution',
  'recurrent',
  'rnn',
  'bidirectional',
  'timeDistributed',
  'multiHeadAttention',
]);

/** Whether the layer goes with the one before it. */
function follows({ layers, exit }: Step, leaving: ReadonlySet<LayerId>): boolean {
  if (layers.length > 1 || leaving.has(exit.id)) return false;
  return FOLLOWERS.has(exit.operation.kind) || isNormalization(exit);
}

const FOLLOWERS: ReadonlySet<Operation['kind']> = new Set([
  'activation',
  'dropout',
  'gaussianDropout',
  'gaussianNoise',
  'alphaDropout',
]);

function unitOf(view: PlanView, steps: readonly Step[], follows: boolean): Unit | null {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return null;
  const keepsShape = sameShape(view.layer(first.entry)?.outputShape ?? null, last.exit.outputShape);
  const layers = steps.flatMap((step) => step.layers);
  return { layers, entry: first.entry, exit: last.exit, keepsShape, follows, core: first };
}

function whyNot(view: PlanView, unit: Unit, [first]: readonly Step[]): string | null {
  const { layers } = unit;
  if (first !== undefined && isResidual(first) && !unit.keepsShape) {
    return 'The block changes the shape: it stands once.';
  }
  const ids = new Set(layers.map(({ id }) => id));
  const isShared = view.graph.layers.some(
    ({ id, sharesWeightsOf }) => sharesWeightsOf !== null && (ids.has(id) || ids.has(sharesWeightsOf)),
  );
  if (isShared) return 'The layer is used in several places: it stands once in each.';
  if (layers.some(({ id }) => view.planned(id) === null)) return 'It is not written as a layer of its own.';
  return null;
}

/** Units behind one another that leave the shape as it is are repeated as one: a b a b, not a a b b. */
function together(units: readonly Unit[]): Run[] {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const joins = before?.keepsShape === true && unit.keepsShape && unit.follows && before.exit.id === unit.entry;
    if (joins) group?.push(unit);
    else groups.push([unit]);
  }
  return groups.flatMap(runOf);
}

function runOf(units: readonly Unit[]): Run[] {
  const [first, last] = [units[0], units.at(-1)];
  if (first === undefined || last === undefined) return [];
  // A normalisation that only the last of several blocks has behind it ends them all: it stands once.
  const endsAll = units.length > 1 && units.slice(0, -1).every((unit) => unit.exit === unit.core.exit);
  const end = endsAll && last.core.layers.length > 1 ? last.core : last;
  const layers = [...units.slice(0, -1).flatMap((unit) => unit.layers), ...end.layers];
  return [{ layers, entry: first.entry, exit: end.exit, keepsShape: first.keepsShape }];
}

export function sameShape(a: Shape | null, b: Shape | null): boolean {
  return a !== null && b !== null && JSON.stringify(sizes(a)) === JSON.stringify(sizes(b));
}
