import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { model as imageClassifier } from '../../samples/cnn.ts';
import { createDigitClassifier } from '../../samples/mlp.ts';
import { dialects } from '../../src/dialects/index.ts';
import { loadScriptParser, type ScriptParser } from '../../src/frontends/script/parser.ts';
import { readScript } from '../../src/frontends/script/read-script.ts';
import type { Layer, ModelGraph, Weight } from '../../src/model/graph.ts';
import type { InitializerSpec } from '../../src/model/initializer.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { loadWasm } from '../unit/frontends/wasm.ts';
import { tappedMoments } from './tapped-moments.ts';

/**
 * The sample models, run by TensorFlow.js with its own initialisers and its own random numbers, against our simulation
 * of what the frontend reads from the same files. Compared is the mean over draws of ln E[a^2] and of ln E[g^2] at every
 * layer: the logarithm, because one deep net's second moment is log-normal over draws.
 */

const BATCH = 4;
/** Of TensorFlow.js; the standard error of a mean logarithm is then about 4 to 10%. */
const THEIR_DRAWS = 64;
/** Ours cost less. */
const OUR_DRAWS = 200;

type Scheme = (weight: Weight, layer: Layer) => InitializerSpec;

/** As the file says, without its seed: one stream for every draw in TensorFlow.js, and another one in ours. */
const current: Scheme = (weight) => weight.initializer.spec;
const recommended: Scheme = (_, layer) =>
  layer.activation.effective?.name === 'relu' ? { name: 'heUniform' } : { name: 'glorotUniform' };

describe('the simulation against TensorFlow.js on the sample models', function () {
  this.timeout(120_000);
  let parser: ScriptParser;
  const scores: { readonly what: string; readonly z: number }[] = [];
  const { random } = Math;

  before(async () => {
    // TensorFlow.js takes seeds for what is not seeded, dropout's included, from Math.random.
    const generator = streamFor('oracle');
    Math.random = () => generator.uniform();
    await tf.setBackend('cpu');
    parser = await loadScriptParser(loadWasm);
  });

  after(() => {
    Math.random = random;
    parser.dispose();
  });

  function graphOf(file: string): ModelGraph {
    const text = readFileSync(join(__dirname, '../../samples', file), 'utf8');
    const { graphs } = readScript(parser, text, 'typescript', { assume: {}, dialect: 'auto' });
    const [graph] = graphs;
    assert.ok(graph !== undefined, `${file} holds a model`);
    assert.ok(graph.complete, graph.incompleteBecause.join(' '));
    return graph;
  }

  const models: readonly (readonly [string, () => tf.LayersModel])[] = [
    ['mlp.ts', createDigitClassifier],
    ['cnn.ts', () => imageClassifier],
  ];

  for (const [file, create] of models) {
    for (const [name, scheme] of [
      ['as written', current],
      ['with uniform kernels of the right scale', recommended],
    ] as const) {
      it(`agrees on ${file} ${name}`, () => {
        const graph = withScheme(graphOf(file), scheme);
        const theirs = theirLogarithms(create(), graph);
        const ours = ourLogarithms(graph);
        for (const [what, samples] of theirs) {
          scores.push({ what: `${file} ${name}: ${what}`, z: zScore(ours.get(what) ?? [], samples) });
        }
      });
    }
  }

  it('stays under 3 standard errors in 99 of 100 comparisons and within 5 in all', () => {
    assert.ok(scores.length >= 80, `${scores.length} comparisons`);
    const worst = [...scores].sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, 5);
    const summary = worst.map(({ what, z }) => `${what} ${z.toFixed(2)}`).join('\n');
    const beyond = scores.filter(({ z }) => !(Math.abs(z) < 3)).length;
    assert.ok(beyond <= scores.length / 100, `${beyond} of ${scores.length}:\n${summary}`);
    assert.ok(
      scores.every(({ z }) => Math.abs(z) < 5),
      summary,
    );
  });
});

function withScheme(graph: ModelGraph, scheme: Scheme): ModelGraph {
  const layers = graph.layers.map((layer) => ({
    ...layer,
    weights: layer.weights.map((weight) =>
      weight.role === 'kernel'
        ? { ...weight, initializer: dialects.tfjs.initializer(scheme(weight, layer), null, weight) }
        : weight,
    ),
  }));
  return { ...graph, layers };
}

/** ln E[a^2] and ln E[g^2] of every draw, by layer. */
type Logarithms = Map<string, number[]>;

function ourLogarithms(graph: ModelGraph): Logarithms {
  const samples: Logarithms = new Map();
  for (let seed = 0; seed < OUR_DRAWS; seed++) {
    const run = simulate(graph, { seeds: 1, seed, batch: BATCH, input: 'normal' });
    let step = run.next();
    while (step.done !== true) step = run.next();
    for (const { id, forward, backward } of step.value) {
      record(samples, `${id} forward`, forward.secondMoment);
      record(samples, `${id} backward`, backward.secondMoment);
    }
  }
  return samples;
}

/** The layers of the model are ours in the same order; ours begin with an input that a sequential model does not list. */
function theirLogarithms(model: tf.LayersModel, graph: ModelGraph): Logarithms {
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const ours = graph.layers.filter((layer) => layer.operation.kind !== 'input');
  assert.equal(layers.length, ours.length);
  const input = graph.layers.find((layer) => layer.operation.kind === 'input');
  const shape = (input?.outputShape ?? []).map((size) => (typeof size === 'number' ? size : size.assumed));
  const samples: Logarithms = new Map();
  for (let draw = 0; draw < THEIR_DRAWS; draw++) {
    layers.forEach((layer, i) => {
      redraw(layer, ours[i]);
    });
    const moments = tappedMoments(layers, [BATCH, ...shape], draw);
    moments.forEach(({ forward, backward }, i) => {
      record(samples, `${ours[i]?.id} forward`, forward);
      record(samples, `${ours[i]?.id} backward`, backward);
    });
  }
  return samples;
}

/** New values for the layer's kernel from TensorFlow.js's own initialiser of that name; biases stay zero. */
function redraw(layer: tf.layers.Layer, ours: Layer | undefined): void {
  const spec = ours?.weights.find(({ role }) => role === 'kernel')?.initializer.spec;
  if (spec === undefined) return;
  const [kernel] = layer.weights;
  assert.ok(kernel !== undefined, 'a weight layer has a kernel');
  const shape = kernel.shape.map((size) => size ?? 1);
  tf.tidy(() => {
    kernel.write(theirInitializer(spec).apply(shape, 'float32'));
  });
}

function theirInitializer(spec: InitializerSpec) {
  switch (spec.name) {
    case 'glorotNormal':
      return tf.initializers.glorotNormal({});
    case 'glorotUniform':
      return tf.initializers.glorotUniform({});
    case 'heNormal':
      return tf.initializers.heNormal({});
    case 'heUniform':
      return tf.initializers.heUniform({});
    default:
      return assert.fail(`The samples have no ${spec.name}.`);
  }
}

function record(samples: Logarithms, key: string, value: number): void {
  samples.set(key, [...(samples.get(key) ?? []), Math.log(value)]);
}

/** Difference of two means in standard errors (Welch). */
function zScore(a: readonly number[], b: readonly number[]): number {
  const error = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
  // The gradient at the output is N(0, 1) by construction, in both.
  return error === 0 ? 0 : (mean(a) - mean(b)) / error;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
