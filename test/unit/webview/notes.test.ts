import assert from 'node:assert/strict';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import type { PanelModel } from '../../../src/protocol.ts';
import { predict } from '../../../src/theory/predict.ts';
import { notesOn } from '../../../webview/notes.ts';
import { documentMessage } from '../../builders/document-message.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heUniform } from '../../builders/samplers.ts';

const GRAPH = sequential(
  [8],
  Array.from({ length: 9 }, () => dense(8, heUniform)),
);
const MODEL: PanelModel = {
  graph: GRAPH,
  schemes: [],
  lines: {},
  recommendations: [],
  changes: [],
  findings: [],
  predicted: {},
};
const DOCUMENT = documentMessage(MODEL);

/** What is said where the layers' approximations are these, by number; the input is layer 0. */
function approximated(sentence: (layer: number) => string | null): readonly string[] {
  const statistics = predict(GRAPH, { input: 'normal' }).map(
    (layer, i): LayerStatistics => ({ ...layer, approximation: sentence(i) }),
  );
  const [note] = notesOn(DOCUMENT, MODEL, statistics).filter(({ heading }) => heading === 'Approximated');
  return note?.sentences ?? [];
}

describe('the notes', () => {
  it('say once what holds for all layers', () => {
    assert.deepEqual(
      approximated(() => 'Fewer examples are taken.'),
      ['All 10 layers: Fewer examples are taken.'],
    );
  });

  it('name a few layers, and count the others', () => {
    const ids = GRAPH.layers.map(({ id }) => id);
    assert.deepEqual(
      approximated((i) => (i === 2 || i === 3 ? 'Half of it.' : null)),
      [`${ids[2]}, ${ids[3]}: Half of it.`],
    );
    assert.deepEqual(
      approximated((i) => (i > 0 && i < 8 ? 'Half of it.' : null)),
      [`${ids.slice(1, 5).join(', ')} and 3 more: Half of it.`],
    );
  });

  it('say nothing where nothing was approximated', () => {
    assert.deepEqual(
      approximated(() => null),
      [],
    );
  });
});
