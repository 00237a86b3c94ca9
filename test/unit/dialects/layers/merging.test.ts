import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declare, type Plain } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

function read(className: string, options: Options, ...inputs: readonly (Shape | null)[]): LayerTraits {
  return dialects.keras3.readLayer(declare(className, options), inputs, 'json');
}

/** Shapes as Keras 2.15 and 3.12 tell them. */
describe('merging element by element', () => {
  const shape = (...inputs: readonly (Shape | null)[]) => read('Average', {}, ...inputs).outputShape;

  it('broadcasts the last dimensions against one another', () => {
    assert.deepEqual(shape([4, 5], [4, 1]), [4, 5]);
    assert.deepEqual(shape([1, 5], [4, 1]), [4, 5]);
    assert.deepEqual(shape([5], [2, 4, 5]), [2, 4, 5]);
    assert.deepEqual(shape([1], [1], [7]), [7]);
  });

  it('has no shape where they do not fit, or one is not known', () => {
    assert.equal(shape([4, 5], [4]), null);
    assert.equal(shape([4, 5], [3, 5]), null);
    assert.equal(shape([4, 5], null), null);
  });

  it('believes a size that the file fixes rather than one that is assumed', () => {
    const width = { name: 'width', assumed: 28 };
    assert.deepEqual(shape([width, 5], [9, 5]), [9, 5]);
    assert.deepEqual(shape([9, 5], [width, 5]), [9, 5]);
    assert.deepEqual(shape([width, 5], [1, 5]), [width, 5]);
  });

  it('subtracts one input from one other', () => {
    assert.deepEqual(read('Subtract', {}, [4], [4]).operation, { kind: 'merge', how: 'subtract' });
    assert.equal(read('Subtract', {}, [4], [4], [4]).outputShape, null);
  });
});

describe('concatenation', () => {
  it('counts the batch as axis 0, and negative axes from the end', () => {
    const { operation, outputShape } = read('Concatenate', { axis: -2 }, [4, 5], [2, 5]);
    assert.deepEqual([operation, outputShape], [{ kind: 'concatenate', axis: 0 }, [6, 5]]);
  });

  it('of examples makes a larger batch, which is no signal of one example', () => {
    for (const axis of [0, -3]) {
      const { operation, outputShape } = read('Concatenate', { axis }, [4, 5], [4, 5]);
      assert.ok(operation.kind === 'opaque');
      assert.deepEqual(outputShape, [4, 5]);
    }
  });
});

describe('dot products', () => {
  const dot = (axes: Plain, a: Shape, b: Shape) => {
    const { operation, outputShape } = read('Dot', { axes }, a, b);
    assert.ok(operation.kind === 'dot');
    return [operation.axes, outputShape];
  };

  it('leave what is not summed, the first input first', () => {
    assert.deepEqual(dot(1, [4, 5], [4, 6]), [
      [0, 0],
      [5, 6],
    ]);
    assert.deepEqual(dot(-1, [3, 4, 5], [3, 4, 5]), [
      [2, 2],
      [3, 4, 3, 4],
    ]);
    assert.deepEqual(dot([2, 1], [4, 5], [5, 3]), [
      [1, 0],
      [4, 3],
    ]);
    assert.deepEqual(dot([-1, 1], [4, 5], [5]), [[1, 0], [4]]);
  });

  it('of two vectors are a vector of one element', () => {
    assert.deepEqual(dot(1, [5], [5]), [[0, 0], [1]]);
  });

  it('have no shape where sizes differ or there is no such axis', () => {
    assert.equal(dot(1, [4, 5], [3, 5])[1], null);
    assert.equal(dot(2, [5], [5])[1], null);
    assert.equal(dot(0, [5], [5])[1], null);
    assert.equal(dot([-1, -2], [5], [5])[1], null);
  });
});
