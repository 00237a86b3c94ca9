import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Dialect, LayerTraits } from '../../src/dialects/dialect.ts';
import { dialects } from '../../src/dialects/index.ts';
import type { Activation } from '../../src/model/activation.ts';
import { distributionMean, distributionVariance } from '../../src/model/distribution.ts';
import type { Weight } from '../../src/model/graph.ts';
import { elementCount, sizes } from '../../src/model/shape.ts';
import { declareParsed } from '../unit/dialects/declare.ts';
import drawCases from './keras/draw-cases.json' with { type: 'json' };
import draws2 from './keras/keras2-draws.json' with { type: 'json' };
import draws3 from './keras/keras3-draws.json' with { type: 'json' };
import cases from './keras/layer-cases.json' with { type: 'json' };

/** Recurrent layers, wrappers, embeddings and attention against what Keras built and drew (keras/record_layers.py, keras/record_draws.py). */

const CLASSES = new Set([
  'SimpleRNN',
  'LSTM',
  'GRU',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'RNN',
  'Bidirectional',
  'TimeDistributed',
  'SpectralNormalization',
  'Embedding',
  'Attention',
  'AdditiveAttention',
  'MultiHeadAttention',
  'GroupQueryAttention',
  'EinsumDense',
]);

interface LayerFacts {
  readonly name: string;
  readonly class: string;
  readonly parameters: number;
  readonly uses?: readonly { readonly shapes?: readonly (readonly (number | null)[])[] }[];
  readonly weights?: readonly { readonly shape: readonly number[]; readonly initializer?: readonly unknown[] }[];
  readonly activations?: Readonly<Record<string, string>>;
  readonly parts?: readonly LayerFacts[];
}

interface Built {
  readonly json: string;
  readonly facts: { readonly layers: readonly LayerFacts[] };
}

/** One weight as it was drawn. */
interface Draw {
  readonly shape: readonly number[];
  readonly mean: number;
  readonly variance: number;
}

const DRAWS: Readonly<Record<'keras2' | 'keras3', readonly (readonly Draw[] | null)[]>> = {
  keras2: draws2.cases,
  keras3: draws3.cases,
};

for (const id of ['keras2', 'keras3'] as const) {
  const dialect = dialects[id];
  const recorded = readRecording(`${id}-layers.json.gz`);

  describe(`recurrent layers, wrappers and attention of ${dialect.label}, as recorded`, () => {
    for (const [i, [className, options, inputs]] of cases.entries()) {
      const built = recorded[i];
      if (typeof className !== 'string' || !CLASSES.has(className) || built === null || built === undefined) continue;
      it(`${className}(${JSON.stringify(options)})`, () => {
        const facts = built.facts.layers.at(-1);
        assert.ok(facts, 'a case is a model of its inputs and a layer');
        const shapes = inputShapes(inputs);
        const traits = dialect.readLayer(declareParsed(savedLayer(built.json, facts.name)), shapes, 'json');
        assert.deepEqual(
          traits.problems.filter(({ kind }) => kind !== 'unknownOption'),
          [],
        );
        assert.equal(parameters(traits), facts.parameters);
        const outputShape = facts.uses?.[0]?.shapes?.[0]?.slice(1) ?? null;
        assert.deepEqual(open(sizes(traits.outputShape ?? []), outputShape), outputShape);
        assert.deepEqual(shapesOf(traits), recordedShapes(facts));
        assert.deepEqual(initializersOf(dialect, traits), recordedInitializers(facts));
        assert.deepEqual(activationsOf(dialect, traits), recordedActivations(facts));
      });
    }

    for (const [i, [className, options, inputs]] of drawCases.entries()) {
      const draws = DRAWS[id][i];
      if (draws === null) continue;
      it(`${className}(${JSON.stringify(options)}) draws what the dialect says`, () => {
        assert.ok(draws, 'the case is recorded');
        const layer = { class_name: className, config: options };
        const { weights } = dialect.readLayer(declareParsed(layer), inputShapes(inputs), 'json');
        assert.deepEqual(
          weights.map(({ shape }) => sizes(shape)),
          draws.map(({ shape }) => shape),
        );
        for (const [at, draw] of draws.entries()) assertDrawn(draw, weights[at]);
      });
    }
  });
}

/** The recorded sample within 5 standard errors of the distribution's mean and variance. */
function assertDrawn({ shape, mean, variance }: Draw, weight: Weight | undefined): void {
  assert.ok(weight, 'Keras has as many weights as the dialect');
  const { role, initializer } = weight;
  const expected = distributionVariance(initializer.sampled, shape);
  const middle = distributionMean(initializer.sampled, shape);
  assert.ok(expected !== null && middle !== null, `${role} is known`);
  const n = elementCount(shape);
  // A normal's fourth moment bounds those of all families here. 1e-6: single precision.
  assert.ok(Math.abs(mean - middle) < 5 * Math.sqrt(expected / n) + 1e-6, `${role}: mean ${mean}, not ${middle}`);
  const error = 5 * expected * Math.sqrt(2 / n) + 1e-6;
  assert.ok(Math.abs(variance - expected) < error, `${role}: variance ${variance}, not ${expected}`);
}

function readRecording(file: string): readonly (Built | null)[] {
  const text = gunzipSync(readFileSync(new URL(`keras/${file}`, import.meta.url))).toString('utf8');
  const recording: { readonly cases: readonly (Built | null)[] } = JSON.parse(text);
  return recording.cases;
}

/** The object of the layer of this name in a functional model's JSON. */
function savedLayer(json: string, name: string): unknown {
  const model: { readonly config: { readonly layers: readonly { readonly config: { readonly name: string } }[] } } =
    JSON.parse(json);
  return model.config.layers.find(({ config }) => config.name === name);
}

function inputShapes(inputs: unknown): number[][] {
  assert.ok(Array.isArray(inputs), 'a case lists the shapes of its inputs');
  // Any size will do where the length is open.
  return inputs.map((shape: readonly (number | null)[]) => shape.map((size) => size ?? 6));
}

function open(shape: readonly number[], like: readonly (number | null)[] | null): (number | null)[] {
  return shape.map((size, i) => (like?.[i] === null ? null : size));
}

function everyLayer(traits: LayerTraits): LayerTraits[] {
  return [traits, ...traits.parts.flatMap((part) => everyLayer(part.traits))];
}

/** Keras keeps the layer that a bidirectional one was made from beside its two copies. */
function everyFact(facts: LayerFacts): LayerFacts[] {
  const parts = facts.parts ?? [];
  const used = facts.class === 'Bidirectional' ? parts.slice(-2) : parts;
  return [facts, ...used.flatMap(everyFact)];
}

function parameters(traits: LayerTraits): number {
  const counts = everyLayer(traits).flatMap(({ weights }) => weights.map(({ shape }) => elementCount(shape)));
  return counts.reduce((a, b) => a + b, 0);
}

function shapesOf(traits: LayerTraits): number[][] {
  return everyLayer(traits).flatMap(({ weights }) => weights.map(({ shape }) => sizes(shape)));
}

function recordedShapes(facts: LayerFacts): (readonly number[])[] {
  return everyFact(facts).flatMap(({ weights = [] }) => weights.map(({ shape }) => shape));
}

/** As JSON writes them, arguments that are null left out. */
function initializersOf(dialect: Dialect, traits: LayerTraits): unknown[] {
  return everyLayer(traits).flatMap(({ weights }) =>
    weights.map(({ role, initializer }) => {
      // Keras tells the initialisers of these by no attribute.
      if (role === 'state' || role === 'scale') return null;
      const spelling = dialect.spellInitializer(initializer.spec, initializer.seed, 'json');
      assert.ok(spelling?.kind === 'construction');
      return [spelling.name, Object.fromEntries(spelling.arguments.filter(([, value]) => value !== null))];
    }),
  );
}

function recordedInitializers(facts: LayerFacts): unknown[] {
  return everyFact(facts).flatMap(({ weights = [] }) => weights.map(({ initializer = null }) => initializer));
}

/** Of the cells and of the layers that have one. */
function activationsOf(dialect: Dialect, traits: LayerTraits): (string | null)[] {
  const name = (activation: Activation) => dialect.spellActivation(activation, 'json');
  return everyLayer(traits).flatMap(({ operation, ownActivation }) => {
    if (operation.kind !== 'recurrent' && operation.kind !== 'recurrentCell') {
      return ownActivation === null ? [] : [name(ownActivation)];
    }
    const { cell } = operation;
    return cell.kind === 'simple' ? [name(cell.activation)] : [name(cell.activation), name(cell.recurrentActivation)];
  });
}

/** Keras's recurrent layers are made of a cell that has the same; attention is made of projections. */
function recordedActivations(facts: LayerFacts): string[] {
  const isAttention = ({ class: name }: LayerFacts) => /Attention$/.test(name);
  const parts = isAttention(facts) ? [] : everyFact(facts);
  return parts
    .filter(({ parts: inside = [] }) => !inside.some(({ class: name }) => name.endsWith('Cell')))
    .flatMap(({ activations = {} }) => Object.values(activations));
}
