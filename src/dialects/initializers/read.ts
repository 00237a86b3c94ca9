import type { Initializer } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { Span } from '../../model/text.ts';
import type { ConfigValue } from '../declaration.ts';
import type { Surface } from '../dialect.ts';
import type { Notes } from '../option-reader.ts';
import { InitializerArguments } from './arguments.ts';
import type { InitializerKind, InitializerNames } from './kinds.ts';
import { resolveSpec } from './resolve.ts';
import type { InitializerRules } from './rules.ts';
import type { WrittenInitializer } from './sample.ts';
import { suggestInitializer } from './suggest.ts';

/** What a file says about one weight's initialiser. */

export interface InitializerContext {
  readonly rules: InitializerRules;
  readonly surface: Surface;
  /** The option as written. */
  readonly option: string;
  readonly notes: Notes;
}

type Construction = Extract<ConfigValue, { kind: 'construction' }>;

/** @param value null or a null value stand for the default. */
export function readInitializer(
  value: ConfigValue | null,
  fallback: InitializerSpec,
  context: InitializerContext,
): WrittenInitializer {
  const standard: WrittenInitializer = { spec: fallback, seed: null, explicit: false, span: null, object: null };
  if (value === null || value.kind === 'null') return standard;
  if (context.rules.names[context.surface].falsyIsDefault && isFalsy(value)) return standard;
  const construction = asConstruction(value);
  if (construction !== null) return readConstruction(construction, context);
  if (value.kind === 'string') {
    const { spec, seed } = readName(value.value, value.span, context);
    return { spec, seed, explicit: true, span: value.span, object: null };
  }
  const why = value.kind === 'unknown' ? value.reason : `It is written as a ${value.kind}.`;
  const reason = `\`${context.option}\` cannot be read. ${why}`;
  if (value.kind === 'unknown') {
    context.notes.unknowns.push({ name: value.name, span: value.span, what: reason, assumed: null });
  }
  return { ...standard, spec: { name: 'unknown', reason }, explicit: true, span: value.span };
}

function isFalsy(value: ConfigValue): boolean {
  return (
    (value.kind === 'string' && value.value === '') ||
    (value.kind === 'number' && value.value === 0) ||
    (value.kind === 'boolean' && !value.value)
  );
}

/** A construction as it stands, or an object with `className` and `config`, which frameworks read as one. */
function asConstruction(value: ConfigValue): Construction | null {
  if (value.kind === 'construction') return value;
  if (value.kind !== 'object') return null;
  const named = value.entries.find(({ key }) => key === 'className' || key === 'class_name')?.value;
  const config = value.entries.find(({ key }) => key === 'config')?.value;
  if (named?.kind !== 'string' || config?.kind !== 'object') return null;
  return {
    kind: 'construction',
    namespace: null,
    name: named.value,
    options: config,
    called: true,
    object: -1,
    span: value.span,
    written: null,
  };
}

function readName(name: string, span: Span, context: InitializerContext): Pick<Initializer, 'spec' | 'seed'> {
  const { rules, surface, notes } = context;
  const kind = lookUp(rules.names[surface].strings, name, context);
  if (kind === null) return refuse(name, unknownNameDetail(name), span, context, rules.names[surface].strings);
  return resolveSpec(kind, new InitializerArguments(null, notes), context, span);
}

function readConstruction(construction: Construction, context: InitializerContext): WrittenInitializer {
  const { name, span, called } = construction;
  const names = context.rules.names[context.surface];
  const object = construction.object < 0 ? null : construction.object;
  const written = { explicit: true, span, object };
  // A bare object in code is deserialised, which knows class names only, as JSON does.
  const accepted = construction.namespace === null ? context.rules.names.json.constructions : names.constructions;
  const kind = lookUp(accepted, name, context);
  if (kind === null) {
    const suggestions = context.surface === 'json' ? names.constructions : names.strings;
    return { ...written, ...refuse(name, unknownNameDetail(name), span, context, suggestions) };
  }
  if (!called && names.mustBeCalled) {
    const detail = `\`${name}\` is a function that is not called, which no layer takes.`;
    return { ...written, ...refuse(name, detail, span, context, names.strings) };
  }
  if (called && construction.options === null && names.needArgument.includes(kind)) {
    const detail = `\`${name}()\` throws without an argument; the name as a string, or \`${name}({})\`, does not.`;
    return { ...written, ...refuse(name, detail, span, context, names.strings) };
  }
  const args = new InitializerArguments(construction.options, context.notes);
  return { ...written, ...resolveSpec(kind, args, context, span) };
}

function lookUp(names: InitializerNames, name: string, { rules, surface }: InitializerContext): InitializerKind | null {
  const normalized = rules.names[surface].normalize(name);
  return (Object.hasOwn(names, normalized) ? names[normalized] : undefined) ?? null;
}

function unknownNameDetail(name: string): string {
  return `There is no initialiser named \`${name}\`.`;
}

function refuse(
  written: string,
  detail: string,
  span: Span,
  { surface, option, notes }: InitializerContext,
  suggestions: InitializerNames,
): Pick<Initializer, 'spec' | 'seed'> {
  notes.problems.push({
    kind: 'unknownName',
    what: 'initializer',
    option,
    written,
    suggestion: suggestInitializer(written, suggestions),
    consequence: surface === 'json' ? 'unloadable' : 'throws',
    detail,
    span,
  });
  return { spec: { name: 'unknown', reason: detail }, seed: null };
}
