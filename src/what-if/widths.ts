import type { ConfigEntry, ConfigValue } from '../dialects/declaration.ts';
import { camelCase } from '../dialects/naming.ts';
import type { PlannedLayer } from '../frontends/graph-plan.ts';
import type { Layer, LayerId } from '../model/graph.ts';
import type { Operation } from '../model/operation.ts';
import { size } from '../model/shape.ts';
import { misfits } from './fit.ts';
import { changeInside, optionsInside } from './options.ts';
import type { PlanView } from './plan-view.ts';
import { type Left, outputSide } from './structure.ts';

export interface Widened {
  readonly view: PlanView;
  readonly left: readonly Left[];
  /** Layers whose width is another one now. */
  readonly layers: readonly LayerId[];
}

/** Options that say how many features a layer makes, those of Keras 1 among them. */
const WIDTH_OPTIONS: ReadonlySet<string> = new Set(['units', 'filters', 'outputDim', 'keyDim', 'valueDim', 'nbFilter']);

export function isWidthOption(key: string): boolean {
  return WIDTH_OPTIONS.has(camelCase(key));
}

/** Layers that make features of their own number; others have as many as enter them. */
const MAKERS: ReadonlySet<Operation['kind']> = new Set([
  'dense',
  'convolution',
  'separableConvolution',
  'transposedConvolution',
  'embedding',
  'recurrent',
  'rnn',
  'bidirectional',
  'timeDistributed',
  'multiHeadAttention',
]);

/** Attention has widths inside; as many features leave it as the query brings. */
function makesOutput({ operation }: Layer): boolean {
  return operation.kind !== 'multiHeadAttention';
}

/**
 * The model with the widths of its hidden layers multiplied. Layers from which the outputs are read without another one
 * between keep theirs; so do those without which the rest would not fit together any more, found by trying.
 * @param kept layers that are not to change, with the reasons.
 */
export function widen(written: PlanView, factor: number, kept: ReadonlyMap<LayerId, string> = new Map()): Widened {
  const makers = new Map(written.graph.layers.flatMap((layer) => (isMaker(written, layer) ? [[layer.id, layer]] : [])));
  const leaving = outputSide(written.graph, (layer) => makers.has(layer.id) && makesOutput(layer));
  const still = new Map<LayerId, string>();
  for (const [id, layer] of makers) {
    const why = kept.get(id);
    if (why !== undefined) still.set(firstUse(written, id), why);
    // Of an output layer nobody has to be told.
    else if (leaving.has(id) && makesOutput(layer)) still.set(firstUse(written, id), OUTPUT);
  }
  for (;;) {
    const changed = changedWidths(written, makers, factor, still);
    const view = changed.length === 0 ? written : written.with(widened(written, new Set(changed), factor));
    const found = misfits(written, view).flatMap(({ layer, why, isOwn }) =>
      makersBefore(written, layer, makers, isOwn)
        .filter((id) => changed.includes(id))
        .map((id) => [firstUse(written, id), why] as const),
    );
    // The first one on the way to the output says it best.
    for (const [id, why] of found) if (!still.has(id)) still.set(id, why);
    if (found.length === 0) return { view, layers: changed, left: leftAsWritten(still) };
  }
}

const OUTPUT = '';

function leftAsWritten(still: ReadonlyMap<LayerId, string>): Left[] {
  return [...still].flatMap(([layer, why]) => (why === OUTPUT ? [] : [{ layer, why }]));
}

function isMaker(view: PlanView, layer: Layer): boolean {
  const planned = view.planned(layer.id);
  if (planned === null || !MAKERS.has(layer.operation.kind)) return false;
  return widthsOf(planned).length > 0;
}

function changedWidths(
  view: PlanView,
  makers: ReadonlyMap<LayerId, Layer>,
  factor: number,
  still: ReadonlyMap<LayerId, string>,
): LayerId[] {
  return [...makers.values()].flatMap((layer) => {
    const planned = view.planned(layer.id);
    if (planned === null || still.has(firstUse(view, layer.id))) return [];
    const step = stepOf(layer);
    return widthsOf(planned).some(({ value }) => scaled(value, factor, step) !== value) ? [layer.id] : [];
  });
}

function widened(view: PlanView, changed: ReadonlySet<LayerId>, factor: number): PlannedLayer[] {
  return view.plan.layers.map((planned) => {
    const layer = view.layer(planned.id ?? '');
    if (layer === null || !changed.has(layer.id)) return planned;
    const rescale = (options: readonly ConfigEntry[]) =>
      options.map((entry) =>
        isWidthOption(entry.key) ? { ...entry, value: scaled(entry.value, factor, stepOf(layer)) } : entry,
      );
    const inside = changeInside(planned.declaration, (_, options) => rescale(options));
    return { ...planned, declaration: { ...inside, options: rescale(inside.options) } };
  });
}

/** Every width that the layer writes, for itself and for what is inside. */
function widthsOf({ declaration }: PlannedLayer): ConfigEntry[] {
  const own = declaration.options.filter(({ key }) => isWidthOption(key));
  const inner = [...WIDTH_OPTIONS].flatMap((option) => optionsInside(declaration, option));
  return [...own, ...inner].filter(({ value }) => value.kind === 'number');
}

/** Whole and at least 1; a grouped convolution's filters are divided among its groups. */
function scaled(value: ConfigValue, factor: number, step: number): ConfigValue {
  if (value.kind !== 'number') return value;
  const before = size(value.value);
  const now = Math.max(1, Math.round((before * factor) / step)) * step;
  if (now === before) return value;
  return { ...value, value: typeof value.value === 'number' ? now : { ...value.value, assumed: now } };
}

function stepOf({ operation }: Layer): number {
  return operation.kind === 'convolution' ? operation.groups : 1;
}

/** All uses of a layer have one width. */
function firstUse(view: PlanView, id: LayerId): LayerId {
  return view.layer(id)?.sharesWeightsOf ?? id;
}

/** The layers whose features reach the layer without another maker between. */
function makersBefore(
  view: PlanView,
  id: LayerId,
  makers: ReadonlyMap<LayerId, Layer>,
  withItself: boolean,
): LayerId[] {
  const found = new Set<LayerId>(withItself && makers.has(id) ? [id] : []);
  const seen = new Set<LayerId>();
  const visit = (at: LayerId) => {
    for (const input of view.layer(at)?.inputs ?? []) {
      if (seen.has(input)) continue;
      seen.add(input);
      const maker = makers.get(input);
      if (maker !== undefined && makesOutput(maker)) found.add(input);
      else visit(input);
    }
  };
  visit(id);
  return [...found];
}
