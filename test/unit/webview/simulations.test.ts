import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { type SimulationOptions, simulate } from '../../../src/simulation/simulate.ts';
import { Results } from '../../../webview/results.ts';
import type { RunListener, SimulationWorker } from '../../../webview/simulation-worker.ts';
import { type Job, Simulations } from '../../../webview/simulations.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heNormal, heUniform } from '../../builders/samplers.ts';

const OPTIONS: SimulationOptions = { seeds: 2, seed: 1, batch: 4, input: 'normal' };
const SMALL = sequential([3], [dense(2, heUniform)]);
const OTHER = sequential([3], [dense(2, heNormal)]);

interface Run {
  readonly graph: ModelGraph;
  readonly listener: RunListener;
  cancelled: boolean;
}

/** Hands each run to the test. */
class HeldWorker implements SimulationWorker {
  readonly runs: Run[] = [];

  run(graph: ModelGraph, _options: SimulationOptions, listener: RunListener): () => void {
    const run: Run = { graph, listener, cancelled: false };
    this.runs.push(run);
    return () => {
      run.cancelled = true;
    };
  }

  get last(): Run {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error('Nothing was run.');
    return run;
  }
}

function statistics(graph: ModelGraph) {
  const work = simulate(graph, OPTIONS);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function job(scheme: string, graph: ModelGraph = SMALL, options = OPTIONS): Job {
  return { scheme, graph, options };
}

function set(results = new Results()) {
  const worker = new HeldWorker();
  let changes = 0;
  const simulations = new Simulations(
    worker,
    () => {
      changes++;
    },
    results,
  );
  return { worker, simulations, changes: () => changes };
}

describe('simulations', () => {
  it('run one after the other and say how far they are', () => {
    const { worker, simulations } = set();
    simulations.start([job('current'), job('recommended', OTHER)]);
    assert.equal(worker.runs.length, 1);
    assert.equal(simulations.progress, 0);
    worker.last.listener.onProgress({ fraction: 0.5, statistics: null, kernels: 'javascript', batch: 2 });
    assert.equal(simulations.kernels, 'javascript');
    assert.equal(simulations.progress, 0.25);
    worker.last.listener.onDone(statistics(SMALL));
    assert.equal(worker.runs.length, 2);
    assert.equal(simulations.progress, 0.5);
    worker.last.listener.onDone(statistics(SMALL));
    assert.equal(simulations.progress, null);
    assert.equal(simulations.result('recommended')?.state, 'complete');
  });

  it('keep the last figures, marked as stale, until the new ones arrive', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onDone(statistics(SMALL));
    const before = simulations.result('current')?.statistics;
    const edited = sequential([3], [dense(5, heUniform)]);
    simulations.start([job('current', edited)]);
    assert.equal(simulations.result('current')?.state, 'stale');
    assert.equal(simulations.result('current')?.statistics, before);
    worker.last.listener.onProgress({ fraction: 0.5, statistics: statistics(edited), kernels: 'wasm', batch: 2 });
    assert.equal(simulations.result('current')?.state, 'partial');
    assert.notEqual(simulations.result('current')?.statistics, before);
  });

  it('say how many examples were taken, where that is fewer than asked for', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onProgress({ fraction: 0.5, statistics: statistics(SMALL), kernels: 'wasm', batch: 2 });
    assert.equal(simulations.result('current')?.batch, 2);
    worker.last.listener.onDone(statistics(SMALL));
    assert.equal(simulations.result('current')?.batch, 2);
    simulations.start([job('current', OTHER)]);
    assert.deepEqual([simulations.result('current')?.state, simulations.result('current')?.batch], ['stale', 2]);
  });

  it('are not repeated for an edit that moves the model without changing it', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onDone(statistics(SMALL));
    const moved: ModelGraph = {
      ...SMALL,
      span: { start: 100, end: 200 },
      layers: SMALL.layers.map((layer) => ({
        ...layer,
        source: { ...layer.source, call: { start: 120, end: 130 } },
      })),
    };
    simulations.start([job('current', moved)]);
    assert.equal(worker.runs.length, 1);
    assert.equal(simulations.result('current')?.state, 'complete');
  });

  it('are repeated for other settings, and only for the schemes that are not there yet', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onDone(statistics(SMALL));
    simulations.start([job('current'), job('zeros', OTHER)]);
    assert.equal(worker.runs.length, 2);
    worker.last.listener.onDone(statistics(SMALL));
    simulations.start([job('current', SMALL, { ...OPTIONS, seed: 2 })]);
    assert.equal(worker.runs.length, 3);
  });

  it('are dropped when newer ones are asked for', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    const first = worker.last;
    simulations.start([job('current', sequential([3], [dense(5, heUniform)]))]);
    assert.equal(first.cancelled, true);
    assert.notEqual(worker.last, first);
  });

  it('keep what is done when they are cancelled, and go on when asked again', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onProgress({ fraction: 0.5, statistics: statistics(SMALL), kernels: 'wasm', batch: 2 });
    simulations.cancel();
    assert.equal(worker.last.cancelled, true);
    assert.equal(simulations.progress, null);
    assert.equal(simulations.result('current')?.state, 'partial');
    simulations.start([job('current')]);
    assert.equal(worker.runs.length, 2);
  });

  it('say what went wrong until they are started again', () => {
    const { worker, simulations, changes } = set();
    simulations.start([job('current')]);
    const before = changes();
    worker.last.listener.onFailed('The model needs more memory than there is.');
    assert.equal(simulations.error, 'The model needs more memory than there is.');
    assert.equal(simulations.progress, null);
    assert.ok(changes() > before);
    simulations.start([job('current')]);
    assert.equal(simulations.error, null);
  });

  it('are not repeated for what was there before: an undo, or a scheme that is switched on again', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onDone(statistics(SMALL));
    const edited = sequential([3], [dense(5, heUniform)]);
    simulations.start([job('current', edited)]);
    worker.last.listener.onDone(statistics(edited));
    simulations.start([job('current')]);
    assert.equal(worker.runs.length, 2);
    assert.equal(simulations.result('current')?.state, 'complete');
    assert.equal(simulations.result('current')?.statistics.get('1')?.forward.histogram?.counts.length, 40);
  });

  it('are made once for two schemes that come to the same, however their initialisers are written', () => {
    const { worker, simulations } = set();
    const written: ModelGraph = {
      ...SMALL,
      layers: SMALL.layers.map((layer) => ({
        ...layer,
        weights: layer.weights.map((weight) => ({
          ...weight,
          initializer: { ...weight.initializer, explicit: !weight.initializer.explicit, span: { start: 1, end: 2 } },
        })),
      })),
    };
    simulations.start([job('current'), job('recommended', written)]);
    worker.last.listener.onDone(statistics(SMALL));
    assert.equal(worker.runs.length, 1);
    assert.equal(simulations.progress, null);
    assert.equal(simulations.result('recommended')?.statistics, simulations.result('current')?.statistics);
  });

  it('keep no more than a bounded number of results, the ones that are shown among them', () => {
    const { worker, simulations } = set(new Results(4));
    // Two layers each: the third result pushes out what was used least lately.
    for (const seed of [1, 2, 3]) {
      simulations.start([job('current', SMALL, { ...OPTIONS, seed })]);
      worker.last.listener.onDone(statistics(SMALL));
    }
    simulations.start([job('current', SMALL, { ...OPTIONS, seed: 2 })]);
    assert.equal(worker.runs.length, 3, 'the last but one is there');
    simulations.start([job('current', SMALL, { ...OPTIONS, seed: 1 })]);
    assert.equal(worker.runs.length, 4, 'the oldest is not');
  });

  it('forget another model', () => {
    const { worker, simulations } = set();
    simulations.start([job('current')]);
    worker.last.listener.onDone(statistics(SMALL));
    simulations.forget();
    assert.equal(simulations.result('current'), null);
  });
});
