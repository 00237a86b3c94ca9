import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { isInner, isList, isMade, type LayerPlan, type Options, type PlanValue } from './plan.ts';

/** Larger outputs make a program slow to run and tell nothing more. */
const MOST_ELEMENTS = 3000;

/**
 * The shape that leaves a layer, as TF.js computes it, sizes without batch; null where TF.js refuses the layer or
 * nothing would be left.
 */
export function outputShape(layer: LayerPlan, inputs: readonly (readonly number[])[]): number[] | null {
  const entering = inputs.map((shape) => tf.input({ shape: [...shape] }));
  const [first] = entering;
  if (first === undefined) return null;
  const output = attempt(() => makeLayer(layer).apply(entering.length > 1 ? entering : first));
  if (!(output instanceof tf.SymbolicTensor)) return null;
  // What it wraps TF.js looks at only when it runs.
  const { layer: inner } = layer.options;
  const step = inputs[0]?.slice(1) ?? [];
  if (
    layer.factory === 'timeDistributed' &&
    inner !== undefined &&
    isInner(inner) &&
    outputShape(inner.layer, [step]) === null
  )
    return null;
  // TF.js looks whether a reshape fits only when it runs.
  if (
    layer.factory === 'reshape' &&
    first.shape.slice(1).reduce(multiply, 1) !== output.shape.slice(1).reduce(multiply, 1)
  )
    return null;
  const sizes = output.shape.slice(1);
  const known = sizes.filter((size): size is number => size !== null && Number.isInteger(size) && size > 0);
  const elements = known.reduce((a, b) => a * b, 1);
  return known.length === sizes.length && known.length > 0 && elements <= MOST_ELEMENTS ? known : null;
}

function multiply(product: number | null, size: number | null): number {
  return (product ?? 1) * (size ?? 1);
}

/** What TF.js refuses it refuses by throwing. */
function attempt(make: () => unknown): unknown {
  try {
    return make();
  } catch {
    return null;
  }
}

function makeLayer({ factory, options }: LayerPlan): tf.layers.Layer {
  const made = call(tf.layers, factory, [real(options)]);
  assert.ok(made instanceof tf.layers.Layer, `tf.layers.${factory}() is a layer`);
  return made;
}

const NAMESPACES = { initializers: tf.initializers, regularizers: tf.regularizers, constraints: tf.constraints };

function real(options: Options): object {
  return Object.fromEntries(Object.entries(options).map(([option, value]) => [option, realValue(value)]));
}

function realValue(value: PlanValue): unknown {
  if (isInner(value)) return makeLayer(value.layer);
  if (isMade(value))
    return call(NAMESPACES[value.namespace], value.name, value.options === null ? [] : [real(value.options)]);
  return isList(value) ? value.map(realValue) : value;
}

function call(owner: object, name: string, args: unknown[]): unknown {
  const made: unknown = Reflect.get(owner, name);
  assert.ok(typeof made === 'function', `TF.js has ${name}`);
  return Reflect.apply(made, undefined, args);
}
