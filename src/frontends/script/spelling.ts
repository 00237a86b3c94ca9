import type { InitializerSpelling } from '../../dialects/dialect.ts';
import type { Scope } from './scopes.ts';
import type { ScriptStyle } from './style.ts';
import { childIn, type SyntaxNode } from './syntax.ts';

/** How a value of the file constructs its initialiser, where it does. */
export interface Construction {
  /** The text before the factory's name (`tf.initializers`), null for a factory imported by itself. */
  readonly namespace: string | null;
  readonly hasArguments: boolean;
}

/** The construction that an option's value is, null for a string or anything else. */
export function constructionIn(text: string, value: SyntaxNode): Construction | null {
  if (value.type !== 'call_expression') return null;
  const callee = childIn(value, 'function');
  const args = childIn(value, 'arguments');
  if (callee === null || args === null) return null;
  const object = callee.type === 'member_expression' ? childIn(callee, 'object') : null;
  const namespace = object === null ? null : text.slice(object.start, object.end);
  return { namespace, hasArguments: args.children.some((child) => child.named) };
}

/** What the initialisers' namespace is called at a layer's call: `tf.initializers` beside `tf.layers`, else by the file's names. */
export function namespaceAt(text: string, call: SyntaxNode | null, scope: Scope): string | null {
  const callee = call === null ? null : childIn(call, 'function');
  const layers = callee?.type === 'member_expression' ? childIn(callee, 'object') : null;
  const root = layers?.type === 'member_expression' ? childIn(layers, 'object') : null;
  if (root !== null) return `${text.slice(root.start, root.end)}.initializers`;
  let whole: string | null = null;
  for (const [name, value] of scope.entries()) {
    if (value.kind !== 'namespace') continue;
    if (value.path.length === 1 && value.path[0] === 'initializers') return name;
    if (value.path.length === 0) whole ??= `${name}.initializers`;
  }
  return whole;
}

/**
 * The text of an initialiser: a string where that says it all and nothing was constructed before, else a construction.
 * @returns null where it has to be constructed and the file has no name for the namespace.
 */
export function writeInitializer(
  spelling: InitializerSpelling,
  style: ScriptStyle,
  before: Construction | null,
  namespace: string | null,
): string | null {
  if (spelling.kind === 'name' && before === null) return `${style.quote}${spelling.name}${style.quote}`;
  const from = before?.namespace ?? namespace;
  if (from === null) return null;
  if (spelling.kind === 'name') return `${from}.${spelling.name}(${before?.hasArguments === true ? '{}' : ''})`;
  const written = spelling.arguments.map(([name, value]) => `${name}: ${writeLiteral(value, style)}`).join(', ');
  const braces = style.spacedBraces && written !== '' ? `{ ${written} }` : `{${written}}`;
  return `${from}.${spelling.name}(${braces})`;
}

export function writeLiteral(value: string | number | boolean | null, style: ScriptStyle): string {
  if (typeof value !== 'string') return String(value);
  return (
    style.quote +
    value.replace(/[\\\n]|'|"/g, (c) => (c === '\n' ? '\\n' : c === '\\' || c === style.quote ? `\\${c}` : c)) +
    style.quote
  );
}
