import assert from 'node:assert/strict';
import { isHalfTyped } from '../../../src/analysis/half-typed.ts';
import { movedOffset } from '../../../src/analysis/moved-places.ts';
import { SteadySummaries } from '../../../src/analysis/steady-summaries.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';

const TWO = `${sequentialModel([8], ["dense({ units: 8, activation: 'relu' })", 'dense({ units: 1 })'])}
export const second = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });
`;

/** Types a text over another as an editor reports it, and the lines at which models are then shown. */
async function shownAfter(before: string, written: string, typed: string): Promise<number[]> {
  const summaries = new SteadySummaries();
  summaries.analysed(await analyse(before));
  const start = before.indexOf(written);
  summaries.edited([{ start, removed: written.length, added: typed.length }]);
  const text = before.replace(written, typed);
  summaries.analysed(await analyse(text));
  return summaries.shown.map(({ place }) => text.slice(0, place.start).split('\n').length);
}

describe('offsets over edits', () => {
  it('move with what is put before them', () => {
    assert.equal(movedOffset(10, [{ start: 2, removed: 0, added: 5 }]), 15);
    assert.equal(movedOffset(10, [{ start: 4, removed: 6, added: 1 }]), 5);
    assert.equal(movedOffset(10, [{ start: 10, removed: 0, added: 3 }]), 13);
    assert.equal(movedOffset(10, [{ start: 11, removed: 4, added: 0 }]), 10);
  });

  it('add up over several', () => {
    const edits = [
      { start: 8, removed: 1, added: 0 },
      { start: 0, removed: 0, added: 4 },
    ];
    assert.equal(movedOffset(10, edits), 13);
  });

  it('begin what stands there instead', () => {
    assert.equal(movedOffset(10, [{ start: 10, removed: 2, added: 2 }]), 10);
    assert.equal(movedOffset(10, [{ start: 4, removed: 7, added: 0 }]), 4);
  });
});

describe('a half-typed text', () => {
  const HALF = ['f(tf.layers.dense({ units: 4', 'const a = [1, 2', "const a = 'b", 'f(', 'const model ='];
  for (const text of HALF) it(`is ${text}`, () => assert.equal(isHalfTyped(text, 'typescript'), true));

  it('is not one that is merely wrong', () => {
    assert.equal(isHalfTyped(TWO, 'typescript'), false);
    assert.equal(isHalfTyped(TWO.replace('sequential', 'sequental'), 'typescript'), false);
    assert.equal(isHalfTyped('{ "a": [1, 2] }\n', 'json'), false);
  });

  it('is JSON whose brackets are open', () => {
    assert.equal(isHalfTyped('{ "a": [1, 2]', 'json'), true);
    assert.equal(isHalfTyped('{ "a": ', 'json'), true);
    assert.equal(isHalfTyped('{ "a": { "b": 1 }', 'json'), true);
  });
});

describe('the models above which a lens is shown', () => {
  it('move with the text', async () => {
    assert.deepEqual(await shownAfter(TWO, 'import', '// more\n// lines\nimport'), [4, 9]);
  });

  it('stay where a half-typed text hides them', async () => {
    const [written, typed] = [
      'tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });',
      'tf.seq(',
    ];
    assert.equal((await analyse(TWO.replace(written, typed))).reading.graphs.length, 1, 'it is hidden');
    assert.deepEqual(await shownAfter(TWO, written, typed), [2, 7]);
  });

  it('do not come while it is half typed', async () => {
    const more =
      '\nexport const third = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });\n';
    assert.deepEqual(
      await shownAfter(TWO, '\nexport const second', `${more}const open = f(\nexport const second`),
      [2, 9],
    );
    assert.deepEqual(await shownAfter(TWO, '\nexport const second', `${more}export const second`), [2, 7, 8]);
  });

  it('go where the text is whole and holds them no more', async () => {
    assert.deepEqual(await shownAfter(TWO, 'export const second = tf.sequential', 'export const second = other'), [2]);
    const gone = TWO.slice(TWO.indexOf('export const second'));
    assert.deepEqual(await shownAfter(TWO, gone, ''), [2]);
  });

  it('go with the whole analysis', async () => {
    const summaries = new SteadySummaries();
    summaries.analysed(await analyse(TWO));
    assert.equal(summaries.shown.length, 2);
    summaries.analysed(null);
    assert.deepEqual(summaries.shown, []);
  });

  it('offer no fix that is of an earlier text', async () => {
    const summaries = new SteadySummaries();
    const deep = TWO.replace(
      "units: 8, activation: 'relu'",
      "units: 8, activation: 'relu', kernelInitializer: 'zeros'",
    );
    summaries.analysed(await analyse(deep));
    assert.equal(summaries.shown[0]?.fixes, 1);
    summaries.analysed(await analyse("import * as tf from '@tensorflow/tfjs';\nexport const model = f("));
    assert.ok(summaries.shown.every(({ fixes }) => fixes === 0));
  });
});
