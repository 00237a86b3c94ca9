import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { transformSync } from 'esbuild';
import { loadScriptParser, type ScriptParser } from '../../src/frontends/script/parser.ts';
import { readScript } from '../../src/frontends/script/read-script.ts';
import { scalarFunction } from '../../src/model/activation-function.ts';
import { loadWasm } from '../unit/frontends/wasm.ts';

/** Layer classes of a program, run by TensorFlow.js, against the functions that are read from the same text. */

const CALLS = [
  'return tf.mul(x, tf.sigmoid(x));',
  'return x.mul(tf.tanh(tf.softplus(x)));',
  'return tf.tidy(() => tf.maximum(x, tf.mul(tf.scalar(0.1), x)));',
  'return tf.relu6(x.add(3)).div(6).mul(x);',
  'const inner = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)); return x.mul(0.5).mul(inner.tanh().add(1));',
  'return x.mul(0.5).mul(x.div(Math.SQRT2).erf().add(1));',
  'return tf.clipByValue(x, -1, 0.5).square();',
  'return tf.logSigmoid(x).neg().sub(tf.abs(x));',
  'return tf.leakyRelu(x, 0.3).add(tf.elu(x)).add(tf.selu(x));',
  'return x.exp().add(1).log1p().sub(tf.sin(x)).mul(tf.step(x, 0.25));',
  'return x.square().add(1).sqrt().reciprocal().add(x.square().add(2).rsqrt());',
  'return tf.minimum(x.sign(), x.expm1()).add(x.atan()).sub(x.cos());',
];

const POINTS = [-4.2, -2.9, -1, -0.3, 0.1, 0.6, 1.4, 3.3, 5.1];

describe('custom activations against TensorFlow.js', () => {
  let parser: ScriptParser;
  before(async () => {
    await tf.setBackend('cpu');
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  for (const call of CALLS) {
    it(`compute what TensorFlow.js does: ${call}`, () => {
      const text = `const tf = require('@tensorflow/tfjs');
class Own extends tf.layers.Layer {
  static className = 'Own';
  call(inputs) { const x = Array.isArray(inputs) ? inputs[0] : inputs; ${call} }
}
const model = tf.sequential();
model.add(tf.layers.inputLayer({ inputShape: [${POINTS.length}] }));
model.add(new Own({}));
exports.model = model;`;
      const { graphs } = readScript(parser, text, 'javascript', { assume: {}, dialect: 'auto' });
      const own = graphs[0]?.layers.at(-1)?.activation.own;
      assert.ok(own?.name === 'custom', JSON.stringify(graphs[0]?.layers.at(-1)?.operation));
      const f = scalarFunction(own);
      assert.ok(f !== null);
      const { values, gradients } = run(text);
      POINTS.forEach((x, i) => {
        // Single precision, of values up to e^5.
        const tolerance = 2e-5 * Math.max(1, Math.abs(f.value(x)), Math.abs(f.derivative(x)));
        assert.ok(
          Math.abs((values[i] ?? Number.NaN) - f.value(x)) < tolerance,
          `f(${x}) is ${values[i]}, not ${f.value(x)}`,
        );
        assert.ok(
          Math.abs((gradients[i] ?? Number.NaN) - f.derivative(x)) < tolerance,
          `f'(${x}) is ${gradients[i]}, not ${f.derivative(x)}`,
        );
      });
    });
  }
});

/** The model's values and derivatives at the points. */
function run(text: string): { values: ArrayLike<number>; gradients: ArrayLike<number> } {
  const { code } = transformSync(text, { loader: 'js', format: 'cjs', target: 'node20' });
  const exported: Record<string, unknown> = {};
  new Function('require', 'exports', code)(() => tf, exported);
  const { model } = exported;
  assert.ok(model instanceof tf.LayersModel);
  return tf.tidy(() => {
    const points = tf.tensor2d([POINTS]);
    const f = (x: tf.Tensor) => {
      const [output] = [model.apply(x)].flat();
      assert.ok(output instanceof tf.Tensor);
      return output;
    };
    return {
      values: f(points).dataSync(),
      gradients: tf
        .grad((x) => f(x).sum())(points)
        .dataSync(),
    };
  });
}
