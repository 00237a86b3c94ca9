import assert from 'node:assert/strict';
import type { DocumentMessage, PanelModel } from '../../../src/protocol.ts';
import { predict } from '../../../src/theory/predict.ts';
import { logAxis } from '../../../webview/charts/log-axis.ts';
import { glanceAt } from '../../../webview/glance/glance.ts';
import { tag } from '../../../webview/glance/markup.ts';
import { documentMessage } from '../../builders/document-message.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { constant, heUniform, type Sampler } from '../../builders/samplers.ts';

const DEPTH = 12;
/** Coordinates are written to two digits: half of the last one, and as much again from rounding twice. */
const ROUNDING = 0.011;

function deep(sampler: Sampler): PanelModel {
  const graph = sequential(
    [64],
    Array.from({ length: DEPTH }, () => dense(64, sampler, { name: 'relu' })),
  );
  const statistics = predict(graph, { input: 'normal' });
  const schemes = ['current', 'recommended'];
  return {
    graph,
    schemes: schemes.map((id) => ({ id, replacements: [] })),
    lines: {},
    recommendations: [],
    changes: [],
    findings: [],
    predicted: Object.fromEntries(schemes.map((id) => [id, statistics])),
  };
}

/** From the top, in shares of a hundred, of the first curve in the first chart. */
function heights(html: string): number[] {
  const points = /<polyline points="([^"]*)" data-series="current"/.exec(html)?.[1] ?? '';
  return points.split(' ').map((point) => Number(point.split(',')[1]));
}

/** Of the file's models the one of that index. */
async function glance(message: DocumentMessage, model = 0): Promise<string> {
  return (await glanceAt(message, model))?.html ?? '';
}

describe('what comes with the panel’s page', () => {
  it('has the verdict, and theory’s curves where the charts that follow have them', async () => {
    const model = deep(heUniform);
    const html = await glance(documentMessage(model));
    assert.match(html, /<strong>[^<]*healthy/i);
    assert.match(html, /<p class="document">model\.ts<\/p>/);
    const moments = (model.predicted.current ?? []).map(({ forward }) => forward.median);
    const axis = logAxis(moments, 1);
    const expected = moments.map((value) => (100 * (axis.max - axis.place(value))) / (axis.max - axis.min));
    const drawn = heights(html);
    assert.equal(drawn.length, DEPTH + 1);
    for (const [i, height] of expected.entries())
      assert.ok(Math.abs((drawn[i] ?? 0) - height) < ROUNDING, `layer ${i}`);
    assert.equal(html.match(/<figure/g)?.length, 3);
  });

  it('is of the model that was asked for', async () => {
    const both = documentMessage(deep(heUniform), deep(constant(0)));
    assert.match(await glance(both), /<strong>[^<]*healthy/i);
    assert.doesNotMatch(await glance(both, 1), /<strong>[^<]*healthy/i);
  });

  it('is nothing where there is no model, or theory has not spoken', async () => {
    assert.equal(await glance(documentMessage()), '');
    assert.equal(await glance(documentMessage({ ...deep(heUniform), predicted: {} })), '');
  });

  it('holds no markup of a file', async () => {
    const model = deep(constant(0));
    const evil = '"><img src=x onerror="alert(1)"><script>';
    const layers = model.graph.layers.map((layer) => ({ ...layer, name: evil }));
    const message = { ...documentMessage({ ...model, graph: { ...model.graph, layers } }), documentName: evil };
    const html = await glance(message);
    assert.ok(html.includes('&lt;img'));
    assert.doesNotMatch(html, /<(img|script)/);
  });

  it('escapes what it is given', () => {
    assert.equal(
      tag('p', { title: '"&<' }, '<b>&"', tag('b')).html,
      '<p title="&quot;&amp;&lt;">&lt;b>&amp;&quot;<b></b></p>',
    );
  });
});
