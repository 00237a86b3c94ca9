import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../../../src/model/markdown.ts';
import { AS_WRITTEN } from '../../../../src/model/what-if.ts';
import { figure } from '../../../../webview/figures.ts';
import { jsonOf } from '../../../../webview/take-away/json.ts';
import { markdownOf } from '../../../../webview/take-away/markdown.ts';
import { fileName, provenance } from '../../../../webview/take-away/report.ts';
import { report } from './report.ts';

function rows(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('|'));
}

describe('the summary in Markdown', () => {
  it('has the verdict and a row a layer', () => {
    const given = report(2);
    const written = markdownOf(given);
    assert.ok(written.includes('The signal stays healthy: 1 of the input’s\\.'.replace(':', '\\:')));
    const [head, , , first] = rows(written);
    assert.equal(
      head,
      '| Layer |  | E\\[a²\\], Current | E\\[g²\\], Current | E\\[a²\\], Recommended | E\\[g²\\], Recommended |',
    );
    assert.ok(first?.includes(`| ${figure(given.series[0]?.predicted.get('1')?.forward.median ?? 0)} |`));
  });

  it('lists the ends of a long model and says how much it leaves out', () => {
    const listed = rows(markdownOf(report(60)));
    assert.equal(listed.length, 2 + 41);
    assert.match(listed[22] ?? '', /21 more layers/);
  });

  it('takes nothing from the file for Markdown or HTML', () => {
    const given = report(1);
    const [layer] = given.layers;
    assert.ok(layer);
    const written = markdownOf({ ...given, model: '<img onerror=x>', layers: [{ ...layer, name: 'a|b [c](d) <b>' }] });
    assert.ok(!written.includes('<img') && !written.includes('<b>'));
    assert.ok(rows(written)[2]?.includes('a\\|b \\[c\\]\\(d\\)'));
  });
});

describe('a report', () => {
  it('says which seeds, examples and inputs its figures are of', () => {
    const given = report(1);
    const [current] = given.series;
    assert.ok(current);
    const simulated = { ...current, simulated: current.predicted, examples: 12 };
    assert.equal(
      provenance({ ...given, series: [simulated, current] }),
      'Simulated by Init Lens: seeds 1 to 8, 12 examples each, normal input of second moment 1.',
    );
    const other = { ...simulated, examples: 32 };
    assert.match(provenance({ ...given, series: [simulated, other] }), / 12 to 32 examples each,/);
  });

  it('says what is not in the file, and how large the input is', () => {
    const given = report(1);
    const whatIf = { ...AS_WRITTEN, width: 2 };
    const tried = {
      ...given,
      settings: { ...given.settings, scale: 3, whatIf },
      differences: ['width ×2', 'relu → tanh'],
    };
    const said =
      'Not in the file: width ×2, relu → tanh. Predicted by mean-field theory, normal input of second moment 9.';
    assert.equal(provenance(tried), said);
    assert.ok(markdownOf(tried).includes(escapeMarkdown(said)));
    const json = JSON.parse(jsonOf(tried));
    assert.equal(json.settings.inputScale, 3);
    assert.deepEqual(json.whatIf, { ...whatIf, differences: ['width ×2', 'relu → tanh'] });
    assert.equal(JSON.parse(jsonOf(given)).whatIf, null);
  });

  it('has a file name without what file systems refuse', () => {
    assert.equal(fileName(report(1), 'csv'), 'nets-model-net-signal.csv');
    assert.equal(fileName({ ...report(1), document: '../../x.ts', model: 'a/b:c*?' }, 'png'), 'x-a-b-c-signal.png');
    assert.equal(fileName({ ...report(1), document: '?.ts', model: '*' }, 'png'), 'model-signal.png');
  });
});
