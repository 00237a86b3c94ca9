import assert from 'node:assert/strict';
import { addBias } from '../../../../src/simulation/arithmetic/bias.ts';
import { gram } from '../../../../src/simulation/arithmetic/gram.ts';
import { sumSquares } from '../../../../src/simulation/arithmetic/sum-squares.ts';
import { gatherPatches, scatterPatches, windowTaps } from '../../../../src/simulation/arithmetic/taps.ts';
import { addTo, sumOf } from '../../../../src/simulation/arithmetic/vectors.ts';
import {
  countBeyond,
  countDead,
  fillHistogram,
  instruments,
  squareOfSum,
} from '../../../../src/simulation/measure/signal.ts';
import { compiledMemory, plainMemory } from '../../../../src/simulation/memory/lease.ts';
import type { Memory } from '../../../../src/simulation/memory/memory.ts';
import { fillNormal, fillTruncated, fillUniform } from '../../../../src/simulation/random/elements.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { withMemory } from './memories.ts';

/** Runs `compute` on both kinds of memory and holds all the numbers that it returns against one another. */
function assertAgree(compute: (memory: Memory) => ArrayLike<number>, tolerance = 0): void {
  const compiled = withMemory(compiledMemory, (memory) => Array.from(compute(memory)));
  const plain = withMemory(plainMemory, (memory) => Array.from(compute(memory)));
  assert.equal(compiled.length, plain.length);
  compiled.forEach((value, i) => {
    const expected = plain[i] ?? Number.NaN;
    const error = Math.abs(value - expected);
    assert.ok(error <= tolerance * Math.max(1, Math.abs(expected)), `${i}: ${value} for ${expected}`);
  });
}

function normal(memory: Memory, length: number, key: string): Float32Array {
  const values = memory.float32(length);
  fillNormal(values, 0, 1, streamFor(key));
  return values;
}

/** float64 sums in another order. */
const FLOAT64 = 1e-12;

describe('compiled kernels give the numbers of plain JavaScript', () => {
  for (const [name, fill] of [
    ['normal', fillNormal],
    ['truncated normal', fillTruncated],
    ['uniform', fillUniform],
  ] as const) {
    it(`${name} numbers, bit by bit, and leave the generator in the same state`, () => {
      assertAgree((memory) => {
        // With redrawn ones, and an incomplete group at the end.
        const values = memory.float32(50_003);
        const generator = streamFor('agreement', name);
        fill(values, 0.25, 1.5, generator);
        return [...values, generator.bits(), generator.normal()];
      });
    });
  }

  for (const [rows, columns] of [
    [1, 1],
    [5, 7],
    [6, 513],
    [33, 70],
  ] as const) {
    it(`the Gram matrix of ${rows} x ${columns}`, () => {
      assertAgree((memory) => {
        const target = memory.float64(rows * rows);
        finished(gram(normal(memory, rows * columns, 'gram'), rows, columns, target));
        return target;
      }, FLOAT64);
    });
  }

  for (const length of [1, 4, 1023]) {
    it(`sums and additions of ${length} elements`, () => {
      assertAgree((memory) => {
        const x = normal(memory, length, 'x');
        const y = normal(memory, length, 'y');
        finished(addTo(x, y));
        const z = normal(memory, 3 * length, 'z');
        finished(addBias(z, x));
        return [...y, ...z, sumSquares(x), sumOf(x)];
      }, FLOAT64);
    });
  }

  it('patches, with padding and parts of the channels, and their way back', () => {
    const window = {
      rank: 2,
      size: [3, 3],
      strides: [2, 1],
      dilation: [1, 1],
      padding: 'same',
      channels: 'last',
    } as const;
    assertAgree((memory) => {
      const taps = windowTaps(window, [5, 6], [3, 6], memory);
      const [channels, channel, width] = [11, 2, 6];
      const image = normal(memory, 30 * channels, 'image');
      const patches = memory.float32(10 * taps.size * width);
      gatherPatches(image, taps, 4, 14, channels, channel, width, patches);
      const seen = [...patches];
      scatterPatches(patches, taps, 4, 14, channels, channel, width, image);
      return [...seen, ...image];
    });
  });

  it('what is told about a signal', () => {
    const [batch, length] = [5, 131];
    assertAgree((memory) => {
      const values = normal(memory, batch * length, 'signal');
      // Every seventh unit is dead, -0 included; some elements lie beyond the histogram.
      values.forEach((x, i) => {
        values[i] = (i % length) % 7 === 0 ? -0 : 3 * x;
      });
      const tools = instruments(batch, memory);
      tools.factors.forEach((_, i) => {
        tools.factors[i] = 1 / (i + 1);
      });
      finished(fillHistogram(values, true, tools));
      return [
        ...tools.counts.subarray(0, 40),
        countDead(values, batch, 0, length),
        countDead(values, batch, 3, 101),
        countBeyond(values, 1.5),
        squareOfSum(values, batch, 0, length, tools),
        squareOfSum(values, batch, 3, 101, tools),
      ];
    }, FLOAT64);
  });
});
