import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { ANYTHING } from './anything.ts';
import type { RecordedModel } from './recorder.ts';

/** How a model file is made to build its models, where importing it is not enough. */
export interface FileRun {
  /** Why it is not run at all. */
  readonly notRun?: string;
  /** Calls of what the file exports, with stated arguments. */
  readonly calls?: readonly ((exports: Exports) => unknown)[];
  /** Models of layers that the file itself applies only to values, by the name of the graph that stands for them. */
  readonly models?: (exports: Exports, made: readonly RecordedModel[]) => Readonly<Record<string, tf.LayersModel>>;
  readonly modules?: Readonly<Record<string, unknown>>;
  readonly globals?: Readonly<Record<string, unknown>>;
  readonly replaced?: Readonly<Record<string, unknown>>;
  /** The sizes that the reading is to assume: those of the arguments above. */
  readonly assume?: Readonly<Record<string, number>>;
  /** What TF.js says to the file as it stands, where it refuses it; `mend` then makes it one that runs. */
  readonly refused?: RegExp;
  /** Replacements in the text before it is read and run. */
  readonly mend?: readonly (readonly [from: string, to: string])[];
}

type Exports = Readonly<Record<string, unknown>>;

/** By path; a file that is not here is imported and nothing else. */
export const FILE_RUNS: Readonly<Record<string, FileRun>> = {
  'test/models/branches.tsx': {
    modules: { react: { useMemo: (make: () => unknown) => make(), createElement: () => null } },
    calls: [call('Trainer', { deep: true, onReady: () => undefined })],
  },
  'test/models/config-object.js': { calls: [call('createRegressor')] },
  'test/models/dropout-in-cells.js': { calls: [call('tagger'), call('frames')] },
  'test/models/layer-classes.ts': { models: (_, made) => ({ model: opened(made) }) },
  'test/models/layers-in-fields.js': { models: (exports) => ({ ActorCritic: actorCritic(exports) }) },
  'test/models/mobile-blocks.js': { calls: [construct('MobileNet')] },
  'test/models/model.spec.ts': { globals: suite(), assume: { units: 3 } },
  'test/models/options-builder.ts': {
    calls: [call('createEncoder', { width: 64, depth: 3 })],
    assume: { width: 64, depth: 3 },
    // A size can be assumed, a word cannot.
    mend: [['activation: string) =>', "activation = 'relu') =>"]],
  },
  'test/models/page-handlers.js': {
    globals: { document: page() },
    replaced: { loadLayersModel: () => Promise.reject(new Error('nothing stored')) },
  },
  'test/models/react-native.tsx': {
    modules: {
      react: {
        useEffect: (run: () => void) => run(),
        useRef: (current: unknown) => ({ current }),
        useState: (value: unknown) => [value, () => undefined],
      },
    },
    calls: [call('Gestures')],
  },
  'test/models/shared-initializers.ts': { calls: [call('build')] },
  'test/models/transfer-learning.ts': {
    replaced: { loadLayersModel: () => Promise.resolve(features()) },
    calls: [call('buildClassifier'), call('truncated')],
  },
  'test/models/unet.ts': { calls: [call('default')] },
  'test/models/wrappers.ts': { calls: [call('createTagger'), call('createForecaster')] },
  'test/models/lenet-class.ts': { calls: [construct('LeNet')] },
  'test/models/residual-blocks.ts': { calls: [call('buildResNet')] },
  'test/models/unknown-sizes.ts': {
    modules: { './settings': { readSettings: () => ({ width: 24, depth: 3 }) } },
    calls: [call('createPolicy', 6, [8, 8], 5)],
    assume: { observationSize: 6, 'hiddenSizes[i]': 8, 'hiddenSizes.length': 2, actions: 5, width: 24, depth: 3 },
  },
  // What freezes a whole model once it is made is not read: it may well have been trained before.
  'test/models/good/dqn-zero-head.js': { mend: [['target.trainable = false;', '']] },
  'test/models/cases/unknown-names.ts': {
    refused: /he_normal/,
    mend: [
      ['he_normal', 'heNormal'],
      ['leakyRelu', 'LeakyReLU'],
    ],
  },
  'samples/lstm.js': {
    calls: [call('createReviewClassifier')],
    refused: /lecun_uniform/,
    mend: [['lecun_uniform', 'leCunUniform']],
  },
  'samples/mlp.ts': { calls: [call('createDigitClassifier')] },
  'samples/q-network.js': {
    refused: /he_normal/,
    mend: [
      ['he_normal', 'heNormal'],
      ['leakyRelu', 'LeakyReLU'],
    ],
  },
};

function call(name: string, ...args: unknown[]): (exports: Exports) => unknown {
  return (exports) => {
    const exported = exports[name];
    assert.ok(typeof exported === 'function', `${name} is exported`);
    return Reflect.apply(exported, undefined, args);
  };
}

function construct(name: string, ...args: unknown[]): (exports: Exports) => unknown {
  return (exports) => {
    const exported = exports[name];
    assert.ok(typeof exported === 'function', `${name} is exported`);
    return Reflect.construct(exported, args);
  };
}

/** The agent's layers, applied as it applies them. */
function actorCritic({ ActorCritic }: Exports): tf.LayersModel {
  assert.ok(typeof ActorCritic === 'function');
  const agent: unknown = Reflect.construct(ActorCritic, [64, 64]);
  const state = tf.input({ shape: [64] });
  assert.ok(typeof agent === 'object' && agent !== null && 'call' in agent && typeof agent.call === 'function');
  const { probabilities, value }: { probabilities: tf.SymbolicTensor; value: tf.SymbolicTensor } = agent.call(state);
  return tf.model({ inputs: state, outputs: [probabilities, value] });
}

/** Test functions that run what they are given at once, of several cases the first: the reading assumes one, too. */
function suite(): Record<string, unknown> {
  const now = (_: string, run: () => void) => run();
  const each = (cases: unknown[]) => (_: string, run: (given: unknown) => void) => run(cases[0]);
  return { describe: now, it: Object.assign(now, { each }), beforeEach: (run: () => void) => run(), expect: ANYTHING };
}

/** A page that has just loaded and on which every button is pressed once. */
function page(): object {
  const element = {
    set onclick(handler: () => void) {
      handler();
    },
  };
  return { getElementById: () => element, addEventListener: (_: string, run: () => void) => run() };
}

/** Stands for a model from elsewhere, of which nothing is known but that something enters it. */
class Loaded extends tf.layers.Layer {
  static className = 'loadLayersModel';

  override computeOutputShape(): tf.Shape {
    return [null, 7, 7, 256];
  }
}

function features(): tf.LayersModel {
  const image = tf.input({ shape: [64] });
  const top = new Loaded({ name: 'conv_pw_13_relu' }).apply(image);
  assert.ok(top instanceof tf.SymbolicTensor);
  return tf.model({ inputs: image, outputs: top });
}

/** The layers that a class of the file applies in its `call`, applied in that order. */
function opened(models: readonly RecordedModel[]): tf.LayersModel {
  const [first, mixer, scale, last] = models[0]?.model.layers.filter((layer) => !layer.name.endsWith('_input')) ?? [];
  assert.ok(first !== undefined && mixer !== undefined && scale !== undefined && last !== undefined);
  const apply = (layer: unknown, ...inputs: tf.SymbolicTensor[]): tf.SymbolicTensor => {
    assert.ok(layer instanceof tf.layers.Layer);
    const output = layer.apply(inputs.length > 1 ? inputs : (inputs[0] ?? []));
    assert.ok(output instanceof tf.SymbolicTensor);
    return output;
  };
  const entry = tf.input({ shape: [10] });
  const x = apply(first, entry);
  const wide = apply(tf.layers.activation({ activation: 'relu' }), apply(Reflect.get(mixer, 'expand'), x));
  const mixed = apply(tf.layers.add(), x, apply(Reflect.get(mixer, 'shrink'), wide));
  return tf.model({ inputs: entry, outputs: apply(last, apply(scale, mixed)) });
}
