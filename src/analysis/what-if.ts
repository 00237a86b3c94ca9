import type { Analysis } from '../analyser.ts';
import type { Fix } from '../model/fix.ts';
import { allLayers, layerById, type ModelGraph } from '../model/graph.ts';
import { applyScheme } from '../model/scheme.ts';
import type { TextEdit } from '../model/text.ts';
import type { WhatIf } from '../model/what-if.ts';
import { changedGraph } from '../what-if/change.ts';
import type { Left } from '../what-if/structure.ts';
import { writing } from '../what-if/written/write.ts';

/** A model of a document as it would be with a change. */
export interface TriedModel {
  readonly graph: ModelGraph;
  /** What differs from the file, in words. */
  readonly differences: readonly string[];
  /** Sentences on what stays as the file has it. */
  readonly left: readonly string[];
}

/** @returns null for a graph that is not one of the reading's. */
export function triedModel(analysis: Analysis, written: ModelGraph, whatIf: WhatIf): TriedModel | null {
  const changed = changedGraph(written, whatIf);
  if (changed === null) return null;
  const { graph, differences } = changed;
  const left = sentences(graph, changed.left);
  const scheme = whatIf.initializers === 'recommended' ? analysis.scheme(graph, 'recommended') : null;
  if (scheme === null) return { graph, differences, left };
  return { graph: applyScheme(graph, scheme), differences: [...differences, 'recommended initialisers'], left };
}

/** What a change does to the text of its document. */
export interface WrittenChange {
  /** None overlaps another. */
  readonly edits: readonly TextEdit[];
  /** Sentences on what cannot be written. */
  readonly left: readonly string[];
  /** What is still not in the file when the edits are. */
  readonly rest: WhatIf;
}

/** @returns null for a graph that is not one of the reading's. */
export function writtenChange(analysis: Analysis, written: ModelGraph, whatIf: WhatIf): WrittenChange | null {
  const { document, reading } = analysis;
  const found = writing(written, whatIf, { text: document.text, graphs: reading.graphs });
  if (found === null) return null;
  const left = [...found.left];
  const edits: TextEdit[] = [];
  const initializers =
    whatIf.initializers === 'recommended' ? recommendedFixes(analysis, written, found.graph) : { fixes: [], left: [] };
  left.push(...initializers.left);
  for (const fix of [...found.fixes, ...initializers.fixes]) {
    const own = reading.edits(written, fix);
    if (own === null) left.push({ layer: fix.layer, why: 'The text cannot be changed there.' });
    else if (own.every((edit) => edits.some((other) => isSame(edit, other)))) continue;
    else if (own.some((edit) => edits.some((other) => overlap(edit, other)))) {
      left.push({ layer: fix.layer, why: 'Another change is written at the same place: apply this one after it.' });
    } else edits.push(...own);
  }
  return { edits, left: sentences(written, left), rest: found.rest };
}

/** The initialisers that go with the graph as it will be, where they differ from what is drawn there now. */
function recommendedFixes(analysis: Analysis, written: ModelGraph, graph: ModelGraph): { fixes: Fix[]; left: Left[] } {
  const wanted = (analysis.scheme(graph, 'recommended')?.replacements ?? []).flatMap(
    ({ layer: id, role, initializer }) => {
      const layer = layerById(written, id);
      const now = layerById(graph, id)?.weights.find((weight) => weight.role === role)?.initializer;
      return layer === undefined || now === undefined ? [] : [{ layer, role, initializer, now }];
    },
  );
  const fixes: Fix[] = [];
  const left: Left[] = [];
  for (const { layer, role, initializer, now } of wanted) {
    const { spec, seed } = initializer;
    if (JSON.stringify(now.sampled) === JSON.stringify(initializer.sampled)) continue;
    const others = wanted.filter((other) => other.layer.site === layer.site && other.role === role);
    const count = allLayers(written).filter(({ site }) => site === layer.site).length;
    const agree = others.every((other) => JSON.stringify(other.initializer.spec) === JSON.stringify(spec));
    if (agree && others.length <= count) {
      fixes.push({ kind: 'setInitializer', layer: layer.id, role, initializer: spec, seed });
    } else
      left.push({ layer: layer.id, why: 'Its call makes layers for which different initialisers are recommended.' });
  }
  return { fixes, left };
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Two insertions at one place count too: their order would be a guess. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

const MOST_NAMED = 3;

/** One sentence for what stays for one reason, with the layers that it is about. */
function sentences(graph: ModelGraph, left: readonly Left[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { layer, why } of left) {
    const name = layer === null ? null : (layerById(graph, layer)?.name ?? layer);
    const names = byReason.get(why) ?? [];
    byReason.set(why, name === null || names.includes(name) ? names : [...names, name]);
  }
  return [...byReason].map(([why, names]) => {
    if (names.length === 0) return why;
    const more = names.length - MOST_NAMED;
    const listed = more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names;
    return `${new Intl.ListFormat('en').format(listed)}: ${why}`;
  });
}
