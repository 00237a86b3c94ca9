import assert from 'node:assert/strict';
import { destination } from '../../../../webview/roving-focus.ts';
import { inOrder, schemeLabel } from '../../../../webview/schemes/names.ts';
import { isShown, THEORY, toggled } from '../../../../webview/schemes/toggle.ts';

const NONE = { hidden: [], comparisons: [] };

describe('the schemes that are shown', () => {
  it('are hidden where they are computed anyway, and chosen where they are not', () => {
    assert.deepEqual(toggled(NONE, 'current'), { hidden: ['current'] });
    assert.deepEqual(toggled({ ...NONE, hidden: ['current', THEORY] }, 'current'), { hidden: [THEORY] });
    assert.deepEqual(toggled(NONE, THEORY), { hidden: [THEORY] });
    assert.deepEqual(toggled({ ...NONE, comparisons: ['zeros'] }, 'heNormal'), { comparisons: ['zeros', 'heNormal'] });
    assert.deepEqual(toggled({ ...NONE, comparisons: ['zeros'] }, 'zeros'), { comparisons: [] });
  });

  it('are those that the settings say', () => {
    assert.ok(isShown(NONE, 'recommended') && isShown(NONE, THEORY) && !isShown(NONE, 'zeros'));
    assert.ok(!isShown({ ...NONE, hidden: ['recommended'] }, 'recommended'));
    assert.ok(isShown({ ...NONE, comparisons: ['zeros'] }, 'zeros'));
  });

  it('are offered in families, by their names', () => {
    assert.deepEqual(inOrder(['zeros', 'unheardOf', 'heNormal', 'current']), [
      'current',
      'heNormal',
      'zeros',
      'unheardOf',
    ]);
    assert.equal(schemeLabel('leCunNormal'), 'LeCun normal');
    assert.equal(schemeLabel('unheardOf'), 'unheardOf');
  });

  it('are gone through with the arrow keys, in a circle', () => {
    assert.equal(destination('ArrowRight', 2, 3), 0);
    assert.equal(destination('ArrowLeft', 0, 3), 2);
    assert.equal(destination('Home', 2, 3), 0);
    assert.equal(destination('End', 0, 3), 2);
    assert.equal(destination('Enter', 0, 3), null);
  });
});
