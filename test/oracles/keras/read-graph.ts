import type { LayerTraits } from '../../../src/dialects/dialect.ts';
import { dialects } from '../../../src/dialects/index.ts';
import type { Activation } from '../../../src/model/activation.ts';
import { type DialectId, type Layer, type ModelGraph, parameterCount, type Weight } from '../../../src/model/graph.ts';
import { elementCount, knownSize, type Shape } from '../../../src/model/shape.ts';
import {
  type ComparableLayer,
  type ComparableModel,
  type ComparableWeight,
  initializerText,
  Labels,
  shapeText,
} from './comparable.ts';

/** A graph in the terms of the comparison. An input that the file does not list is none of Keras's either. */
export function comparable(graph: ModelGraph): ComparableModel {
  const labels = new Labels();
  const listed = graph.layers.filter(({ operation }) => operation.kind !== 'input' || !operation.implicit);
  const labelled = new Map(listed.map((layer) => [layer.id, labels.next(layer.name).label]));
  const labelOf = (id: string) => labelled.get(id) ?? [];
  return {
    layers: listed.map((layer) => ({
      ...described(ownPart(layer), graph.dialect),
      label: labelled.get(layer.id) ?? layer.id,
      parameters: parameterCount(layer),
      inputs: layer.inputs.flatMap(labelOf),
    })),
    outputs: graph.outputs.flatMap(labelOf),
  };
}

/** What a dialect makes of one layer, in the terms of the comparison. */
export function comparableTraits(traits: LayerTraits, dialect: DialectId): ComparableLayer {
  const part = traitsPart(traits);
  const parameters = everyWeight(part).reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return { ...described(part, dialect), label: traits.className, parameters, inputs: [] };
}

/** What layers of graphs and of dialects have in common. */
interface Part {
  readonly operation: Layer['operation'];
  readonly outputShape: Shape | null;
  readonly weights: readonly Weight[];
  readonly activation: Activation | null;
  readonly parts: readonly Part[];
}

function ownPart({ operation, outputShape, weights, activation, parts }: Layer): Part {
  return { operation, outputShape, weights, activation: activation.own, parts: parts.map(ownPart) };
}

function traitsPart({ operation, outputShape, weights, ownActivation, parts }: LayerTraits): Part {
  const inner = parts.map((part) => traitsPart(part.traits));
  return { operation, outputShape, weights, activation: ownActivation, parts: inner };
}

function described(part: Part, dialect: DialectId): Omit<ComparableLayer, 'label' | 'parameters' | 'inputs'> {
  return {
    shape: part.outputShape === null ? '?' : shapeText(part.outputShape.map(knownSize)),
    weights: everyWeight(part).map((weight) => comparableWeight(weight, dialect)),
    activations: activations(part).flatMap(nameOf),
    isOwnCode: part.operation.kind === 'opaque',
  };
}

function everyWeight({ weights, parts }: Part): Weight[] {
  return [...weights, ...parts.flatMap(everyWeight)];
}

function comparableWeight({ role, shape, initializer }: Weight, dialect: DialectId): ComparableWeight {
  const spelling = dialects[dialect].spellInitializer(initializer.spec, initializer.seed, 'json');
  const written = spelling?.kind === 'construction' ? spelling.arguments.filter(([, value]) => value !== null) : [];
  return {
    text: `${role} ${shapeText(shape.map(knownSize))}`,
    initializer: spelling === null ? null : initializerText(spelling.name, Object.fromEntries(written)),
  };
}

function activations({ operation, parts, activation }: Part): (Activation | null)[] {
  if (operation.kind === 'recurrent' || operation.kind === 'recurrentCell') {
    const { cell } = operation;
    return [cell.activation, 'recurrentActivation' in cell ? cell.recurrentActivation : null];
  }
  return parts.length > 0 ? parts.flatMap(activations) : [activation];
}

function nameOf(activation: Activation | null): string[] {
  return activation === null || activation.name === 'linear' ? [] : [activation.name];
}
