import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Layer, ModelGraph } from '../../../src/model/graph.ts';
import { size, sizes } from '../../../src/model/shape.ts';
import { AS_WRITTEN, type WhatIf } from '../../../src/model/what-if.ts';
import { parseHostToPanel } from '../../../src/protocol.ts';
import { changedGraph } from '../../../src/what-if/change.ts';
import { prepare, readFile } from '../frontends/reading.ts';

/** Every model that stands for what users write, changed in every way. */

const CHANGES: readonly Partial<WhatIf>[] = [
  { width: 1 / 4 },
  { width: 2 },
  { depth: 3 },
  { activation: 'tanh' },
  { normalization: 'batch' },
  { normalization: 'layer' },
  { normalization: 'none' },
  { width: 4, depth: 2, activation: 'gelu', normalization: 'batch' },
];

const FILES = ['test/models', 'samples'].flatMap((folder) =>
  readdirSync(join(__dirname, '../../..', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:[cm]?[jt]s|[jt]sx|jsonc?|html|vue|svelte)$/.test(name) && !name.endsWith('.graph.json'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

describe('what-if over model files', () => {
  before(prepare);

  it('finds them', () => assert.ok(FILES.length > 80, `${FILES.length}`));

  for (const file of FILES) {
    it(`leaves a model that fits together: ${file}`, () => {
      const { graphs } = readFile(file).reading;
      for (const graph of graphs.filter(({ kind }) => kind !== 'loose')) {
        const before = JSON.stringify(graph);
        for (const change of CHANGES) {
          const changed = changedGraph(graph, { ...AS_WRITTEN, ...change });
          assert.ok(changed, 'a graph that was read can be changed');
          const what = `${graph.name} with ${JSON.stringify(change)}`;
          holdsTogether(graph, changed.graph, what);
          if (changed.differences.length === 0) assert.ok(changed.left.length > 0, `${what} says why it is as written`);
        }
        assert.equal(JSON.stringify(graph), before);
      }
    });
  }
});

function holdsTogether(written: ModelGraph, changed: ModelGraph, what: string): void {
  const ids = changed.layers.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `${what}: every layer has an id of its own`);
  const known = new Set<string>();
  for (const { id, inputs } of changed.layers) {
    for (const input of inputs) assert.ok(known.has(input), `${what}: ${input} comes before ${id}`);
    known.add(id);
  }
  assert.deepEqual(shapesOf(changed, 'outputs'), shapesOf(written, 'outputs'), `${what}: outputs keep their shapes`);
  assert.deepEqual(shapesOf(changed, 'inputs'), shapesOf(written, 'inputs'), `${what}: inputs keep their shapes`);
  const byId = new Map(written.layers.map((layer) => [layer.id, layer]));
  for (const layer of changed.layers) {
    const before = byId.get(layer.id);
    const isKnown = before === undefined || before.outputShape !== null;
    if (isKnown) assert.notEqual(layer.outputShape, null, `${what}: the shape of ${layer.id} is still known`);
    if (before?.sharesWeightsOf != null)
      assert.deepEqual(weightShapes(layer), weightShapes(first(changed, layer)), what);
  }
  const message = {
    type: 'document',
    version: 1,
    reading: 0,
    documentName: '',
    documentUri: '',
    documentVersion: 1,
    models: [{ graph: changed, schemes: [], lines: {}, recommendations: [], changes: [], findings: [], predicted: {} }],
    notes: [],
  };
  assert.ok(parseHostToPanel(structuredClone(message)), `${what}: the page takes it`);
}

function shapesOf(graph: ModelGraph, ends: 'inputs' | 'outputs'): unknown[] {
  return graph[ends].map((end) => {
    const shape = graph.layers.find(({ id }) => id === end)?.outputShape ?? null;
    return shape === null ? null : sizes(shape);
  });
}

function first(graph: ModelGraph, { sharesWeightsOf }: Layer): Layer {
  const found = graph.layers.find(({ id }) => id === sharesWeightsOf);
  assert.ok(found);
  return found;
}

function weightShapes(layer: Layer): unknown {
  return [layer.weights.map(({ shape }) => shape.map(size)), layer.parts.map(weightShapes)];
}
