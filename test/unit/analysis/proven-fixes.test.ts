import assert from 'node:assert/strict';
import { provenFixes, safeFixes } from '../../../src/analysis/safe-fixes.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';
import { architecture } from '../../builders/architecture.ts';
import { BROKEN_MODEL } from '../../builders/broken-model.ts';

const WHOLE = sequentialModel([784], ["dense({ units: 64, activation: 'relu' })", 'dense({ units: 10 })']);

describe('fixes for applying', () => {
  it('are those of the findings where their result is read with the same layers', async () => {
    const analysis = await analyse(WHOLE);
    const wanted = safeFixes(analysis.reading, analysis.findings);
    assert.ok(wanted.edits.length > 0);
    assert.deepEqual(provenFixes(analysis), { ...wanted, isWithheld: false });
    assert.deepEqual(analysis.fixAllEdits(), wanted.edits);
  });

  it('are held back where they would make the rest be read otherwise', async () => {
    const analysis = await analyse(BROKEN_MODEL);
    const { edits } = safeFixes(analysis.reading, analysis.findings);
    const mended = await analyse(applyEdits(BROKEN_MODEL, edits));
    assert.notDeepEqual(architecture(mended), architecture(analysis), 'the text is such a case');
    assert.deepEqual(provenFixes(analysis), { fixes: [], edits: [], isWithheld: true });
    assert.deepEqual(analysis.fixAllEdits(), []);
  });

  it('are proved for the findings that are asked about', async () => {
    const analysis = await analyse(WHOLE);
    const { isWithheld, edits } = provenFixes(analysis, []);
    assert.deepEqual({ isWithheld, edits }, { isWithheld: false, edits: [] });
  });

  it('are told apart from edits that take a layer away', async () => {
    const analysis = await analyse(WHOLE);
    const start = WHOLE.indexOf('  tf.layers.dense({ units: 10');
    const end = WHOLE.indexOf('\n', start);
    assert.ok(!analysis.keepsLayers([{ start, end, text: '' }]));
    assert.ok(!analysis.keepsLayers([{ start: WHOLE.indexOf('64'), end: WHOLE.indexOf('64') + 2, text: '65' }]));
    assert.ok(
      analysis.keepsLayers([{ start: WHOLE.indexOf("'relu'"), end: WHOLE.indexOf("'relu'") + 6, text: "'tanh'" }]),
    );
  });
});
