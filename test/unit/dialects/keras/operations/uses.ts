import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../../src/dialects/index.ts';
import type { Operation } from '../../../../../src/model/operation.ts';
import type { Shape } from '../../../../../src/model/shape.ts';
import { declareUse, type Plain } from '../../declare.ts';

/** Uses of operations as Keras 2.15 (`TFOpLambda`) and 3.12 (nodes of `keras.ops`) save them; tests state the shapes they tell. */

export type Values = Readonly<Record<string, Plain>>;

/** A use of a function of TensorFlow. */
export function keras2(name: string, handedOver: Values, ...inputs: readonly Shape[]): LayerTraits {
  const className = name === '__operators__.getitem' ? 'SlicingOpLambda' : 'TFOpLambda';
  const module = 'keras.src.layers.core.tf_op_layer';
  const declaration = declareUse(className, module, { name: `tf.${name}`, function: name }, handedOver);
  return checked(dialects.keras2.readLayer(declaration, inputs, 'json'));
}

/** A use of an operation of `keras.ops`. */
export function keras3(name: string, config: Values, handedOver: Values, ...inputs: readonly Shape[]): LayerTraits {
  const declaration = declareUse(name, 'keras.src.ops.numpy', { name: 'op', ...config }, handedOver);
  return checked(dialects.keras3.readLayer(declaration, inputs, 'json'));
}

/** Nothing is wrong with it, nothing is assumed, and it has no weights. */
export function checked(traits: LayerTraits): LayerTraits {
  assert.deepEqual([traits.problems, traits.unknowns, traits.weights], [[], [], []]);
  return traits;
}

/** What most tests apply operations to. */
export const X: Shape = [4, 6];

export function assertOperation({ operation, outputShape }: LayerTraits, expected: Operation, shape: Shape): void {
  assert.deepEqual(operation, expected);
  assert.deepEqual(outputShape, shape);
}

/** A nonlinearity whose moments are not known, by the name that the file gives it. */
export function assertUncovered({ operation, ownActivation, outputShape }: LayerTraits, written: string): void {
  assert.deepEqual(operation, { kind: 'activation' });
  const reason = `The function \`${written}\` is not covered.`;
  assert.deepEqual(ownActivation, { name: 'unknown', written, reason });
  assert.deepEqual(outputShape, X);
}

/** Not looked into, with a sentence and the shape. */
export function assertOpaque({ operation, outputShape }: LayerTraits, shape: Shape | null): void {
  assert.ok(operation.kind === 'opaque', operation.kind);
  assert.match(operation.reason, /\.$/);
  assert.deepEqual(outputShape, shape);
}
