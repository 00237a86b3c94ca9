import type { Activation } from '../model/activation.ts';
import type { OperationKind } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import type { Shape } from '../model/shape.ts';
import { spellActivation } from './activations/read.ts';
import type { LayerDeclaration } from './declaration.ts';
import type { Dialect, LayerPart, LayerTraits, Surface } from './dialect.ts';
import { findLayer, layerNamed } from './find-layer.ts';
import type { Framework } from './framework.ts';
import { draw } from './initializers/sample.ts';
import { spellInitializer } from './initializers/spell.ts';
import { LayerReader } from './layer-reader.ts';
import { suggestOption } from './suggest-option.ts';

/** A dialect from what is particular to its framework. */
export function createDialect(framework: Framework): Dialect {
  const { id, label, version, initializers, activations } = framework;
  return {
    id,
    label,
    frameworkVersion: version,
    isLayer: (className, surface) => layerNamed(framework, className, surface) !== null,
    readLayer: (declaration, inputs, surface) => readLayer(framework, declaration, inputs, surface),
    initializer: (spec, seed, { shape, fans }) =>
      draw({ spec, seed, explicit: true, span: null, object: null }, shape, fans, initializers),
    spellInitializer: (spec, seed, surface) => spellInitializer(spec, seed, surface, initializers),
    spellActivation: (activation, surface) => spellActivation(activation, surface, activations),
    initializerNames: (surface) => Object.keys(initializers.names[surface].strings),
    activationNames: (surface) => Object.keys(activations.names[surface]),
  };
}

function readLayer(
  framework: Framework,
  declaration: LayerDeclaration,
  inputs: readonly (Shape | null)[],
  surface: Surface,
): LayerTraits {
  const { className, family } = findLayer(framework, declaration, surface);
  const ofLayer = (inner: LayerDeclaration) => activationOf(framework, inner, surface);
  const readInner = (inner: LayerDeclaration, shapes: readonly (Shape | null)[]) =>
    readLayer(framework, inner, shapes, surface);
  const layer = new LayerReader(className, declaration, inputs, { framework, surface, ofLayer, readInner });
  const { options } = layer;
  options.accept(...framework.quirks.baseOptions);
  const name = options.text('name');
  const written = options.boolean('trainable', true);
  const weightsGiven = options.entry('weights') !== null;
  const body = family(layer);
  const trainable = written || (WRAPPERS.has(body.operation.kind) && !framework.quirks.wrappersFreeze);
  // An opaque layer's options are not known well enough to judge.
  const isJudged = body.operation.kind !== 'opaque' && declaration.opaque === undefined;
  const strangers = isJudged ? unknownOptions(framework, layer, surface) : [];
  const traits: LayerTraits = {
    operation: body.operation,
    className,
    name,
    ownActivation: body.activation,
    outputShape: body.outputShape,
    inputShape: layer.inputShape ?? body.inputShape ?? null,
    weights: body.weights,
    trainable,
    problems: [...layer.problems, ...strangers],
    unknowns: layer.unknowns,
    weightsGiven,
    parts: (body.parts ?? []).map((part) => (trainable ? part : frozen(part))),
  };
  return body.furtherShape === undefined ? traits : { ...traits, furtherShape: body.furtherShape };
}

/** Operations that are a layer inside another; an RNN's cells are its own. */
const WRAPPERS: ReadonlySet<OperationKind> = new Set(['bidirectional', 'timeDistributed']);

/** What stands inside a layer that is not trained is not trained either. */
function frozen(part: LayerPart): LayerPart {
  const { traits } = part;
  return { ...part, traits: { ...traits, trainable: false, parts: traits.parts.map(frozen) } };
}

/** Of an activation layer that stands where a name is expected; null for other layers. */
function activationOf(framework: Framework, declaration: LayerDeclaration, surface: Surface): Activation | null {
  // Constructed activations are layer objects, which carry class names on both surfaces.
  const entry =
    layerNamed(framework, declaration.className, surface) ?? layerNamed(framework, declaration.className, 'json');
  if (entry === null) return null;
  const named = surface === 'code' ? (entry.code[0] ?? entry.className) : entry.className;
  const traits = readLayer(framework, { ...declaration, className: named }, [], surface);
  return traits.operation.kind === 'activation' ? traits.ownActivation : null;
}

function unknownOptions(framework: Framework, layer: LayerReader, surface: Surface): Problem[] {
  const problems: Problem[] = [];
  for (const { key, source } of layer.options.unread()) {
    const suggestion = suggestOption(key, layer.options.known());
    // Files that machines write carry options of other versions: there only what looks misspelt is worth a word.
    if (surface === 'json' && suggestion === null) continue;
    const consequence = framework.quirks.unknownOption[surface];
    problems.push({ kind: 'unknownOption', written: key, suggestion, consequence, span: source.key });
  }
  return problems;
}
