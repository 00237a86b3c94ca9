import assert from 'node:assert/strict';
import { compareModels } from '../../../../src/analysis/report/compare-models.ts';
import { type ModelReport, modelReports } from '../../../../src/analysis/report/model-report.ts';
import { comparisonMarkdown } from '../../../../src/editor/report/comparison-markdown.ts';
import { reportMarkdown } from '../../../../src/editor/report/model-markdown.ts';
import { analyse, sequentialModel, times } from '../../../builders/analyse.ts';
import { expectDefined } from '../../frontends/reading.ts';
import { TOOLS } from './tools.ts';

const OUTPUT = "dense({ units: 4, activation: 'softmax' })";
const SHALLOW = sequentialModel(
  [64],
  [
    "dense({ units: 32, activation: 'relu', kernelInitializer: 'zeros' })",
    "dense({ units: 16, activation: 'relu', kernelInitializer: 'heUniform' })",
    OUTPUT,
  ],
);

async function modelOf(text: string): Promise<ModelReport> {
  return expectDefined(modelReports(await analyse(text))[0], 'there is a model');
}

/** Cells of a table row, without what Markdown escapes. */
const cells = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\', ''));

const tables = (markdown: string) => markdown.split('\n').filter((line) => line.startsWith('|'));

describe('the report as Markdown', () => {
  it('says what is found and what is predicted, a line each', async () => {
    const text = reportMarkdown('src/model.ts', [await modelOf(SHALLOW)], TOOLS);
    assert.match(text, /^## Initialisation of the models in src\/model\\\.ts\n\n### model\n/);
    assert.match(text, /Signal × 0, gradient × 0/);
    const rows = tables(text).map(cells);
    const finding = rows.find(([, rule]) => rule?.startsWith('[symmetric-initializer]'));
    assert.deepEqual(finding?.slice(0, 3), [
      'error',
      '[symmetric-initializer](https://rules.example/symmetric-initializer)',
      '3',
    ]);
    assert.deepEqual(
      rows.find(([layer]) => layer?.includes('dense_1')),
      ['**dense_1** dense → 32, relu', '3', 'zeros', 'heUniform', '0', '0'],
    );
    assert.match(text, /Predicted by mean\\-field theory/);
  });

  it('has as many cells in every row of a table as in its heading', async () => {
    const text = reportMarkdown('a|b.ts', [await modelOf(SHALLOW)], TOOLS);
    for (const table of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const widths = table.split('\n').map((line) => cells(line).length);
      assert.deepEqual([...new Set(widths)].length, 1, table);
    }
  });

  it('says so where nothing is wrong', async () => {
    const good = sequentialModel([8], ['dense({ units: 1 })']);
    assert.match(reportMarkdown('a.ts', [await modelOf(good)], TOOLS), /Nothing is found wrong/);
  });

  it('takes nothing of a file for Markdown or HTML', async () => {
    const hostile = SHALLOW.replace('units: 32,', "units: 32, name: '<img src=x>`|`[a](command:b)',");
    const text = reportMarkdown('a.ts', [await modelOf(hostile)], TOOLS);
    assert.match(text, /&lt;img/);
    assert.doesNotMatch(text, /<img|[^\\]\[a\]/);
  });

  it('shows the ends of a deep model, and how many layers lie between', async () => {
    const text = reportMarkdown(
      'a.ts',
      [await modelOf(sequentialModel([4], times(100, 'dense({ units: 4 })')))],
      TOOLS,
    );
    assert.match(text, /\| 41 more layers \| … \|/);
    // What GitHub takes as an issue or a comment.
    assert.ok(text.length < 65_536, `${text.length} characters`);
  });
});

describe('the comparison as Markdown', () => {
  const titles = { left: { name: 'before', file: 'a.ts' }, right: { name: 'after', file: 'b.ts' } };
  const comparison = async () => {
    const before = await modelOf(SHALLOW);
    const after = await modelOf(SHALLOW.replace("'zeros'", "'heUniform'"));
    return comparisonMarkdown(compareModels(before, after), titles, TOOLS);
  };

  it('begins with what stands out', async () => {
    const text = await comparison();
    assert.match(text, /^# before beside after\n\n- Both have the same layers; initialised differently: 1\./);
    assert.match(
      text,
      /\*\*Signal, to the last hidden layer\*\*: × 0 against × [\d.]+; \*\*after\*\* is nearer to 1\./,
    );
  });

  it('sets size, figures and findings side by side', async () => {
    const rows = tables(await comparison()).map(cells);
    const row = (what: string) => rows.find(([first]) => first === what)?.slice(1);
    assert.deepEqual(row('File'), ['a.ts', 'b.ts']);
    assert.deepEqual(row('Layers'), ['3', '3']);
    assert.deepEqual(row('Parameters'), ['2,676', '2,676']);
    assert.deepEqual(row('Signal')?.[0], '× 0');
    assert.match(row('Findings')?.[0] ?? '', /^1 × error/);
    assert.equal(row('Findings')?.[1], 'none');
    assert.deepEqual(row('[symmetric-initializer](https://rules.example/symmetric-initializer)'), ['error', '3', '–']);
  });

  it('marks the initialisers that differ', async () => {
    const rows = tables(await comparison()).map(cells);
    assert.deepEqual(rows.find(([layer]) => layer?.includes('dense_1'))?.slice(2, 4), ['**zeros**', '**heUniform**']);
    assert.deepEqual(rows.find(([layer]) => layer?.includes('dense_2'))?.slice(2, 4), ['heUniform', 'heUniform']);
  });

  it('leaves a dash for a layer that only one has', async () => {
    const more = SHALLOW.replace(
      '  tf.layers.dense({ units: 4',
      '  tf.layers.dropout({ rate: 0.5 }),\n  tf.layers.dense({ units: 4',
    );
    const [a, b] = [await modelOf(SHALLOW), await modelOf(more)];
    const rows = tables(comparisonMarkdown(compareModels(a, b), titles, TOOLS)).map(cells);
    assert.deepEqual(rows.find(([, right]) => right?.includes('dropout'))?.[0], '–');
  });
});
