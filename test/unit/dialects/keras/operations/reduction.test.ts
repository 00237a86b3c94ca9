import { assertOpaque, assertOperation, keras2, keras3, X } from './uses.ts';

describe('reductions', () => {
  const pooling = (pool: 'max' | 'average', rank: 1 | 2 | 3, channels: 'last' | 'first', keepDimensions: boolean) =>
    ({ kind: 'globalPooling', pool, rank, channels, keepDimensions }) as const;

  it('over all places are global pooling', () => {
    assertOperation(keras2('math.reduce_mean', { axis: 1 }, X), pooling('average', 1, 'last', false), [6]);
    assertOperation(
      keras2('math.reduce_mean', { axis: [1, 2], keepdims: true }, [8, 9, 3]),
      pooling('average', 2, 'last', true),
      [1, 1, 3],
    );
    assertOperation(keras3('Max', { axis: [2, 3] }, {}, [3, 8, 9]), pooling('max', 2, 'first', false), [3]);
    assertOperation(keras3('Mean', { axis: -1 }, {}, X), pooling('average', 1, 'first', false), [4]);
  });

  it('otherwise have a shape only', () => {
    assertOpaque(keras2('math.reduce_sum', { axis: -1 }, X), [4]);
    assertOpaque(keras3('Mean', { axis: 2 }, {}, [8, 9, 3]), [8, 3]);
    assertOpaque(keras3('Sum', { axis: 1, keepdims: true }, {}, X), [1, 6]);
    assertOpaque(keras3('Mean', { axis: null }, {}, X), null);
    assertOpaque(keras3('Mean', { axis: 0 }, {}, X), null);
  });
});
