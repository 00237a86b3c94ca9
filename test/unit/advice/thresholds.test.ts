import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as thresholds from '../../../src/advice/thresholds.ts';

/** The page that gives every limit's reason, and the code that holds them, say the same numbers. */

const PAGE = readFileSync(join(__dirname, '../../../docs/severity.md'), 'utf8');

/** Without the tables of severities, rules and comments. */
const LIMITS = PAGE.slice(PAGE.indexOf('\n## The limits for a wrong scale\n'));

/** Numbers of a limit's row, by the row's name. */
const ROWS = new Map(
  [...LIMITS.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, limit = '', value = '', why = '']) => [
    limit,
    { value: numbersIn(value), why: numbersIn(why) },
  ]),
);

function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d[\d,]*(?:\.\d+)?(?:e-?\d+)?/g)].map(([number]) => Number(number.replaceAll(',', '')));
}

/** The row that gives a constant's value. */
const IN_TABLE: Readonly<Record<string, string>> = {
  SAME_VARIANCE: 'same variance',
  NEGLIGIBLE_DEVIATION: 'negligible',
  HARMFUL_DEVIATION: 'harmful',
  SHALLOW_DEPTH: 'shallow',
  EXTREME_DEVIATION: 'extreme',
  FEW_LAYERS: 'few',
  FEW_LAYERS_DEVIATION: 'few',
  GLOROT_DEPTH: "Glorot's depth",
  TOLERATED_DRIFT: 'tolerated drift',
  PREDICTED_LAYERS: 'predicted layers',
  LOST_OVER_STACK: 'lost over the stack',
  HOPELESS_OVER_STACK: 'hopeless over the stack',
  LEAST_KEPT_PER_LAYER: 'least kept per layer',
  CLEARLY_WORSE: 'clearly worse',
  ROUNDED_GAIN: 'rounded gain',
  SCALE_DIGITS: 'scale digits',
  USUAL_BIAS: 'usual bias',
  SLOW_SECONDS: 'slow',
};

/** Worked out from measurements, which stand in a row's reason. */
const MEASURED: Readonly<Record<string, (seconds: number, smaller: number, larger: number, wasm: number) => number>> = {
  SECONDS_PER_ORTHOGONAL_STEP: (seconds, smaller, larger) => seconds / (larger ** 2 * smaller),
  WASM_SHARE: (seconds, _smaller, _larger, wasm) => wasm / seconds,
};

describe('the limits', () => {
  for (const [name, value] of Object.entries(thresholds)) {
    it(`${name} stands on the page with its value`, () => {
      const measured = MEASURED[name];
      if (measured !== undefined) {
        const [seconds, smaller, larger, wasm] = ROWS.get('slow')?.why ?? [];
        assert.ok(seconds !== undefined && smaller !== undefined && larger !== undefined && wasm !== undefined);
        assert.ok(Math.abs(measured(seconds, smaller, larger, wasm) / value - 1) < 1e-12);
        return;
      }
      const row = IN_TABLE[name];
      assert.ok(row !== undefined, `${name} belongs to a row of docs/severity.md`);
      assert.ok(ROWS.get(row)?.value.includes(value), `${row} gives ${ROWS.get(row)?.value.join(', ')}, not ${value}`);
    });
  }

  it('are all that the page names', () => {
    const derived = ['deep enough', 'per-layer factor'];
    const known = new Set([...Object.values(IN_TABLE), ...derived]);
    const limits = [...ROWS].filter(([limit, { value }]) => limit !== 'limit' && value.length > 0);
    assert.deepEqual(
      limits.map(([limit]) => limit).filter((limit) => !known.has(limit)),
      [],
    );
  });

  it('that follow from others follow: three layers are more than a shallow net has', () => {
    assert.deepEqual(ROWS.get('deep enough')?.value, [thresholds.SHALLOW_DEPTH + 1]);
    assert.ok(ROWS.get('per-layer factor')?.value.includes(thresholds.SAME_VARIANCE));
  });
});
