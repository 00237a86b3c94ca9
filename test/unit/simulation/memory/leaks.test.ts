import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { simulate } from '../../../../src/simulation/simulate.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense, flatten } from '../../../builders/layers.ts';
import { LAST_STEP, lstm, recurrent } from '../../../builders/recurrent.ts';
import { glorotUniform, heNormal } from '../../../builders/samplers.ts';
import { convolution } from '../../../builders/windows.ts';

const OPTIONS = { seeds: 2, batch: 8, input: 'normal' } as const;

const GRAPHS = [
  sequential([200], [dense(200, heNormal, { name: 'relu' }), dense(200, heNormal, { name: 'tanh' })]),
  sequential([6, 6, 3], [convolution(8, heNormal, { name: 'relu' }), flatten(), dense(10, glorotUniform)]),
  sequential([4, 8], [recurrent(lstm(8), LAST_STEP, glorotUniform)]),
] as const;

/** Bytes that live on after a full garbage collection, linear memories included. */
function livingBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  assert.ok(typeof collect === 'function');
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @param steps after which it is given up; Infinity runs it to its end. */
function run(index: number, steps: number): void {
  const graph = GRAPHS[index % GRAPHS.length] ?? GRAPHS[0];
  const simulation = simulate(graph, { ...OPTIONS, seed: index });
  for (let step = 0; step < steps && simulation.next().done !== true; step++);
  simulation.return([]);
}

describe('runs of the simulation', function () {
  this.timeout(60_000);

  it('leave nothing behind: 1,000 of them, every third given up and begun anew', () => {
    for (let index = 0; index < 200; index++) run(index, index % 3 === 0 ? index % 17 : Number.POSITIVE_INFINITY);
    const before = livingBytes();
    for (let index = 0; index < 1000; index++) {
      if (index % 3 === 0) run(index, 1 + (index % 17));
      run(index, Number.POSITIVE_INFINITY);
    }
    const grown = livingBytes() - before;
    // V8's compiled code and what it knows of it grow by up to some megabytes. A run's arrays take a quarter of one, and
    // its objects alone about 20 KB: left behind a thousand times, far more than this.
    assert.ok(grown < 8 * 2 ** 20, `${grown} bytes more`);
  });

  it('do not disturb one another when they overlap', () => {
    const [graph] = GRAPHS;
    const alone = [...simulate(graph, { ...OPTIONS, seed: 5 })].filter((step) => step !== undefined).at(-1)?.statistics;
    const first = simulate(graph, { ...OPTIONS, seed: 5 });
    const second = simulate(GRAPHS[1], { ...OPTIONS, seed: 6 });
    let last: unknown = null;
    for (;;) {
      const step = first.next();
      second.next();
      if (step.done === true) break;
      if (step.value !== undefined && step.value.statistics !== null) last = step.value.statistics;
    }
    assert.deepEqual(last, alone);
  });
});
