import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import { DEFAULT_TRAINING, type TrainingOptions } from '../../../../webview/convergence/options.ts';
import { runSentences, runStatus } from '../../../../webview/convergence/report.ts';
import { TrainingRun } from '../../../../webview/convergence/training-run.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';
import { heUniform } from '../../../builders/samplers.ts';

const GRAPH = sequential([8], [dense(8, heUniform), dense(2, heUniform)]);

function started(options: Partial<TrainingOptions> = {}, graph: ModelGraph = GRAPH): TrainingRun {
  const schemes = ['current', 'zeros'].map((scheme) => ({ scheme, label: scheme, phrase: scheme, graph }));
  const run = new TrainingRun(graph, schemes, { ...DEFAULT_TRAINING, ...options });
  run.take({ type: 'chance', id: 1, repeat: 0, chance: 2 });
  return run;
}

function report(run: TrainingRun, fraction: number, scheme: number, losses: readonly number[], repeat = 0): void {
  run.take({ type: 'progress', id: 1, fraction, losses: [{ scheme, repeat, from: 0, losses }] });
}

describe('a training', () => {
  it('collects the losses of each choice and seed', () => {
    const run = started();
    report(run, 0.1, 0, [3, 2]);
    report(run, 0.2, 0, [1]);
    report(run, 0.2, 1, [5], 1);
    assert.deepEqual(run.losses[0], [[3, 2, 1]]);
    assert.deepEqual(run.losses[1]?.[1], [5]);
    assert.equal(run.steps, 3);
    assert.deepEqual(
      run.curves.map(({ points }) => points.length),
      [3, 1],
    );
  });

  it('says what came of each choice when it has ended, and nothing that changes before', () => {
    const run = started({ steps: 20 });
    report(run, 1, 0, [3, ...Array.from({ length: 19 }, () => 0.1)]);
    report(
      run,
      1,
      1,
      Array.from({ length: 20 }, () => 2),
    );
    assert.deepEqual(runSentences(run, false), []);
    run.take({ type: 'done', id: 1 });
    assert.deepEqual(runSentences(run, false), [
      'With current, the loss fell from 3 to 0.1 in 20 steps.',
      'With zeros, the loss has not moved after 20 steps: it is 2.',
    ]);
    assert.match(runSentences(run, true)[0] ?? '', /earlier version/);
  });

  it('says how far it came where it was stopped, and at which step it diverged', () => {
    const run = started({ steps: 100 });
    report(run, 0.02, 0, [3, Number.NaN]);
    run.state = 'stopped';
    assert.deepEqual(runSentences(run, false), [
      'Stopped after 2 of 100 steps.',
      'With current, the training diverged: from step 2 on the loss is no number any more.',
    ]);
  });

  it('tells its progress in tenths, since each is read out', () => {
    const run = started({ steps: 300, repeats: 3 });
    assert.equal(runStatus(run), 'Preparing…');
    report(run, 0.5 / 3, 0, [3]);
    assert.equal(runStatus(run), 'Training: step 150 of 300, seed 1 of 3');
    report(run, 0.51 / 3, 0, [3]);
    assert.equal(runStatus(run), 'Training: step 150 of 300, seed 1 of 3');
    report(run, 1, 0, [3]);
    assert.equal(runStatus(run), 'Training: step 300 of 300, seed 3 of 3');
  });

  it('knows whether the model is still the one that was trained, wherever it stands in the file', () => {
    const run = started();
    assert.ok(run.isOf({ ...GRAPH, span: { start: 5, end: 9 } }));
    assert.ok(!run.isOf(sequential([8], [dense(4, heUniform), dense(2, heUniform)])));
  });
});
