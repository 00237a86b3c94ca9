import type { Dialect } from '../../dialects/dialect.ts';
import type { Fix } from '../../model/fix.ts';
import { type Layer, layerById, type ModelGraph } from '../../model/graph.ts';
import type { TextEdit } from '../../model/text.ts';
import { sameAtSite } from '../same-site.ts';
import {
  findOption,
  insertion,
  insertOption,
  optionsLiteral,
  removeProperty,
  replacement,
  unwrapped,
} from './options-text.ts';
import type { Scope } from './scopes.ts';
import type { ScriptModels } from './script-models.ts';
import { valueOfSingleUse } from './single-use.ts';
import { constructionIn, namespaceAt, writeInitializer, writeLiteral } from './spelling.ts';
import { indentAt, lineStart, type ScriptStyle, styleOf } from './style.ts';
import { childIn, nodeAt, type SyntaxNode } from './syntax.ts';
import { isWhole } from './whole-call.ts';

/** What edits are made from. */
export interface ScriptSource {
  readonly text: string;
  readonly root: SyntaxNode;
  /** Top-level names of the file. */
  readonly scope: Scope;
  readonly style: ScriptStyle;
  readonly dialect: Dialect;
  readonly models: ScriptModels;
}

/** One layer's call in the text. */
interface Site {
  readonly layer: Layer;
  readonly call: SyntaxNode;
  readonly style: ScriptStyle;
}

/** The text edits that carry out a fix; null where the text cannot be changed so. */
export function scriptEdits(source: ScriptSource, graph: ModelGraph, fix: Fix): readonly TextEdit[] | null {
  if (fix.kind === 'suppress' && fix.layer === null) return suppressInFile(source, fix.rule);
  const layer = fix.layer === null ? undefined : layerById(graph, fix.layer);
  const call = layer === undefined ? null : nodeAt(source.root, layer.source.call, 'call_expression');
  if (layer === undefined || call === null) return null;
  // Of a layer that is written in another file, this one has only the call that leads there; above it is room for a comment.
  if (fix.kind !== 'suppress' && (layer.source.elsewhere !== null || !isWhole(call))) return null;
  const site: Site = { layer, call, style: styleOf(source.text, call, source.style) };
  switch (fix.kind) {
    case 'setInitializer':
      return setInitializer(source, site, fix);
    case 'replaceName':
      return replaceName(source, site, fix.option, fix.name);
    case 'renameOption':
      return renameOption(source, site, fix.option, fix.name);
    case 'setOption':
      return writeOption(source, site, fix.option, writeLiteral(fix.value, site.style));
    case 'removeOption':
      return removeOption(source, site, fix.option);
    case 'suppress':
      return suppressAtCall(source, call, fix.rule);
  }
}

function setInitializer(source: ScriptSource, site: Site, fix: Extract<Fix, { kind: 'setInitializer' }>) {
  const weight = site.layer.weights.find((candidate) => candidate.role === fix.role);
  const spelling = source.dialect.spellInitializer(fix.initializer, fix.seed, 'code');
  // One text for layers that differ in it (a helper's parameter): changing it here would change the others too.
  if (weight === undefined || spelling === null || !sameAtSite(source.models.graphs, site.layer, fix.role)) return null;
  const property = findWritten(source, site, weight.option);
  const used = property?.type === 'shorthand_property_identifier' ? property : valueNode(property);
  const constant = used === null ? null : valueOfSingleUse(source.text, source.root, used);
  const value = constant ?? valueNode(property);
  const before = value === null ? null : constructionIn(source.text, value);
  const namespace = namespaceAt(source.text, site.call, source.scope);
  const written = writeInitializer(spelling, site.style, before, namespace);
  if (written === null) return null;
  return constant === null ? writeOption(source, site, weight.option, written) : [replacement(constant, written)];
}

function findWritten(source: ScriptSource, site: Site, option: string): SyntaxNode | null {
  const literal = optionsLiteral(site.call);
  return literal === null ? null : findOption(source.text, literal, option);
}

function valueNode(property: SyntaxNode | null): SyntaxNode | null {
  return property?.type === 'pair' ? childIn(property, 'value') : null;
}

/** Replaces the option's value, or adds the option; a spread behind it has the last word so nothing written here would count. */
function writeOption(source: ScriptSource, site: Site, option: string, value: string): TextEdit[] | null {
  const property = findWritten(source, site, option);
  const node = valueNode(property);
  if (property !== null && site.layer.source.options[option] === undefined) return null;
  if (node !== null) return [replacement(node, value)];
  if (property?.type === 'shorthand_property_identifier') return [replacement(property, `${option}: ${value}`)];
  return property === null ? insertOption(source.text, site.call, `${option}: ${value}`, site.style) : null;
}

/**
 * Puts the right name where the wrong one stands: in a string's quotes, as a factory, or instead of a reference. Where
 * the factory is the right one it is how it is called that throws: the name as a string does not.
 */
function replaceName(source: ScriptSource, site: Site, option: string, name: string): TextEdit[] | null {
  const written = valueNode(findWritten(source, site, option));
  const value = written === null ? null : unwrapped(written);
  if (value?.type === 'string') return [{ start: value.start + 1, end: value.end - 1, text: name }];
  const callee = value?.type === 'call_expression' ? childIn(value, 'function') : value;
  const factory = callee?.type === 'member_expression' ? childIn(callee, 'property') : null;
  const isFactory = value?.type === 'call_expression' || /\binitializers\./.test(textOf(source, value));
  if (factory !== null && isFactory && textOf(source, factory) !== name) return [replacement(factory, name)];
  return writeOption(source, site, option, writeLiteral(name, site.style));
}

function textOf(source: ScriptSource, node: SyntaxNode | null): string {
  return node === null ? '' : source.text.slice(node.start, node.end);
}

function renameOption(source: ScriptSource, site: Site, option: string, name: string): TextEdit[] | null {
  const property = findWritten(source, site, option);
  if (property === null) return null;
  if (property.type === 'shorthand_property_identifier') return [insertion(property.start, `${name}: `)];
  const key = childIn(property, 'key');
  if (key === null) return null;
  return [key.type === 'string' ? { start: key.start + 1, end: key.end - 1, text: name } : replacement(key, name)];
}

function removeOption(source: ScriptSource, site: Site, option: string): TextEdit[] | null {
  const literal = optionsLiteral(site.call);
  const property = findWritten(source, site, option);
  return literal === null || property === null ? null : [removeProperty(literal, property)];
}

const DISABLE_NEXT = '// init-lens-disable-next-line';

/** A comment above the line of the call, or one more rule in the comment that is already there. */
function suppressAtCall(source: ScriptSource, call: SyntaxNode, rule: string): TextEdit[] | null {
  const { text } = source;
  const start = lineStart(text, call.start);
  for (let node: SyntaxNode | null = call; node !== null; node = node.parent) {
    // A comment cannot stand inside a template string.
    if (node.type === 'template_string' && node.start < start) return null;
  }
  const above = text.slice(lineStart(text, Math.max(0, start - 1)), Math.max(0, start - 1)).trimEnd();
  if (start > 0 && above.trimStart().startsWith(DISABLE_NEXT)) {
    // Words behind ` -- ` say why; the rules stand before them.
    const rules = above.split(/\s--\s/)[0] ?? above;
    return [insertion(lineStart(text, start - 1) + rules.trimEnd().length, `, ${rule}`)];
  }
  return [insertion(start, `${indentAt(text, start)}${DISABLE_NEXT} ${rule}${source.style.lineEnd}`)];
}

function suppressInFile({ text, style }: ScriptSource, rule: string): TextEdit[] {
  const byteOrderMark = text.startsWith('\ufeff') ? 1 : 0;
  const shebang = /^\ufeff?#![^\n]*(?:\n|$)/.exec(text)?.[0].length ?? byteOrderMark;
  return [insertion(shebang, `// init-lens-disable ${rule}${style.lineEnd}`)];
}
