import type { LayerDeclaration } from '../../dialects/declaration.ts';
import type { PlannedLayer } from '../../frontends/graph-plan.ts';
import type { Layer, LayerId } from '../../model/graph.ts';
import { boolean, changeInside, findOption, number, setOption, text, withOption, withoutOption } from '../options.ts';
import type { PlanView } from '../plan-view.ts';
import type { Left } from '../structure.ts';
import { endsSequence, type Run, runsOf, sameShape } from './runs.ts';

export interface Deepened {
  readonly view: PlanView;
  readonly left: readonly Left[];
  /** How many runs of layers are repeated. */
  readonly count: number;
}

/** Larger models are neither drawn nor simulated. */
const MOST_LAYERS = 500;

/** The model with its hidden layers and residual blocks `times` in a row. */
export function deepen(view: PlanView, times: number): Deepened {
  const { runs, left } = runsOf(view);
  const added = runs.reduce((sum, { layers }) => sum + layers.length, 0);
  const inAll = view.graph.layers.length + added * (times - 1);
  if (inAll > MOST_LAYERS) {
    const why = `The model would have ${inAll} layers; up to ${MOST_LAYERS} are drawn. It is as deep as written.`;
    return { view, left: [{ layer: null, why }], count: 0 };
  }
  const found = [...left];
  for (let tried = runs; tried.length > 0; ) {
    const deeper = repeated(view, tried, times);
    const isWhole = ({ exit }: Run) =>
      sameShape(deeper.layer(nameOf(exit.id, times))?.outputShape ?? null, exit.outputShape);
    const fitting = tried.filter(isWhole);
    if (fitting.length === tried.length) return { view: deeper, left: found, count: tried.length };
    for (const { exit } of tried.filter((run) => !isWhole(run))) {
      found.push({ layer: exit.id, why: 'What leaves it cannot enter it again: it stands once.' });
    }
    tried = fitting;
  }
  return { view, left: found, count: 0 };
}

function nameOf(id: LayerId, copy: number): LayerId {
  return `${id} (${copy})`;
}

/** The model with copies of every run behind it. */
function repeated(view: PlanView, runs: readonly Run[], times: number): PlanView {
  const layers = new Map(view.plan.layers.map((planned) => [planned.key, planned]));
  let outputs = view.plan.outputs;
  let nextKey = view.freeKey();
  for (const run of runs) {
    const written = run.layers.flatMap((layer) => {
      const key = view.planned(layer.id)?.key;
      const planned = key === undefined ? undefined : layers.get(key);
      return planned === undefined ? [] : [{ layer, planned }];
    });
    const exitKey = view.planned(run.exit.id)?.key ?? Number.NaN;
    const copies: PlannedLayer[] = [];
    let end = exitKey;
    for (let copy = 2; copy <= times; copy++) {
      const before = end;
      const keys = new Map(written.map(({ planned }) => [planned.key, nextKey++]));
      for (const { layer, planned } of written) {
        const read = planned.inputs.length === 0 ? [null] : planned.inputs;
        copies.push({
          ...planned,
          key: keys.get(planned.key) ?? Number.NaN,
          id: nameOf(layer.id, copy),
          inputs: read.map((key) => (key === null ? before : (keys.get(key) ?? before))),
          declaration: copied(planned.declaration, layer, copy === times, view),
        });
      }
      end = keys.get(exitKey) ?? end;
    }
    const moved = (key: number | null) => (key === exitKey ? end : key);
    const inside = new Set(written.map(({ planned }) => planned.key));
    for (const [key, planned] of layers) {
      // What stands inside reads what it read.
      if (!inside.has(key)) layers.set(key, { ...planned, inputs: planned.inputs.map(moved) });
    }
    for (const { layer, planned } of written) {
      layers.set(planned.key, { ...planned, declaration: first(planned.declaration, layer, view) });
    }
    for (const copy of copies) layers.set(copy.key, copy);
    outputs = outputs?.map((key) => (key === exitKey ? end : key)) ?? null;
  }
  return view.with([...layers.values()], outputs);
}

/** The layer as it stands in front of its copies: every time step leaves, so that the next can read them. */
function first(declaration: LayerDeclaration, layer: Layer, view: PlanView): LayerDeclaration {
  return endsSequence(layer) ? withSequences(declaration, view) : declaration;
}

/** The layer as it stands behind itself: it neither moves in strides nor cuts edges off, and has no name of its own. */
function copied(declaration: LayerDeclaration, layer: Layer, isLast: boolean, view: PlanView): LayerDeclaration {
  const { span } = declaration;
  const unnamed = withoutOption(declaration, 'name');
  const read = endsSequence(layer) && !isLast ? withSequences(unnamed, view) : unnamed;
  if (!('window' in layer.operation)) return read;
  const { strides, padding } = layer.operation.window;
  const slow = strides.every((stride) => stride === 1)
    ? read
    : withOption(withoutOption(read, 'subsample'), 'strides', number(1, span), view.surface);
  return padding === 'valid' ? withOption(slow, paddingOption(slow), text('same', span), view.surface) : slow;
}

/** Keras 1 calls it the mode of the border. */
function paddingOption({ options }: LayerDeclaration): string {
  return findOption(options, 'borderMode') === null ? 'padding' : 'borderMode';
}

function withSequences(declaration: LayerDeclaration, view: PlanView): LayerDeclaration {
  const all = boolean(true, declaration.span);
  const isWrapper = findOption(declaration.options, 'layer') !== null;
  if (!isWrapper) return withOption(declaration, 'returnSequences', all, view.surface);
  return changeInside(declaration, (_, options) => setOption(options, 'returnSequences', all, view.surface));
}
