import assert from 'node:assert/strict';
import { type SimulationOptions, simulate } from '../../../src/simulation/simulate.ts';
import { parseFromWorker, parseToWorker } from '../../../webview/worker/messages.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { constant, heUniform } from '../../builders/samplers.ts';

const OPTIONS: SimulationOptions = { seeds: 1, seed: 1, batch: 2, input: 'normal', scale: 2 };

describe("the worker's messages", () => {
  it('carry a graph there and its statistics back', () => {
    const graph = sequential([3], [dense(2, heUniform, { name: 'tanh' })]);
    const request = { type: 'run', id: 1, graph, options: OPTIONS };
    assert.deepEqual(parseToWorker(structuredClone(request)), request);
    const [statistics] = [...simulate(graph, OPTIONS)].flatMap((report) =>
      report?.statistics ? [report.statistics] : [],
    );
    const answer = { type: 'done', id: 1, statistics };
    assert.deepEqual(parseFromWorker(structuredClone(answer)), answer);
  });

  it('carry figures that are not finite', () => {
    const graph = sequential([3], [dense(2, constant(Number.MAX_VALUE))]);
    const reports = [...simulate(graph, OPTIONS)];
    const statistics = reports.at(-1)?.statistics ?? [];
    assert.ok(statistics.some(({ forward }) => !Number.isFinite(forward.secondMoment)));
    assert.notEqual(
      parseFromWorker({ type: 'progress', id: 1, fraction: 1, statistics, kernels: 'wasm', batch: 32 }),
      null,
    );
  });

  it('are refused where something is missing', () => {
    assert.equal(parseToWorker({ type: 'run', id: 1, options: OPTIONS }), null);
    assert.equal(parseToWorker({ type: 'cancel' }), null);
    assert.equal(parseFromWorker({ type: 'done', id: 1, statistics: [{ id: 'dense_1' }] }), null);
    assert.equal(parseFromWorker({ type: 'failed', id: 1 }), null);
  });
});
