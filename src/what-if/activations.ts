import type { ConfigEntry, LayerDeclaration } from '../dialects/declaration.ts';
import type { Surface } from '../dialects/dialect.ts';
import { camelCase } from '../dialects/naming.ts';
import type { PlannedLayer } from '../frontends/graph-plan.ts';
import { type Activation, activationKey } from '../model/activation.ts';
import type { Layer, LayerId } from '../model/graph.ts';
import { activationLayer, changeInside, setOption, text, withOption } from './options.ts';
import type { PlanView } from './plan-view.ts';
import { hasKernel, type Left, outputSide } from './structure.ts';

export interface Swapped {
  readonly view: PlanView;
  readonly left: readonly Left[];
  /** Layers whose nonlinearity is another one now. */
  readonly layers: readonly LayerId[];
  /** What stood there, each once, as `activationKey` has it. */
  readonly replaced: readonly string[];
}

/**
 * The model with one nonlinearity in all of its hidden layers: where a layer is linear on purpose, gates another or ends
 * the model, it stays so.
 * @param kept layers that are not to change, with the reasons.
 */
export function swapActivations(
  view: PlanView,
  activation: Activation,
  kept: ReadonlyMap<LayerId, string> = new Map(),
): Swapped {
  const name = view.dialect.spellActivation(activation, view.surface);
  if (name === null) {
    const why = `${view.dialect.label} has no name for the activation ${activation.name}.`;
    return { view, left: [{ layer: null, why }], layers: [], replaced: [] };
  }
  const leaving = outputSide(view.graph, hasKernel);
  const left: Left[] = [];
  const layers: LayerId[] = [];
  const replaced = new Set<string>();
  const planned = view.plan.layers.map((each): PlannedLayer => {
    const layer = layerOf(view, each);
    if (layer === null || leaving.has(layer.id)) return each;
    const before = swapped(layer);
    if (before === 'gated') left.push({ layer: layer.id, why: GATED });
    if (before === null || before === 'gated' || activationKey(before) === activationKey(activation)) return each;
    const why = gates(view, layer) ? GATE : kept.get(layer.id);
    if (why !== undefined) {
      left.push({ layer: layer.id, why });
      return each;
    }
    layers.push(layer.id);
    replaced.add(before.name === 'custom' || before.name === 'unknown' ? before.written : before.name);
    return { ...each, declaration: declared(each.declaration, layer, name, view.surface) };
  });
  return { view: layers.length === 0 ? view : view.with(planned), left, layers, replaced: [...replaced] };
}

function layerOf(view: PlanView, planned: PlannedLayer): Layer | null {
  return planned.id === undefined || planned.id === null ? null : view.layer(planned.id);
}

const GATED = 'The gates of LSTM and GRU cells are made for the activation they have: it stays.';
const GATE = 'It gates another signal: its activation stays.';

/** The layer's nonlinearity, where it is one that can be swapped; null where it has none. */
function swapped({ operation, activation: { own }, parts }: Layer): Activation | 'gated' | null {
  switch (operation.kind) {
    case 'activation':
    case 'dense':
    case 'convolution':
    case 'depthwiseConvolution':
    case 'separableConvolution':
    case 'transposedConvolution':
    case 'einsumDense':
      return own === null || KEPT.has(own.name) ? null : own;
    case 'recurrent':
    case 'recurrentCell':
      if (operation.cell.kind !== 'simple') return 'gated';
      return KEPT.has(operation.cell.activation.name) ? null : operation.cell.activation;
    case 'timeDistributed':
    case 'bidirectional':
    case 'rnn':
      return parts[0] === undefined ? null : swapped(parts[0]);
    default:
      return null;
  }
}

const KEPT: ReadonlySet<Activation['name']> = new Set(['linear', 'softmax', 'logSoftmax']);

/** What is squashed into (0, 1) and then multiplied with something else. */
function gates(view: PlanView, { id, activation: { own } }: Layer): boolean {
  if (own?.name !== 'sigmoid' && own?.name !== 'hardSigmoid') return false;
  const consumers = view.consumers.get(id) ?? [];
  return consumers.some(({ operation }) => operation.kind === 'merge' && operation.how === 'multiply');
}

function declared(written: LayerDeclaration, layer: Layer, name: string, surface: Surface): LayerDeclaration {
  const value = text(name, written.span);
  if (layer.operation.kind === 'activation') {
    const kept = written.options.filter(({ key }) => BASE.has(camelCase(key)));
    return activationLayer(name, kept, written.span, surface);
  }
  if (layer.parts.length === 0) return withOption(written, 'activation', value, surface);
  return changeInside(written, (_, options): readonly ConfigEntry[] => {
    const isWrapper = options.some(({ key }) => key === 'layer' || key === 'cells');
    return isWrapper ? options : setOption(options, 'activation', value, surface);
  });
}

/** What an activation layer has in common with every other. */
const BASE: ReadonlySet<string> = new Set(['name', 'trainable', 'inputShape', 'batchInputShape']);
