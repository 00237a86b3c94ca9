import assert from 'node:assert/strict';
import { flowed } from '../../../../webview/take-away/picture-legend.ts';

describe("a picture's legend", () => {
  it('goes on in the next line where an entry does not fit any more', () => {
    assert.deepEqual(flowed([40, 30, 50], 10, 100), [
      { x: 0, line: 0 },
      { x: 50, line: 0 },
      { x: 0, line: 1 },
    ]);
    assert.deepEqual(flowed([400, 10], 10, 100), [
      { x: 0, line: 0 },
      { x: 0, line: 1 },
    ]);
  });
});
