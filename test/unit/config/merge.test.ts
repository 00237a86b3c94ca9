import assert from 'node:assert/strict';
import { mergedSettings } from '../../../src/config/merge.ts';

describe('options from several places', () => {
  it('are the defaults where nothing is set', () => {
    const defaults = { prefer: 'auto', dialect: 'auto', severities: {}, assume: {}, thresholds: {} };
    assert.deepEqual(mergedSettings([]), defaults);
    assert.deepEqual(mergedSettings([{}, {}]), defaults);
  });

  it('count in the later place, entry by entry', () => {
    const user = { prefer: 'normal', severity: { 'fixed-scale': 'off', 'forget-bias': 'off' } } as const;
    const project = {
      dialect: 'keras2',
      severity: { 'fixed-scale': 'error' },
      assume: { units: 8, width: 2 },
    } as const;
    const workspace = { prefer: 'uniform', assume: { width: 3 }, thresholds: { harmful: 5 } } as const;
    assert.deepEqual(mergedSettings([user, project, workspace]), {
      prefer: 'uniform',
      dialect: 'keras2',
      severities: { 'fixed-scale': 'error', 'forget-bias': 'off' },
      assume: { units: 8, width: 3 },
      thresholds: { harmful: 5 },
    });
  });
});
