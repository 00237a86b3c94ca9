import type { ActivationName } from '../../model/activation.ts';
import type { Fix } from '../../model/fix.ts';
import type { Layer, LayerId, ModelGraph } from '../../model/graph.ts';
import { AS_WRITTEN, type WhatIf } from '../../model/what-if.ts';
import { activationNamed } from '../activation-named.ts';
import { swapActivations } from '../activations.ts';
import { PlanView } from '../plan-view.ts';
import type { Left } from '../structure.ts';
import { isWidthOption, widen } from '../widths.ts';
import { isNumberLiteral, isStringLiteral, Sites, type WrittenFile, withParts } from './sites.ts';

/** What of a change can be written into the file that a graph was read from. */
export interface Writing {
  /** In the terms of the graph as written; initialisers are not among them. */
  readonly fixes: readonly Fix[];
  /** The graph that the file makes with the fixes in it. */
  readonly graph: ModelGraph;
  /** What cannot be written, and why. */
  readonly left: readonly Left[];
  /** What is still not in the file when the fixes are. */
  readonly rest: WhatIf;
}

/** Null for a graph that no frontend made. */
export function writing(written: ModelGraph, whatIf: WhatIf, file: WrittenFile): Writing | null {
  const view = PlanView.of(written);
  if (view === null) return null;
  const sites = new Sites(written, file);
  const swapped = whatIf.activation === null ? null : writtenActivations(view, whatIf.activation, sites);
  const widened = whatIf.width === 1 ? null : writtenWidths(view, swapped?.view ?? view, whatIf.width, sites);
  const left = [...(swapped?.left ?? []), ...(widened?.left ?? [])];
  if (whatIf.depth !== 1) left.push({ layer: null, why: `Depth ×${whatIf.depth}: ${NEW_LAYERS}` });
  if (whatIf.normalization !== 'asWritten') left.push({ layer: null, why: `Normalisation: ${NEW_LAYERS}` });
  return {
    fixes: [...(swapped?.fixes ?? []), ...(widened?.fixes ?? [])],
    graph: widened?.view.graph ?? swapped?.view.graph ?? written,
    left,
    rest: {
      ...AS_WRITTEN,
      depth: whatIf.depth,
      normalization: whatIf.normalization,
      activation: swapped !== null && swapped.fixes.length === 0 ? whatIf.activation : null,
      width: widened !== null && widened.fixes.length === 0 ? whatIf.width : 1,
    },
  };
}

const NEW_LAYERS = 'whole layers would come into the file or go from it. Write that by hand.';

interface Part {
  readonly view: PlanView;
  readonly fixes: readonly Fix[];
  readonly left: readonly Left[];
}

function writtenActivations(view: PlanView, name: ActivationName, sites: Sites): Part {
  const activation = activationNamed(view.dialect, view.surface, name);
  const spelled = activation === null ? null : view.dialect.spellActivation(activation, view.surface);
  if (activation === null || spelled === null) return { view, fixes: [], left: [] };
  return untilSettled(view, sites, (kept) => {
    const { view: changed, layers, left } = swapActivations(view, activation, kept);
    const fixes = layers.map((id) => activationFix(view, id, spelled, sites));
    return {
      view: changed,
      layers,
      left,
      fixes: new Map(layers.map((id, i) => [id, fixes[i] ?? 'It cannot be written.'])),
    };
  });
}

function writtenWidths(written: PlanView, view: PlanView, factor: number, sites: Sites): Part {
  return untilSettled(view, sites, (kept) => {
    const { view: changed, layers, left } = widen(view, factor, kept);
    const fixes = layers.map((id) => [id, widthFixes(written, changed, id, sites)] as const);
    return { view: changed, layers, left, fixes: new Map(fixes) };
  });
}

interface Attempt {
  readonly view: PlanView;
  readonly layers: readonly LayerId[];
  readonly left: readonly Left[];
  /** What would be written for each of the layers, or why it cannot be. */
  readonly fixes: ReadonlyMap<LayerId, readonly Fix[] | string>;
}

/** Tries again without the layers that cannot be written, until all that is left to change can be. */
function untilSettled(view: PlanView, sites: Sites, attempt: (kept: ReadonlyMap<LayerId, string>) => Attempt): Part {
  const kept = new Map<LayerId, string>();
  for (;;) {
    const tried = attempt(kept);
    const refused = tried.layers.flatMap((id) => {
      const layer = view.layer(id);
      const why = layer === null ? 'It is not written.' : whyNot(layer, tried, sites);
      return why === null ? [] : [[id, why] as const];
    });
    if (refused.length === 0) return { view: tried.view, left: tried.left, fixes: distinct(tried.layers, tried.fixes) };
    for (const [id, why] of refused) kept.set(id, why);
  }
}

function whyNot(layer: Layer, { layers, fixes }: Attempt, sites: Sites): string | null {
  const own = fixes.get(layer.id) ?? 'It is not written.';
  const why = sites.whyNot(layer) ?? (typeof own === 'string' ? own : null);
  if (why !== null) return why;
  const together = sites.of(layer);
  if (!together.every(({ id }) => layers.includes(id))) {
    return 'The call also makes layers that stay as they are.';
  }
  const said = JSON.stringify(withoutLayer(own));
  if (together.some(({ id }) => JSON.stringify(withoutLayer(fixes.get(id) ?? '')) !== said)) {
    return 'The call makes layers that would differ.';
  }
  return null;
}

function withoutLayer(fixes: readonly Fix[] | string): unknown {
  return typeof fixes === 'string' ? fixes : fixes.map((fix) => ({ ...fix, layer: null }));
}

/** One fix for each place in the text. */
function distinct(layers: readonly LayerId[], fixes: Attempt['fixes']): Fix[] {
  return layers.flatMap((id) => {
    const own = fixes.get(id);
    return own === undefined || typeof own === 'string' ? [] : own;
  });
}

function activationFix(view: PlanView, id: LayerId, spelled: string, sites: Sites): readonly Fix[] | string {
  const layer = view.layer(id);
  if (layer === null) return 'It is not written.';
  const fixes: Fix[] = [];
  for (const part of withParts(layer)) {
    const found = sites.written(part, (key) => key === 'activation');
    for (const { key, text } of found) {
      if (!isStringLiteral(text)) return `The activation is written as ${excerpt(text)}, not as a name.`;
      fixes.push({ kind: 'setOption', layer: part.id, option: key, value: spelled });
    }
  }
  if (fixes.length > 0) return fixes;
  if (layer.operation.kind === 'activation') {
    return 'The layer computes its activation and no other: replace it by hand.';
  }
  // What the layer does by default is written out to change it.
  const inner = withParts(layer).filter(({ parts }) => parts.length === 0);
  return inner.map((part) => ({ kind: 'setOption', layer: part.id, option: 'activation', value: spelled }));
}

function widthFixes(written: PlanView, changed: PlanView, id: LayerId, sites: Sites): readonly Fix[] | string {
  const layer = written.layer(id);
  const now = changed.layer(id);
  if (layer === null || now === null) return 'It is not written.';
  const fixes: Fix[] = [];
  const changedParts = withParts(now);
  for (const part of withParts(layer)) {
    for (const { key, text } of sites.written(part, isWidthOption)) {
      const width = widthOf(
        changedParts.find((other) => other.id === part.id),
        key,
      );
      if (width === null) return 'Its width cannot be told.';
      if (!isNumberLiteral(text)) {
        return `The width is written as ${excerpt(text)}, which may stand for others too.`;
      }
      fixes.push({ kind: 'setOption', layer: part.id, option: key, value: width });
    }
  }
  return fixes.length === 0 ? 'The width is not written at the call.' : fixes;
}

/** The number that the option has in the changed model. */
function widthOf(layer: Layer | undefined, key: string): number | null {
  if (layer === undefined) return null;
  const { operation } = layer;
  switch (operation.kind) {
    case 'dense':
      return operation.units;
    case 'convolution':
    case 'separableConvolution':
    case 'transposedConvolution':
      return operation.filters;
    case 'embedding':
      return operation.outputDim;
    case 'recurrent':
    case 'recurrentCell':
      return operation.cell.kind === 'convLstm' ? operation.cell.filters : operation.cell.units;
    case 'multiHeadAttention':
      return /^value/.test(key) ? operation.valueDim : operation.keyDim;
    default:
      return null;
  }
}

const LONGEST_EXCERPT = 40;

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `\`${line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line}\``;
}
