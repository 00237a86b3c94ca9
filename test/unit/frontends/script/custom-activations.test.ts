import assert from 'node:assert/strict';
import { loadScriptParser, type ScriptParser } from '../../../../src/frontends/script/parser.ts';
import { readScript } from '../../../../src/frontends/script/read-script.ts';
import type { Activation } from '../../../../src/model/activation.ts';
import { scalarFunction } from '../../../../src/model/activation-function.ts';
import type { Layer } from '../../../../src/model/graph.ts';
import { loadWasm } from '../wasm.ts';

/** Functions as people write them, with what they compute. */
const FUNCTIONS: readonly (readonly [written: string, f: (x: number) => number])[] = [
  ['x => tf.mul(x, tf.sigmoid(x))', (x) => x / (1 + Math.exp(-x))],
  ['x => x.mul(x.sigmoid())', (x) => x / (1 + Math.exp(-x))],
  ['(x: tf.Tensor) => x.sigmoid().mul(x)', (x) => x / (1 + Math.exp(-x))],
  ['(x) => Math.max(0, x)', (x) => Math.max(0, x)],
  ['x => Math.max(0, Math.min(1, 0.2 * x + 0.5))', (x) => Math.max(0, Math.min(1, 0.2 * x + 0.5))],
  ['x => (x > 0 ? x : ALPHA * (Math.exp(x) - 1))', (x) => (x > 0 ? x : 0.5 * (Math.exp(x) - 1))],
  ['function (x) { if (x < 0) { return SLOPES.small * x; } return x; }', (x) => (x < 0 ? 0.02 * x : x)],
  ['(x) => { const t = tf.softplus(x); return x.mul(t.tanh()); }', (x) => x * Math.tanh(Math.log1p(Math.exp(x)))],
  ['x => tf.tidy(() => tf.maximum(x, tf.mul(tf.scalar(ALPHA), x)))', (x) => Math.max(x, 0.5 * x)],
  ['x => twice(x) ** 2 / Math.PI', (x) => (2 * x) ** 2 / Math.PI],
  ['x => tf.leakyRelu(x, 0.3)', (x) => (x > 0 ? x : 0.3 * x)],
  ['x => x.clipByValue(-1, 1)', (x) => Math.min(1, Math.max(-1, x))],
  ['x => -x.abs().neg().sqrt()', (x) => -Math.sqrt(-Math.abs(x))],
];

/** What is no function of one number alone, or larger than an activation has to be. */
const UNREAD = [
  'x => x * Math.random()',
  'x => x.matMul(weights)',
  'x => x.sub(x.mean())',
  '(x, y) => x + y',
  'x => endless(x)',
  'x => { for (const a of list) x = x + a; return x; }',
  `x => ${'Math.tanh('.repeat(80)}x${')'.repeat(80)}`,
  'x => unknownName * x',
];

const PREAMBLE = `import * as tf from '@tensorflow/tfjs';
const ALPHA = 0.5;
const SLOPES = { small: 0.02 };
const twice = (x) => 2 * x;
const endless = (x) => endless(x + 1);
`;

describe('custom activations in code', () => {
  let parser: ScriptParser;
  before(async () => {
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  function layersOf(text: string): readonly Layer[] {
    const { graphs } = readScript(parser, text, 'typescript', { assume: {}, dialect: 'tfjs' });
    return graphs.flatMap(({ layers }) => layers);
  }

  /** Of a dense layer that is given the function. */
  function given(written: string): Activation {
    const layers = layersOf(
      `${PREAMBLE}const model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 3, inputShape: [2], activation: ${written} }));`,
    );
    const own = layers.find(({ operation }) => operation.kind === 'dense')?.activation.own;
    assert.ok(own != null, 'a dense layer has an activation');
    return own;
  }

  /** Of an instance of a layer class, in a model behind a dense layer. */
  function ofClass(body: string, made = 'new Own()'): Layer {
    const layers = layersOf(
      `${PREAMBLE}class Own extends tf.layers.Layer {\n${body}\n}\nconst model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 3, inputShape: [2] }));\nmodel.add(${made});\nmodel.add(tf.layers.dense({ units: 1 }));`,
    );
    const [, , own] = layers;
    assert.ok(own !== undefined, 'the class stands for a layer');
    return own;
  }

  function assertComputes(activation: Activation | null, f: (x: number) => number): void {
    assert.equal(activation?.name, 'custom');
    const read = scalarFunction(activation);
    assert.ok(read !== null);
    for (const x of [-3.3, -0.7, 0.2, 1.9, 6]) {
      const [actual, expected] = [read.value(x), f(x)];
      assert.ok(
        Object.is(actual, expected) || Math.abs(actual - expected) < 1e-12,
        `f(${x}) = ${actual}, not ${expected}`,
      );
    }
  }

  for (const [written, f] of FUNCTIONS) {
    it(`reads ${written}`, () => assertComputes(given(written), f));
  }

  for (const written of UNREAD) {
    it(`does not read ${written.slice(0, 60)}, and says so`, () => {
      const activation = given(written);
      assert.equal(activation.name, 'unknown');
    });
  }

  it('says that TensorFlow.js takes names only', () => {
    const layers = layersOf(
      `${PREAMBLE}const model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 3, inputShape: [2], activation: twice }));`,
    );
    const [problem] = layers.flatMap(({ problems }) => problems);
    assert.ok(problem?.kind === 'unknownName' && problem.consequence === 'throws');
    assert.equal(problem.written, 'twice');
  });

  it('reads a layer class whose call works element by element', () => {
    for (const body of [
      'call(x) { return tf.mul(x, tf.sigmoid(x)); }',
      'call(inputs) { return tf.tidy(() => { const x = inputs[0]; return x.mul(tf.sigmoid(x)); }); }',
      'call(inputs, kwargs) { const x = Array.isArray(inputs) ? inputs[0] : inputs; this.invokeCallHook(inputs, kwargs); return x.sigmoid().mul(x); }',
    ]) {
      const { operation, activation, outputShape } = ofClass(body);
      assert.equal(operation.kind, 'activation', body);
      assertComputes(activation.own, (x) => x / (1 + Math.exp(-x)));
      assert.deepEqual(outputShape, [3]);
    }
  });

  it('reads the fields that a call uses', () => {
    const body =
      'constructor(slope) { super({}); this.slope = slope; }\ncall(x) { return tf.maximum(x, x.mul(this.slope)); }';
    assertComputes(ofClass(body, 'new Own(0.2)').activation.own, (x) => Math.max(x, 0.2 * x));
  });

  it('takes a straight line for a rescaling', () => {
    const { operation } = ofClass('call(x) { return x.mul(3).sub(1); }');
    assert.deepEqual(operation, { kind: 'rescaling', scale: 3, offset: -1 });
  });

  it('leaves classes that do more to their stand-in', () => {
    for (const body of [
      'call(x) { return x.sub(tf.mean(x)); }',
      'build(shape) { this.w = this.addWeight("w", [3], "float32", tf.initializers.ones()); }\ncall(x) { return x.mul(this.w.read()); }',
    ]) {
      assert.equal(ofClass(body).operation.kind, 'opaque', body);
    }
  });

  it('joins what stands between layers of a call into one function', () => {
    const layers = layersOf(`${PREAMBLE}class Block extends tf.layers.Layer {
  constructor() { super({}); this.first = tf.layers.dense({ units: 4 }); this.second = tf.layers.dense({ units: 2 }); }
  call(x) {
    const h = this.first.apply(x);
    return this.second.apply(tf.mul(h, tf.sigmoid(h)));
  }
}
const model = tf.sequential();
model.add(tf.layers.inputLayer({ inputShape: [3] }));
model.add(new Block());`);
    assert.deepEqual(
      layers.map(({ operation }) => operation.kind),
      ['input', 'dense', 'activation', 'dense'],
    );
    assertComputes(layers[2]?.activation.own ?? null, (x) => x / (1 + Math.exp(-x)));
    assert.equal(layers[1]?.activation.effective?.name, 'custom');
  });
});
