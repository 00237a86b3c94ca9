import assert from 'node:assert/strict';
import type { Explanation } from '../../../../src/advice/explain/explain.ts';
import { precise } from '../../../../src/advice/explain/precise.ts';
import { explanationMarkdown, explanationText } from '../../../../src/advice/explain/render.ts';
import { escapeMarkdown } from '../../../../src/model/markdown.ts';
import { analyse, sequentialModel } from '../../../builders/analyse.ts';

async function explanationOf(layer: string): Promise<Explanation> {
  const analysis = await analyse(sequentialModel([16], [layer, 'dense({ units: 1 })']));
  const [graph] = analysis.reading.graphs;
  const first = graph?.layers[1];
  assert.ok(graph && first);
  const explanation = analysis.explanation(graph, first.id, 'kernel');
  assert.ok(explanation);
  return explanation;
}

describe('a rendered explanation', () => {
  it('is columns and sentences in a terminal', async () => {
    const text = explanationText(
      await explanationOf("dense({ units: 8, activation: 'relu', kernelInitializer: 'leCunUniform' })"),
    );
    assert.equal(
      text,
      `dense_1: kernel 16 × 8, in front of relu
                            written          recommended
  initialiser               'leCunUniform'   'heUniform'
  variance                  scale / fan_in   scale / fan_in
                            1 / 16 = 0.0625  2 / 16 = 0.125
  standard deviation, real  0.25             0.3536
  bounds                    -0.433 to 0.433  -0.6124 to 0.6124
  mean square × fan-in      1                2
  Fan-in 16, fan-out 8.
  Signal: E[a²] 1 arrives, 0.5 leaves.
  Gradient: E[g²] 0.1719 comes back, 0.04299 goes on to the layer before.
  He initialisation makes up for the half of the signal that relu sets to 0 (He et al. 2015, arXiv 1502.01852, eq. 10); uniform, because TensorFlow.js truncates its normals without correction (its issue 8594).
`,
    );
  });

  it('tells the nominal deviation only where it is not the real one', async () => {
    const text = explanationText(
      await explanationOf("dense({ units: 8, activation: 'relu', kernelInitializer: 'leCunNormal' })"),
    );
    assert.match(text, /standard deviation, nominal +0\.25 +0\.3536\n +standard deviation, real +0\.2199 +0\.3536/);
  });

  it('is one column where what is written is what is recommended', async () => {
    const text = explanationText(
      await explanationOf("dense({ units: 8, activation: 'relu', kernelInitializer: 'heUniform' })"),
    );
    assert.match(text, /^ +written, recommended$/m);
    assert.match(text, /initialiser +'heUniform'$/m);
  });

  it('is a table and paragraphs in Markdown, in which nothing of the file is markup', async () => {
    const explanation = await explanationOf("dense({ units: 8, name: '<img src=x> [a](command:b) `c` | *d*' })");
    const markdown = explanationMarkdown(explanation);
    const [title = ''] = markdown.split('\n');
    assert.equal(title, '**&lt;img src=x&gt; \\[a\\]\\(command\\:b\\) \\`c\\` \\| \\*d\\***: kernel 16 × 8');
    // Code is ours alone, and a span of it ends where it began: on its line.
    assert.ok(!/<|(?<!\\)\[|(?<!\\)`/.test(markdown.replace(/`[^`\n]+`/g, '').replaceAll('**', '')));
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    assert.ok(rows.length >= 6);
    // A bar that is not escaped begins or ends a cell: as many in each row.
    const bars = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
    assert.equal(new Set(bars).size, 1);
  });

  it('has what stands beside the title on its line, and the reason before the table', async () => {
    const explanation = await explanationOf("dense({ units: 8, activation: 'relu', kernelInitializer: 'heNormal' })");
    const [title = '', , reason = '', , head = ''] = explanationMarkdown(explanation, '[rule](command:x)').split('\n');
    assert.equal(title, '**dense\\_1**: kernel 16 × 8, in front of relu · [rule](command:x)');
    assert.match(reason, /^He initialisation/);
    assert.match(head, /^\| .* written.* recommended/);
  });

  it('escapes every character of Markdown and HTML, and keeps text on one line', () => {
    assert.equal(escapeMarkdown('a\n<b>&c'), 'a &lt;b&gt;&amp;c');
    assert.equal(escapeMarkdown('https://x.y'), 'https\\://x\\.y');
  });

  it('has four digits', () => {
    assert.equal(precise(0.123456), '0.1235');
    assert.equal(precise(2), '2');
    assert.equal(precise(1.5e-9), '1.5e-9');
    assert.equal(precise(12345.678), '12350');
    assert.equal(precise(2e30), '2e30');
    assert.equal(precise(Number.POSITIVE_INFINITY), 'Infinity');
  });
});
