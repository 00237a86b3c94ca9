import type { ConfigEntry, LayerDeclaration } from '../dialects/declaration.ts';
import type { PlannedLayer } from '../frontends/graph-plan.ts';
import type { Layer, LayerId } from '../model/graph.ts';
import { number, setOption } from './options.ts';
import type { PlanView } from './plan-view.ts';
import { hasKernel, isNormalization, type Left, outputSide } from './structure.ts';

export interface Renormalized {
  readonly view: PlanView;
  readonly left: readonly Left[];
  /** How many layers came or went. */
  readonly count: number;
}

const FIRST = 'It is the first layer and says what enters the model: it stays.';

/** The model without its normalisations. */
export function withoutNormalizations(view: PlanView): Renormalized {
  const left: Left[] = [];
  /** What takes the place of each layer that goes. */
  const instead = new Map<number, number>();
  for (const planned of view.plan.layers) {
    const layer = view.layer(planned.id ?? '');
    if (layer === null || !isNormalization(layer)) continue;
    const [input] = planned.inputs;
    // What nobody wrote has its shape from the layer that it enters.
    const entering = view.planned(layer.inputs[0] ?? '');
    if (input === undefined || input === null || entering === null) left.push({ layer: layer.id, why: FIRST });
    else instead.set(planned.key, input);
  }
  if (instead.size === 0) return { view, left, count: 0 };
  const standing = (key: number): number => {
    let at = key;
    for (let next = instead.get(at); next !== undefined; next = instead.get(at)) at = next;
    return at;
  };
  const layers = view.plan.layers
    .filter(({ key }) => !instead.has(key))
    .map((layer) => ({ ...layer, inputs: layer.inputs.map((key) => (key === null ? null : standing(key))) }));
  const outputs = view.plan.outputs?.map(standing) ?? null;
  return { view: view.with(layers, outputs), left, count: instead.size };
}

/**
 * The model with a normalisation right behind every hidden layer that has a kernel, embeddings apart. One that already
 * stands there is of that kind then.
 */
export function normalized(view: PlanView, kind: 'batch' | 'layer'): Renormalized {
  const leaving = outputSide(view.graph, hasKernel);
  const hidden = view.plan.layers.filter(({ id }) => {
    const layer = view.layer(id ?? '');
    return layer !== null && !leaving.has(layer.id) && takesNormalization(layer);
  });
  const layers = new Map(view.plan.layers.map((layer) => [layer.key, layer]));
  let nextKey = view.freeKey();
  let count = 0;
  for (const planned of hidden) {
    const layer = view.layer(planned.id ?? '');
    if (layer === null) continue;
    const behind = view.consumers.get(layer.id) ?? [];
    const standing = behind.length === 1 && behind[0] !== undefined && isNormalization(behind[0]) ? behind[0] : null;
    if (standing?.operation.kind === OPERATIONS[kind]) continue;
    count++;
    const written = standing === null ? null : view.planned(standing.id);
    if (written !== null) {
      const now = layers.get(written.key) ?? written;
      layers.set(now.key, { ...now, declaration: declared(view, layer, written, kind) });
      continue;
    }
    const key = nextKey++;
    const id = freeId(view, `${layer.id} (norm)`);
    const { site, source, scope } = planned;
    const inputs = [planned.key];
    layers.set(key, {
      key,
      id,
      site,
      source,
      scope,
      inputs,
      sharedWith: null,
      declaration: declared(view, layer, planned, kind),
    });
    redirect(layers, planned.key, key);
  }
  if (count === 0) return { view, left: [], count };
  const moved = [...layers.values()];
  return { view: view.with(moved), left: [], count };
}

const OPERATIONS = { batch: 'batchNormalization', layer: 'layerNormalization' } as const;

function takesNormalization(layer: Layer): boolean {
  return layer.operation.kind !== 'embedding' && hasKernel(layer) && layer.outputShape !== null;
}

/** What read the layer's output reads the normalisation's now; states that a recurrent layer hands on stay its own. */
function redirect(layers: Map<number, PlannedLayer>, from: number, to: number): void {
  for (const [key, layer] of layers) {
    if (key === to || !layer.inputs.includes(from)) continue;
    const inputs = layer.inputs.map((input, i) =>
      input === from && (layer.inputTensors?.[i] ?? 0) === 0 ? to : input,
    );
    layers.set(key, { ...layer, inputs });
  }
}

function declared(view: PlanView, behind: Layer, at: PlannedLayer, kind: 'batch' | 'layer'): LayerDeclaration {
  const className = OPERATIONS[kind];
  const { span } = at.declaration;
  const options: ConfigEntry[] = [];
  // The channels of images [C, H, W] are counted with the batch in front.
  const withAxis = isChannelsFirst(behind) ? setOption(options, 'axis', number(1, span), view.surface) : options;
  return {
    className: view.surface === 'json' ? `${className.charAt(0).toUpperCase()}${className.slice(1)}` : className,
    module: null,
    options: withAxis,
    callArguments: [],
    span,
  };
}

function isChannelsFirst({ operation }: Layer): boolean {
  return 'window' in operation && operation.window.channels === 'first';
}

function freeId(view: PlanView, wanted: LayerId): LayerId {
  return view.layer(wanted) === null ? wanted : freeId(view, `${wanted}'`);
}
