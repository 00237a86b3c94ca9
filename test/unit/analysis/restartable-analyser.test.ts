import assert from 'node:assert/strict';
import { createAnalyser } from '../../../src/analyser.ts';
import { restartableAnalyser } from '../../../src/analysis/restartable-analyser.ts';
import { SETTINGS, sequentialModel } from '../../builders/analyse.ts';
import { loadWasm } from '../frontends/wasm.ts';

const TEXT = sequentialModel([8], ['dense({ units: 1 })']);
const document = { uri: 'memory:/a.ts', language: 'typescript', version: 1, text: TEXT } as const;

describe('an analyser that is restarted', () => {
  let made = 0;
  const create = () => {
    made++;
    return createAnalyser({ loadWasm, readFile: async () => null, now: () => performance.now() });
  };
  beforeEach(() => {
    made = 0;
  });

  it('reads anew what it had read', async () => {
    const analyser = restartableAnalyser(create);
    const before = await analyser.analyse(document, SETTINGS);
    assert.equal(await analyser.analyse(document, SETTINGS), before, 'one analysis of one version');
    analyser.restart();
    const after = await analyser.analyse(document, SETTINGS);
    assert.notEqual(after, before);
    assert.equal(after.reading.graphs.length, 1);
    assert.equal(made, 2);
    analyser.dispose();
  });

  it('gives who waits the analysis of the new one', async () => {
    const analyser = restartableAnalyser(create);
    const waiting = analyser.analyse(document, SETTINGS);
    analyser.restart();
    assert.equal((await waiting).reading.graphs.length, 1);
    analyser.dispose();
  });

  it('refuses once it is disposed', async () => {
    const analyser = restartableAnalyser(create);
    analyser.dispose();
    await assert.rejects(analyser.analyse(document, SETTINGS), /disposed/);
  });

  it('passes a failure on', async () => {
    const analyser = restartableAnalyser(() =>
      createAnalyser({
        loadWasm: async () => Promise.reject(new Error('no such file')),
        readFile: async () => null,
        now: () => performance.now(),
      }),
    );
    await assert.rejects(analyser.analyse(document, SETTINGS), /no such file/);
    analyser.dispose();
  });
});
