import assert from 'node:assert/strict';
import { rangeText, sharesOf } from '../../../../webview/map/histogram.ts';

describe('the histogram of a layer', () => {
  it('gives each bin its share', () => {
    assert.deepEqual(sharesOf({ edges: [-1, 0, 1], counts: [1, 3] }), [0.25, 0.75]);
  });

  it('is none where nothing was counted', () => {
    assert.equal(sharesOf({ edges: [-1, 0, 1], counts: [0, 0] }), null);
  });

  it('says that the outer bins hold what lies beyond', () => {
    assert.equal(rangeText({ edges: [-4, 0, 4], counts: [1, 1] }), '-4 to 4 and beyond');
  });
});
