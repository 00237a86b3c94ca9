import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { INITIALIZER_OPTIONS } from '../../src/dialects/layer-reader.ts';
import type { WeightRole } from '../../src/model/graph.ts';

/** What TF.js makes of a layer. */
export interface BuiltLayer {
  readonly layer: tf.layers.Layer;
  readonly className: string;
  /** Without batch. */
  readonly outputShape: readonly (number | null)[];
  /** By the last part of the variable's name (`kernel`, `moving_mean`). */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  values(weight: string): Float32Array;
  /** Class name and config of the initialiser that serves a role, as TF.js would save them (but in camel case). */
  initializer(role: WeightRole): Readonly<Record<string, unknown>>;
}

type Factory = (options: object) => unknown;

/**
 * `tf.layers[factory](options)` with options as a JavaScript user would give them: the types of TF.js list only some of
 * the names that it takes.
 */
export function makeLayer(factory: string, options: object): tf.layers.Layer {
  const make: unknown = Reflect.get(tf.layers, factory);
  assert.ok(isFactory(make), `tf.layers.${factory} is a function`);
  const layer = make(options);
  assert.ok(layer instanceof tf.layers.Layer, `tf.layers.${factory}() is a layer`);
  return layer;
}

/** Builds `tf.layers[factory](options)` on inputs of these shapes (without batch). */
export function buildLayer(factory: string, options: object, inputs: readonly (readonly number[])[]): BuiltLayer {
  const layer = makeLayer(factory, options);
  const shapes = inputs.map((shape) => [null, ...shape]);
  const [first = [null]] = shapes;
  const shape = shapes.length > 1 ? shapes : first;
  layer.build(shape);
  const output = layer.computeOutputShape(shape);
  const weights = new Map(layer.weights.map((weight) => [lastPart(weight.originalName), weight]));
  return {
    layer,
    className: layer.getClassName(),
    outputShape: output.slice(1).map((size) => (typeof size === 'number' ? size : null)),
    weightShapes: Object.fromEntries([...weights].map(([name, weight]) => [name, numbers(weight.shape)])),
    values(weight) {
      const values = weights.get(weight)?.read().dataSync();
      assert.ok(values instanceof Float32Array, `${factory} has a weight ${weight}`);
      return values;
    },
    initializer(role) {
      const initializer: unknown = Reflect.get(layer, INITIALIZER_OPTIONS[role]);
      assert.ok(initializer instanceof tf.serialization.Serializable, `${factory} has an initialiser for ${role}`);
      return { name: initializer.getClassName(), ...config(initializer) };
    },
  };
}

function isFactory(value: unknown): value is Factory {
  return typeof value === 'function';
}

function config(initializer: tf.serialization.Serializable): Record<string, unknown> {
  const snake = (value: unknown) =>
    typeof value === 'string' ? value.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`) : value;
  return Object.fromEntries(
    Object.entries(initializer.getConfig()).map(([key, value]) => [key, value === undefined ? null : snake(value)]),
  );
}

function numbers(shape: readonly (number | null)[]): number[] {
  return shape.map((size) => size ?? Number.NaN);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
