import { moved } from '../json/moved.ts';
import type { JsonArray, JsonNode, JsonObject, JsonProperty } from '../json/node.ts';
import { parseJson } from '../json/parse.ts';
import { stringContent } from './literals.ts';
import { childIn, descendantsOf, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';

/** A value of a script that can be read as JSON. */
export interface JsonLiteral {
  /** With places in the script. */
  readonly root: JsonNode;
  /** The literal, or the string that holds the JSON. */
  readonly node: SyntaxNode;
  /** Where JSON could be written: as object literals, in a string as it is, or nowhere (a string with escapes). */
  readonly written: 'literal' | 'string' | 'escaped';
}

type Parent = JsonObject | JsonArray | null;

/** What a saved model's own object says. */
const MODEL_KEY = /^(?:class_name|className|modelTopology)$/;

/** Object literals that may describe a model, with all literals around them, and strings that may hold one as JSON. */
export function jsonLiterals(root: SyntaxNode, now: () => number): JsonLiteral[] {
  if (!/class_?name/i.test(root.document.text)) return [];
  const literals = new Set<SyntaxNode>();
  for (const pair of descendantsOf(root, 'pair')) {
    const key = childIn(pair, 'key');
    if (key !== null && MODEL_KEY.test(keyName(key))) literals.add(outermostLiteral(pair));
  }
  const found: JsonLiteral[] = [...literals].map((node) => ({ root: literal(node, null), node, written: 'literal' }));
  for (const node of descendantsOf(root, 'string', 'template_string')) {
    if (isInside(node, literals)) continue;
    found.push(...jsonIn(node, now));
  }
  return found.sort((a, b) => a.node.start - b.node.start);
}

function outermostLiteral(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent !== null && /^(?:pair|object|array)$/.test(at.parent.type)) at = at.parent;
  return at;
}

function isInside(node: SyntaxNode, literals: ReadonlySet<SyntaxNode>): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (literals.has(at)) return true;
  return false;
}

/** A literal as JSON; what is no literal (a name, a call) is a word that says nothing. */
function literal(node: SyntaxNode, parent: Parent): JsonNode {
  const { start, end } = node;
  const { text } = node.document;
  switch (node.type) {
    case 'object': {
      const properties: JsonProperty[] = [];
      const object: JsonObject = { kind: 'object', parent, properties, start, end };
      for (const pair of meaningful(node)) {
        const [key, value] = [childIn(pair, 'key'), childIn(pair, 'value')];
        if (pair.type !== 'pair' || key === null || value === null) continue;
        const place = { start: key.start, end: key.end };
        properties.push({
          name: keyName(key),
          key: place,
          value: literal(value, object),
          start: pair.start,
          end: pair.end,
        });
      }
      return object;
    }
    case 'array': {
      const items: JsonNode[] = [];
      const array: JsonArray = { kind: 'array', parent, items, elided: false, start, end };
      for (const item of meaningful(node)) items.push(literal(item, array));
      return array;
    }
    case 'string':
      return { kind: 'string', parent, value: stringContent(text, node), start, end };
    case 'true':
    case 'false':
      return { kind: 'boolean', parent, value: node.type === 'true', start, end };
    case 'null':
      return { kind: 'null', parent, value: null, start, end };
    case 'as_expression':
    case 'satisfies_expression': {
      const inner = firstMeaningful(node);
      if (inner !== null) return literal(inner, parent);
      break;
    }
  }
  const written = text.slice(start, end);
  const value = /^-?[\d.]/.test(written) ? Number(written.replaceAll('_', '')) : Number.NaN;
  return Number.isNaN(value)
    ? { kind: 'word', parent, value: written, start, end }
    : { kind: 'number', parent, value, start, end };
}

function keyName(key: SyntaxNode): string {
  const { text } = key.document;
  return key.type === 'string' ? stringContent(text, key) : text.slice(key.start, key.end);
}

/** The JSON that a string or a template without substitutions holds. */
function jsonIn(node: SyntaxNode, now: () => number): JsonLiteral[] {
  const { text } = node.document;
  const written = text.slice(node.start + 1, node.end - 1);
  if (!/class_?name/i.test(written) || node.children.some(({ type }) => type === 'template_substitution')) return [];
  const isEscaped = written.includes('\\');
  const { content, positions } = isEscaped ? unescaped(node) : { content: written, positions: null };
  const position = (offset: number) => (positions === null ? node.start + 1 + offset : (positions[offset] ?? node.end));
  const { roots } = parseJson(content, now);
  const place = isEscaped || text[node.start] === '"' ? 'escaped' : 'string';
  return roots.map((root) => ({ root: moved(root, null, position), node, written: place }));
}

/** The string's value, and where in the script each of its characters begins, its end last. */
function unescaped(node: SyntaxNode): { content: string; positions: number[] } {
  let content = '';
  const positions: number[] = [];
  const { text } = node.document;
  for (const part of node.children) {
    const single: SyntaxNode = { ...node, children: [part] };
    const piece = stringContent(text, single);
    for (let i = 0; i < piece.length; i++) {
      positions.push(part.type === 'string_fragment' ? part.start + i : part.start);
    }
    content += piece;
  }
  positions.push(node.end - 1);
  return { content, positions };
}
