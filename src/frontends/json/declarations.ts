import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../dialects/declaration.ts';
import { configValue, entriesOf } from './config.ts';
import { classNameOf } from './models.ts';
import { isInput } from './network.ts';
import type { JsonObject } from './node.ts';
import { findProperty, spanOf, textIn } from './tree.ts';

/**
 * A layer's object as dialects read it.
 * @param config the entries of its config.
 */
export function declarationOf(
  layer: JsonObject,
  config: readonly ConfigEntry[],
  callArguments: readonly ConfigEntry[],
): LayerDeclaration {
  // In functional models the name may stand beside the config only.
  const options = config.some(({ key }) => key === 'name') ? config : [...config, ...nameBeside(layer)];
  const className = classNameOf(layer) ?? '?';
  const plain = { className, module: textIn(layer, 'module'), options, callArguments, span: spanOf(layer) };
  return isOwnClass(layer) ? { ...plain, opaque: { reason: ownClass(className), outputShape: null } } : plain;
}

/**
 * The layer at every time step: a model in `TimeDistributed` is its layers, each of them in `TimeDistributed`.
 * @param shape what the wrapper says of its input, for the layer that it enters.
 */
export function distributedDeclaration(
  layer: JsonObject,
  config: readonly ConfigEntry[],
  shape: readonly ConfigEntry[],
): LayerDeclaration {
  const span = spanOf(layer);
  const entry = (key: string, value: ConfigValue): ConfigEntry => ({
    key,
    value,
    source: { whole: span, key: span, value: span },
  });
  const named = config.filter(({ key }) => key === 'name');
  const plain = { module: null, callArguments: [], span };
  if (isInput(layer)) return { ...plain, className: 'InputLayer', options: [...named, ...shape] };
  return { ...plain, className: 'TimeDistributed', options: [...named, entry('layer', configValue(layer)), ...shape] };
}

function nameBeside(layer: JsonObject): ConfigEntry[] {
  return entriesOf(layer).filter(({ key, value }) => key === 'name' && value.kind === 'string');
}

/** Roots of the modules that are a framework's. */
const FRAMEWORKS = /^(?:keras|tf_keras|keras_core|tensorflow|builtins)(?:\.|$)/;

/** Whether a file says that the class is its author's: of another module, or registered under a package of his. */
function isOwnClass(layer: JsonObject): boolean {
  const module = findProperty(layer, 'module')?.value;
  if (module === undefined) return false;
  if (module.kind === 'string') return !FRAMEWORKS.test(String(module.value));
  return textIn(layer, 'registered_name') !== null;
}

function ownClass(className: string): string {
  return `\`${className}\` is a class of its author's: the file does not say what it computes.`;
}
