import { Notes } from '../model/notes.ts';
import type { LayerDeclaration } from './declaration.ts';
import type { Surface } from './dialect.ts';
import type { Framework, LayerEntry } from './framework.ts';
import { elementwise } from './layers/activation.ts';
import { opaque } from './layers/opaque.ts';

/** The class that a declaration stands for and what reads it; opaque, with the reason, where there is none. */
export function findLayer(
  framework: Framework,
  declaration: LayerDeclaration,
  surface: Surface,
): Pick<LayerEntry, 'className' | 'family'> {
  const { className, opaque: given } = declaration;
  if (given?.computes !== undefined) return { className, family: elementwise(given.computes) };
  if (given !== undefined) {
    const family = opaque(given.reason, ({ input }) => (given.outputShape === 'unchanged' ? input : given.outputShape));
    return { className, family };
  }
  const known = surface === 'code' ? byFactory(framework, className) : byFile(framework, declaration);
  return known ?? { className, family: opaque(unknownClass(framework, declaration, surface)) };
}

/** The layer of this name, whatever module it is said to come from; null if there is none. */
export function layerNamed(framework: Framework, className: string, surface: Surface): LayerEntry | null {
  return surface === 'code' ? byFactory(framework, className) : byClass(framework, className);
}

function byFactory(framework: Framework, name: string): LayerEntry | null {
  return indexOf(framework).factories.get(name) ?? null;
}

function byClass(framework: Framework, name: string): LayerEntry | null {
  return indexOf(framework).classes.get(name) ?? null;
}

/** A framework's layers by the names that code and files give them. */
interface LayerIndex {
  readonly factories: ReadonlyMap<string, LayerEntry>;
  readonly classes: ReadonlyMap<string, LayerEntry>;
}

const indices = new Notes<Framework, LayerIndex>();

function indexOf(framework: Framework): LayerIndex {
  const known = indices.get(framework);
  if (known !== undefined) return known;
  const factories = new Map<string, LayerEntry>();
  const classes = new Map<string, LayerEntry>();
  // Of two entries with one name the first counts.
  for (const entry of [...framework.layers].reverse()) {
    for (const name of entry.code) factories.set(name, entry);
    classes.set(entry.className, entry);
  }
  const index = { factories, classes };
  indices.set(framework, index);
  return index;
}

/** An operation is told from the layer of its name, and a class of the user's from the framework's, by the module. */
function byFile(framework: Framework, { className, module }: LayerDeclaration) {
  if (module !== null && OPERATIONS.test(module)) return operation(framework, className);
  const { package: registeredIn, name } = registeredName(className);
  const entry = byClass(framework, name);
  const isForeign = registeredIn !== null || (module !== null && !FRAMEWORK.test(module));
  if (isForeign) return entry?.registered === true ? entry : null;
  return entry ?? operation(framework, className);
}

function operation(framework: Framework, className: string): Pick<LayerEntry, 'className' | 'family'> | null {
  const family = Object.hasOwn(framework.operations, className) ? framework.operations[className] : undefined;
  return family === undefined ? null : { className, family };
}

/** Modules of `keras.ops`, and of functions that are saved as operations. */
const OPERATIONS = /^keras\.(src\.)?(ops|activations)\./;
const FRAMEWORK = /(^|\.)(tf_)?keras(_core)?(\.|$)/;

/** `Custom>LayerScale` is a class that its author has registered under a package. */
function registeredName(className: string): { package: string | null; name: string } {
  const end = className.lastIndexOf('>');
  return { package: end < 0 ? null : className.slice(0, end), name: className.slice(end + 1) };
}

const HIDDEN = 'What it computes does not stand in the file: the signal is taken to pass unchanged.';

function unknownClass({ label }: Framework, { className, module }: LayerDeclaration, surface: Surface): string {
  const { package: registeredIn, name } = registeredName(className);
  if (registeredIn !== null) return `\`${name}\` is a custom layer of the package \`${registeredIn}\`. ${HIDDEN}`;
  if (module !== null && OPERATIONS.test(module)) {
    return `The operation \`${className}\` of ${label} is not covered: the signal is taken to pass unchanged.`;
  }
  if (module !== null && !FRAMEWORK.test(module)) {
    return `\`${className}\` is a custom layer of the module \`${module}\`. ${HIDDEN}`;
  }
  const none = `${label} has no layer named \`${className}\``;
  return surface === 'json' ? `${none}: it may be a custom layer. ${HIDDEN}` : `${none}.`;
}
