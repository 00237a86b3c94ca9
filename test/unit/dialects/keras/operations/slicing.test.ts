import { object, type Plain } from '../../declare.ts';
import { assertOpaque, keras2, keras3, X } from './uses.ts';

describe('slices', () => {
  const slice = (start: number | null, stop: number | null, step: number | null = null) => ({ start, stop, step });
  const whole = slice(null, null);
  const every = object('__ellipsis__');
  const sliced = (...items: readonly Plain[]) => keras2('__operators__.getitem', { slice_spec: items }, X);

  it('take a place away, a part, or add an axis', () => {
    assertOpaque(sliced(whole, 0), [6]);
    assertOpaque(sliced(whole, -1, whole), [6]);
    assertOpaque(sliced(whole, slice(1, 3), whole), [2, 6]);
    assertOpaque(sliced(whole, whole, slice(null, null, 2)), [4, 3]);
    assertOpaque(sliced(whole, slice(-3, null)), [3, 6]);
    assertOpaque(sliced(whole, slice(null, null, -1)), [4, 6]);
    assertOpaque(sliced(every, null), [4, 6, 1]);
    assertOpaque(sliced(every, 2), [4]);
    assertOpaque(sliced(whole, null, slice(0, 100)), [1, 4, 6]);
  });

  it('are objects of their own in Keras 3', () => {
    const made = (start: number | null, stop: number | null) => object('__slice__', { start, stop, step: null });
    const key = [made(null, null), made(1, 3)];
    assertOpaque(keras3('GetItem', {}, { 1: key }, X), [2, 6]);
  });

  it('of examples, or of what there is not, have no shape', () => {
    assertOpaque(sliced(0), null);
    assertOpaque(sliced(slice(0, 2)), null);
    assertOpaque(sliced(whole, 0, 0, 0), null);
    assertOpaque(keras3('GetItem', {}, {}, X), null);
  });

  it('split into parts of one size', () => {
    assertOpaque(keras2('split', { num_or_size_splits: 2, axis: -1 }, X), [4, 3]);
    assertOpaque(keras3('Split', { indices_or_sections: 4, axis: 1 }, {}, X), [1, 6]);
    assertOpaque(keras3('Split', { indices_or_sections: 5, axis: 1 }, {}, X), null);
  });
});
