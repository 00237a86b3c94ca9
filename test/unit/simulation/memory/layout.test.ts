import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Allocator, bytesOf, type LayoutMemory, Planner } from '../../../../src/simulation/memory/layout.ts';

interface Request {
  readonly kept: number;
  readonly scratch: number;
  readonly gradient: number;
  readonly from: number;
  readonly steps: number;
}

const requests: fc.Arbitrary<readonly Request[]> = fc.array(
  fc.record({
    kept: fc.nat(40),
    scratch: fc.nat(40),
    gradient: fc.integer({ min: 1, max: 40 }),
    from: fc.nat(12),
    steps: fc.nat(6),
  }),
  { minLength: 1, maxLength: 14 },
);

function ask(memory: LayoutMemory, all: readonly Request[]) {
  return all.map(({ kept, scratch, gradient, from, steps }) => {
    const own = memory.forLayer();
    const span = { from, to: from + steps };
    return {
      kept: own.float64(kept),
      scratch: own.scratch32(scratch),
      gradient: memory.gradient(gradient, span),
      span,
    };
  });
}

/** What is asked for twice: by a planner, then at the places that it counted. */
function lay(all: readonly Request[]) {
  const planner = new Planner();
  ask(planner, all);
  const layout = planner.layout();
  const buffer = new ArrayBuffer(bytesOf(layout) + 16);
  return { layout, buffer, arrays: ask(new Allocator(buffer, 16, layout), all) };
}

const bytes = (array: ArrayBufferView) => [array.byteOffset, array.byteOffset + array.byteLength] as const;

function overlap(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const [[fromA, toA], [fromB, toB]] = [bytes(a), bytes(b)];
  return fromA < toB && fromB < toA;
}

describe('planned memory', () => {
  it('gives what is needed at the same time places of its own, within what was counted', () => {
    fc.assert(
      fc.property(requests, (all) => {
        const { layout, arrays } = lay(all);
        const end = 16 + bytesOf(layout);
        arrays.forEach((a, i) => {
          for (const array of [a.kept, a.scratch, a.gradient]) {
            assert.ok(array.byteOffset % 16 === 0 && array.byteOffset + array.byteLength <= end);
          }
          assert.ok(!overlap(a.kept, a.scratch) && !overlap(a.kept, a.gradient) && !overlap(a.scratch, a.gradient));
          for (const b of arrays.slice(i + 1)) {
            assert.ok(!overlap(a.kept, b.kept) && !overlap(a.scratch, b.gradient) && !overlap(a.gradient, b.scratch));
            const meet = a.span.from <= b.span.to && b.span.from <= a.span.to;
            assert.ok(!meet || !overlap(a.gradient, b.gradient), 'two gradients that are needed at once');
          }
        });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('uses a place again when nobody needs what stood there', () => {
    const chain = Array.from({ length: 20 }, (_, i) => ({ kept: 0, scratch: 100, gradient: 100, from: i, steps: 1 }));
    const { layout } = lay(chain);
    assert.equal(layout.scratch, 400);
    // Two neighbours' gradients at a time; places are multiples of 16 bytes.
    assert.equal(layout.gradients, 800);
  });

  it('keeps what a later layer asks of an earlier one', () => {
    const planner = new Planner();
    const first = planner.forLayer();
    planner.forLayer().scratch32(8);
    first.scratch32(8);
    assert.deepEqual(planner.layout(), { kept: 32, scratch: 32, gradients: 0 });
  });
});
