import type { Fix } from '../../model/fix.ts';
import { layerById, type ModelGraph, type WeightRole } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import { contains, type TextEdit } from '../../model/text.ts';
import type { OptionInsertion, Reading, ReadingOptions, ValuePlace } from '../frontend.ts';
import { JsonReading } from '../json/json-reading.ts';
import { graphsIn } from '../json/read-json.ts';
import { type JsonLiteral, jsonLiterals } from './json-literals.ts';
import { plainStyle, type ScriptStyle, styleOf } from './style.ts';
import { childIn, descendantsOf, type SyntaxNode } from './syntax.ts';

/** Models that a script describes as saved models are described: in an object literal, or in a string of JSON. */
export class EmbeddedModels {
  readonly graphs: readonly ModelGraph[];
  /** The same models as a JSON document would have them. */
  readonly reading: Reading;
  private readonly literals: readonly JsonLiteral[];

  constructor(root: SyntaxNode, options: ReadingOptions, now: () => number) {
    const literals = jsonLiterals(root, now);
    const roots = literals.map((literal) => literal.root);
    // Who loads them is the script: TensorFlow.js.
    this.graphs = graphsIn(roots, { ...options, dialect: 'tfjs' });
    this.literals = literals;
    this.reading = new JsonReading(root.document.text, roots, this.graphs, []);
  }

  has(graph: ModelGraph): boolean {
    return this.graphs.includes(graph);
  }

  /** As in a JSON document; null where the text is no JSON as it stands (bare keys, escapes). */
  optionInsertion(offset: number, role: WeightRole, initializer: InitializerSpec): OptionInsertion | null {
    const literal = this.jsonAt(offset);
    const insertion = literal === null ? null : this.reading.optionInsertion(offset, role, initializer);
    return literal !== null && insertion !== null && canHold(literal, insertion.text) ? insertion : null;
  }

  /** As for `optionInsertion`. */
  valueAt(offset: number): ValuePlace | null {
    return this.jsonAt(offset) === null ? null : this.reading.valueAt(offset);
  }

  write(place: ValuePlace, value: InitializerSpec | string): string | null {
    const literal = this.jsonAt(place.replace.start);
    const text = literal === null ? null : this.reading.write(place, value);
    return literal !== null && text !== null && canHold(literal, text) ? text : null;
  }

  private jsonAt(offset: number): JsonLiteral | null {
    const literal = this.literals.find(({ node }) => node.start < offset && offset < node.end);
    return literal !== undefined && isWrittenAsJson(literal) ? literal : null;
  }

  /** As for a JSON document, in the literal's own style; null in a string where something would have to be escaped. */
  edits(graph: ModelGraph, fix: Fix): readonly TextEdit[] | null {
    const call = fix.layer === null ? undefined : layerById(graph, fix.layer)?.source.call;
    const literal = this.literals.find(({ node }) => call !== undefined && contains(node, call.start));
    const edits = this.reading.edits(graph, fix);
    if (edits === null || literal === undefined || literal.written === 'escaped') return null;
    if (literal.written === 'literal') return edits.map((edit) => inStyleOf(literal.node, edit));
    return edits.every(({ text }) => canHold(literal, text)) ? edits : null;
  }
}

/** Whether a text can be put into a literal as it is: into a string nothing that would end it or mean something else. */
function canHold({ node, written }: JsonLiteral, text: string): boolean {
  if (written === 'literal') return true;
  const quote = node.document.text[node.start] ?? "'";
  const isOneLine = quote !== '`' && text.includes('\n');
  return !isOneLine && !text.includes(quote) && !text.includes('\\') && !text.includes('${');
}

/** Whether the literal's text is JSON: a string's content without escapes, an object whose keys and strings have its quotes. */
function isWrittenAsJson({ node, written }: JsonLiteral): boolean {
  if (written !== 'literal') return written === 'string';
  const { text } = node.document;
  const isBare =
    descendantsOf(node, 'property_identifier', 'shorthand_property_identifier', 'template_string').length > 0;
  return !isBare && descendantsOf(node, 'string').every(({ start }) => text[start] === '"');
}

/** JSON as the script's literal writes it: keys without quotes, strings in its quotes. */
function inStyleOf(literal: SyntaxNode, edit: TextEdit): TextEdit {
  const source = literal.document.text;
  const style = styleOf(source, literal, plainStyle(source));
  const bare = hasBareKeys(literal);
  const replacesKey = /^[\w$]/.test(source.slice(edit.start, edit.end)) && /^"[\w$]+"$/.test(edit.text);
  const isKey = bare && replacesKey;
  const text = edit.text.replace(/"((?:[^"\\]|\\.)*)"(\s*:)?/g, (whole, content: string, colon: string | undefined) => {
    if ((colon !== undefined || isKey) && bare && /^[A-Za-z_$][\w$]*$/.test(content)) return content + (colon ?? '');
    return colon === undefined ? quoted(whole, content, style) : quoted(`"${content}"`, content, style) + colon;
  });
  return { ...edit, text };
}

function quoted(json: string, content: string, { quote }: ScriptStyle): string {
  return quote === '"' || /['\\]/.test(content) ? json : `'${content}'`;
}

function hasBareKeys(literal: SyntaxNode): boolean {
  const keys = descendantsOf(literal, 'pair').map((pair) => childIn(pair, 'key')?.type);
  return keys.filter((type) => type === 'property_identifier').length > keys.length / 2;
}
