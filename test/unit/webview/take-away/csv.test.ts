import assert from 'node:assert/strict';
import { csvOf } from '../../../../webview/take-away/csv.ts';
import { report } from './report.ts';

/** Cells of a table whose cells hold neither commas nor quotes. */
function cells(csv: string): string[][] {
  return csv
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));
}

describe('the figures as CSV', () => {
  it('have a row a layer and series, with every figure unrounded', () => {
    const given = report(2);
    const [header = [], ...rows] = cells(
      csvOf({ ...given, layers: given.layers.map((layer) => ({ ...layer, description: 'd' })) }),
    );
    assert.equal(rows.length, 3 * 2);
    assert.ok(rows.every((row) => row.length === header.length));
    const [, , first = []] = rows;
    const signal = given.series[0]?.predicted.get('1')?.forward.median;
    assert.deepEqual(first.slice(0, 5), ['1', 'd', '7', 'Current', 'meanField']);
    assert.equal(first[header.indexOf('signal_median')], String(signal));
  });

  it('leave cells empty where there is no figure', () => {
    const given = report(1);
    const [header = [], input = []] = cells(
      csvOf({ ...given, layers: given.layers.map((layer) => ({ ...layer, description: 'd' })) }),
    );
    assert.equal(input[header.indexOf('kernel_gradient_second_moment')], '');
    assert.equal(input[header.indexOf('line')], '');
  });

  it('quote what would break the table, and tame what a spreadsheet would compute', () => {
    const given = report(1);
    const [layer] = given.layers;
    assert.ok(layer);
    const named = (name: string) => csvOf({ ...given, layers: [{ ...layer, name }] }).split('\r\n')[1] ?? '';
    assert.ok(named('a,b').startsWith('"a,b",'));
    assert.ok(named('say "no"').startsWith('"say ""no""",'));
    assert.ok(named('=HYPERLINK(1)').startsWith("'=HYPERLINK(1),"));
    assert.ok(named('two\nlines').startsWith('"two\nlines",'));
  });
});
