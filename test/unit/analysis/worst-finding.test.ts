import assert from 'node:assert/strict';
import { activeFindings, findingAfter } from '../../../src/analysis/worst-finding.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

const FIRST = sequentialModel(
  [64],
  [
    ...times(8, "dense({ units: 64, activation: 'relu' })"),
    "dense({ units: 64, activation: 'relu', kernelInitializer: 'zeros' })",
    'dense({ units: 4 })',
  ],
);
const TEXT = `${FIRST}\nexport const second = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });\n`;

describe('the findings of the model at the cursor', () => {
  it('begin with the worst', async () => {
    const { model, findings } = activeFindings(await analyse(TEXT), TEXT.indexOf('units'));
    assert.equal(model, 'model');
    assert.equal(findings[0]?.rule, 'symmetric-initializer');
    assert.equal(findings[0]?.severity, 'error');
    assert.ok(findings.length > 1);
  });

  it('are none in a model that has none', async () => {
    const { model, findings } = activeFindings(await analyse(TEXT), TEXT.indexOf('second = tf.sequential(') + 20);
    assert.equal(model, 'second');
    assert.deepEqual(findings, []);
  });

  it('are those of the file outside of any model', async () => {
    const { model, findings } = activeFindings(await analyse(TEXT), 0);
    assert.equal(model, null);
    assert.ok(findings.length > 1);
  });

  it('are gone through in the order of the text, and begin anew behind the last', async () => {
    const analysis = await analyse(TEXT);
    const starts: number[] = [];
    for (let offset = 0; starts.length < 20; ) {
      const finding = findingAfter(analysis, offset);
      assert.ok(finding);
      if (finding.span.start === starts[0]) break;
      starts.push(finding.span.start);
      offset = finding.span.start;
    }
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.ok(starts.length > 1 && starts.length < 20);
  });
});
