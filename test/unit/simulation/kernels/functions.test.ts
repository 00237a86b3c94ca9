import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/model/activation.ts';
import { scalarFunction } from '../../../../src/model/activation-function.ts';
import { arrayFunction } from '../../../../src/simulation/arithmetic/array-function.ts';
import { compiledMemory } from '../../../../src/simulation/memory/lease.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { withMemory } from './memories.ts';

const FUNCTIONS: readonly Activation[] = [
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'silu' },
  { name: 'elu', alpha: 1.3 },
  { name: 'selu' },
  { name: 'gelu', approximate: true },
  { name: 'gelu', approximate: false },
  { name: 'hardSigmoid', slope: 0.2 },
  { name: 'relu' },
  { name: 'leakyRelu', slope: 0.3 },
  { name: 'exponential' },
  { name: 'relu6' },
];

/** Fine near 0, coarse far out, both signs, and a length that is no multiple of four. */
const ARGUMENTS: readonly number[] = Array.from({ length: 4001 }, (_, i) => {
  const t = (i - 2000) / 2000;
  return Math.fround(t * Math.abs(t) * 90);
});

/** Four roundings of float32. */
const RELATIVE = 2 ** -21;

/** Near the smallest normal number, 1.2e-38, factors (up to 90 here) underflow before their product does. */
const UNDERFLOW = 2e-36;

/** These subtract from 1 or 0.5 and so keep roundings of that (of the argument times it): some of 2^-24. */
const CANCELLING: Readonly<Partial<Record<Activation['name'], number>>> = { gelu: 2 ** -20, hardSigmoid: 2 ** -23 };

describe('compiled functions', () => {
  for (const activation of FUNCTIONS) {
    it(`are ${JSON.stringify(activation)} and its slope to float32 rounding`, () => {
      const f = scalarFunction(activation);
      assert.ok(f !== null);
      withMemory(compiledMemory, (memory) => {
        const n = ARGUMENTS.length;
        const [x, y, slope, dy, dx] = [
          memory.float32(n),
          memory.float32(n),
          memory.float32(n),
          memory.float32(n).fill(2),
          memory.float32(n).fill(1),
        ];
        x.set(ARGUMENTS);
        const compiled = arrayFunction(activation);
        const whole = { rows: 1, stride: n, from: 0, width: n };
        finished(compiled.value(x, y, whole));
        finished(compiled.slope(x, slope, whole));
        finished(compiled.back(x, dy, dx));
        x.forEach((argument, i) => {
          const [value, derivative] = [f.value(argument), f.derivative(argument)];
          for (const [what, found, expected] of [
            ['value', y[i] ?? 0, value],
            ['slope', slope[i] ?? 0, derivative],
            ['passed back', dx[i] ?? 0, 1 + 2 * derivative],
          ] as const) {
            // An infinity of float32.
            if (Math.fround(expected) === found) continue;
            const error = Math.abs(found - expected);
            // tanh' is 1 - tanh^2, and what is passed back is added to 1: roundings of 1.
            const ofOne = CANCELLING[activation.name] ?? (what === 'value' ? UNDERFLOW : 2 ** -22);
            const allowed = RELATIVE * Math.abs(expected) + ofOne;
            assert.ok(error <= allowed, `${what} at ${argument}: ${found} for ${expected}`);
          }
        });
      });
    });
  }

  it('leave numbers that are none as they are', () => {
    withMemory(compiledMemory, (memory) => {
      const x = memory.float32(4).fill(Number.NaN);
      const y = memory.float32(4);
      finished(arrayFunction({ name: 'tanh' }).value(x, y, { rows: 1, stride: 4, from: 0, width: 4 }));
      assert.ok(y.every(Number.isNaN));
    });
  });
});
