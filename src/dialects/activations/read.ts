import { type Activation, LINEAR } from '../../model/activation.ts';
import { type ConfigValue, constructedLayer, type LayerDeclaration } from '../declaration.ts';
import type { Surface } from '../dialect.ts';
import { nearestName } from '../nearest-name.ts';
import type { Notes } from '../option-reader.ts';
import type { ActivationRules } from './rules.ts';

export interface ActivationContext {
  readonly rules: ActivationRules;
  readonly surface: Surface;
  /** The option as written. */
  readonly option: string;
  readonly notes: Notes;
  /** The activation of a layer that is given in place of a name; null if it is no activation layer. */
  readonly ofLayer: (declaration: LayerDeclaration) => Activation | null;
}

/**
 * The nonlinearity that an option asks for; none means linear. A refused name that clearly means another one counts as
 * that one, so that the rest of the advice already fits the mended file.
 */
export function readActivation(value: ConfigValue | null, context: ActivationContext): Activation {
  if (value === null || value.kind === 'null') return LINEAR;
  if (value.kind === 'string') return readName(value.value, value, context);
  const { option, notes } = context;
  if (value.kind === 'construction') {
    const activation = context.ofLayer(constructedLayer(value, value.span));
    if (activation !== null) return readLayer(value.name, activation, value, context);
    return readName(value.name, value, context);
  }
  if (value.kind === 'function') return readFunction(value, context);
  const name = functionName(value);
  if (name !== null) return readName(name, value, context);
  const why = value.kind === 'unknown' ? value.reason : `It is written as a ${value.kind}.`;
  const reason = `\`${option}\` cannot be read. ${why}`;
  const unknownName = value.kind === 'unknown' ? value.name : option;
  notes.unknowns.push({ name: unknownName, span: value.span, what: reason, assumed: null });
  return { name: 'unknown', written: unknownName, reason };
}

/** A function where a name is expected: TF.js throws, and advice goes on with what the function computes. */
function readFunction(
  { name, expression, span }: Extract<ConfigValue, { readonly kind: 'function' }>,
  { option, notes }: ActivationContext,
): Activation {
  notes.problems.push({
    kind: 'unknownName',
    what: 'activation',
    option,
    written: name,
    suggestion: null,
    consequence: 'throws',
    detail: `\`${option}\` takes a name, not a function: a layer class whose \`call\` computes it can follow.`,
    span,
  });
  return { name: 'custom', written: name, expression };
}

/** Keras 3 writes a function that is not its own default as `{"class_name": "function", "config": "relu"}`. */
function functionName(value: ConfigValue): string | null {
  if (value.kind !== 'object') return null;
  const named = value.entries.find(({ key }) => key === 'class_name')?.value;
  const config = value.entries.find(({ key }) => key === 'config')?.value;
  return named?.kind === 'string' && named.value === 'function' && config?.kind === 'string' ? config.value : null;
}

/** A layer where a name is expected: in TF.js code that throws, and the name stands for it only if its numbers agree. */
function readLayer(
  written: string,
  activation: Activation,
  { span }: ConfigValue,
  context: ActivationContext,
): Activation {
  const { rules, surface, option, notes } = context;
  if (rules.takesLayers[surface]) return activation;
  notes.problems.push({
    kind: 'unknownName',
    what: 'activation',
    option,
    written,
    suggestion: spellActivation(activation, surface, rules),
    consequence: 'throws',
    detail: `\`${option}\` takes a name, not a layer: the layer \`${written}\` can follow as one of its own.`,
    span,
  });
  return activation;
}

function readName(written: string, { span }: ConfigValue, context: ActivationContext): Activation {
  const { rules, surface, option, notes } = context;
  const names = rules.names[surface];
  const name = rules.normalize(written, surface);
  const known = Object.hasOwn(names, name) ? names[name] : undefined;
  const problem = { kind: 'unknownName', what: 'activation', option, written, span } as const;
  if (known !== undefined) {
    const unsavable = surface === 'code' ? rules.unsavable[name] : undefined;
    if (unsavable !== undefined) {
      notes.problems.push({ ...problem, suggestion: null, consequence: 'unloadable', detail: unsavable });
    }
    return known;
  }
  const suggestion = nearestName(written, Object.keys(names), rules.synonyms[surface]);
  const consequence = surface === 'json' ? 'unloadable' : 'throws';
  const detail = `There is no activation named \`${written}\`.`;
  const caveat = suggestion === null ? undefined : rules.unsavable[suggestion];
  notes.problems.push({
    ...problem,
    suggestion,
    consequence,
    detail: caveat === undefined ? detail : `${detail} ${caveat}`,
  });
  const meant = suggestion === null ? undefined : names[suggestion];
  return meant ?? { name: 'unknown', written, reason: detail };
}

/** The preferred name for an activation, null if the surface has none. */
export function spellActivation(activation: Activation, surface: Surface, rules: ActivationRules): string | null {
  const names = rules.names[surface];
  return Object.keys(names).find((name) => sameActivation(names[name], activation)) ?? null;
}

function sameActivation(a: Activation | undefined, b: Activation): boolean {
  return a !== undefined && a.name !== 'unknown' && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(activation: Activation): [string, unknown][] {
  return Object.entries(activation).sort(([a], [b]) => (a < b ? -1 : 1));
}
