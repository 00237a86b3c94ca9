import assert from 'node:assert/strict';
import { tallyOf } from '../../../scripts/stages/tally.mjs';

describe('tallyOf', () => {
  const cases: [name: string, printed: string, status: number | null, passed: number, failed: number][] = [
    ['counts passing tests', '\n  a\n    ✔ b\n\n  12 passing (3s)\n', 0, 12, 0],
    ['counts failing tests', '  3 passing (20ms)\n  2 failing\n', 2, 3, 2],
    [
      'reads through colours and the bar of a host',
      '│ \u001b[32m 7 passing\u001b[0m\u001b[90m (754ms)\u001b[0m\n',
      0,
      7,
      0,
    ],
    ['adds up several runs', '  1 passing (1m)\n  2 passing (9ms)\n', 0, 3, 0],
    ['takes a run that broke down for a failure', '  5 passing (1s)\n', 1, 5, 1],
    ['takes a run that was killed for a failure', '  5 passing (1s)\n', null, 5, 1],
    ['takes a run without tests for a failure', '  0 passing (1ms)\n', 0, 0, 1],
    ['does not count what a test says', '  it says 9 passing tests\n  1 passing (1ms)\n', 0, 1, 0],
  ];
  for (const [name, printed, status, passed, failed] of cases) {
    it(name, () => assert.deepEqual(tallyOf(printed, status), { passed, failed }));
  }
});
