import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import { distributionVariance } from '../../../../src/model/distribution.ts';
import { type Shape, sizes } from '../../../../src/model/shape.ts';
import { declare, type Plain } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

function keras(className: string, options: Options, ...inputs: readonly Shape[]): LayerTraits {
  const traits = dialects.keras3.readLayer(declare(className, options), inputs, 'json');
  assert.deepEqual(traits.problems, [], className);
  return traits;
}

describe('attention with heads', () => {
  it('has fans of three dimensions, 36 times too large for 8 heads of 64', () => {
    const { weights } = keras('MultiHeadAttention', { num_heads: 8, key_dim: 64 }, [10, 512], [10, 512]);
    const [query] = weights;
    assert.deepEqual(query?.fans, { in: 4096, out: 32768 });
    assert.deepEqual(query?.trueFans, { in: 512, out: 512 });
    const variance = distributionVariance(query?.initializer.sampled ?? { family: 'unknown', reason: '' }, []);
    assert.ok(Math.abs((variance ?? 0) * 512 * 36 - 1) < 1e-9);
    const output = weights.find(({ role }) => role === 'attentionOutput');
    assert.deepEqual(
      [output?.fans, output?.trueFans],
      [
        { in: 512, out: 4096 },
        { in: 512, out: 512 },
      ],
    );
  });

  it('attends to itself where only the query is known', () => {
    const alone = keras('MultiHeadAttention', { num_heads: 2, key_dim: 3 }, [10, 6]);
    assert.deepEqual(alone, keras('MultiHeadAttention', { num_heads: 2, key_dim: 3 }, [10, 6], [10, 6]));
  });

  it('knows from the file what it was built with', () => {
    const options = {
      num_heads: 2,
      key_dim: 3,
      query_shape: [null, 4, 6],
      value_shape: [null, 7, 5],
      key_shape: [null, 7, 8],
    };
    const { weights } = dialects.keras2.readLayer(declare('MultiHeadAttention', options), [], 'json');
    const shapes = weights.filter(({ role }) => role !== 'bias').map(({ role, shape }) => [role, sizes(shape)]);
    assert.deepEqual(shapes, [
      ['query', [6, 2, 3]],
      ['key', [8, 2, 3]],
      ['value', [5, 2, 3]],
      ['attentionOutput', [2, 3, 6]],
    ]);
  });
});

describe('an einsum layer', () => {
  const kernelOf = (equation: string, output_shape: Plain, input: Shape) => {
    const { weights, outputShape } = keras('EinsumDense', { equation, output_shape }, input);
    return { shape: weights[0]?.shape, trueFans: weights[0]?.trueFans, outputShape };
  };

  it('sums over the letters that the output lacks', () => {
    assert.deepEqual(kernelOf('abc,cde->abde', [null, 3, 7], [4, 5]), {
      shape: [5, 3, 7],
      trueFans: { in: 5, out: 21 },
      outputShape: [4, 3, 7],
    });
    assert.deepEqual(kernelOf('abc,bcd->abd', [4, 7], [4, 5]).trueFans, { in: 5, out: 7 });
  });

  it('passes what stands for dots', () => {
    assert.deepEqual(kernelOf('...x,xy->...y', 7, [4, 6, 5]).outputShape, [4, 6, 7]);
    assert.deepEqual(kernelOf('ab...,bc->ac...', 7, [4, 6, 5]).outputShape, [7, 6, 5]);
  });

  it('says what it cannot make sense of', () => {
    const reason = (equation: Plain, input: Shape | null) => {
      const declaration = declare('EinsumDense', { equation, output_shape: 7 });
      const { operation } = dialects.keras3.readLayer(declaration, [input], 'json');
      return operation.kind === 'opaque' ? operation.reason : null;
    };
    assert.match(reason('ab->b', [5]) ?? '', /^Its equation cannot be read/);
    assert.match(reason('...ab,bc->ac', [4, 5]) ?? '', /^Its equation cannot be read/);
    assert.match(reason('abc,cd->abd', [5]) ?? '', /does not fit its input/);
    assert.match(reason('ab,bc->ac', null) ?? '', /^The shape of its input is not known/);
  });
});

describe('an embedding', () => {
  it('looks one row up', () => {
    const { weights, outputShape } = keras('Embedding', { input_dim: 20, output_dim: 7 }, [6, 3]);
    assert.deepEqual(outputShape, [6, 3, 7]);
    assert.deepEqual(
      [weights[0]?.fans, weights[0]?.trueFans],
      [
        { in: 20, out: 7 },
        { in: 1, out: 7 },
      ],
    );
  });

  it('takes several lengths', () => {
    const options = { inputDim: 20, outputDim: 7, inputLength: [6, 3] };
    const { inputShape, outputShape } = dialects.tfjs.readLayer(declare('embedding', options), [], 'code');
    assert.deepEqual(
      [inputShape, outputShape],
      [
        [6, 3],
        [6, 3, 7],
      ],
    );
  });

  it('drops a kernel initialiser and says what is meant', () => {
    const options = { inputDim: 20, outputDim: 7, kernelInitializer: 'zeros' };
    const { problems } = dialects.tfjs.readLayer(declare('embedding', options), [[6]], 'code');
    assert.deepEqual(
      problems.map((problem) => problem.kind === 'unknownOption' && [problem.written, problem.suggestion]),
      [['kernelInitializer', 'embeddingsInitializer']],
    );
  });
});
