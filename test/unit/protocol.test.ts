import assert from 'node:assert/strict';
import type { Initializer } from '../../src/model/graph.ts';
import { AS_WRITTEN, type WhatIf } from '../../src/model/what-if.ts';
import {
  type DocumentMessage,
  type HostToPanel,
  type PanelToHost,
  PREDICTED_INPUT,
  parseHostToPanel,
  parsePanelToHost,
  requestId,
} from '../../src/protocol.ts';
import { predict } from '../../src/theory/predict.ts';
import { sequential } from '../builders/graph.ts';
import { dense, dropout, flatten } from '../builders/layers.ts';
import { heUniform } from '../builders/samplers.ts';
import { convolution, pooling } from '../builders/windows.ts';

const graph = sequential(
  [8, 8, 3],
  [
    convolution(4, heUniform, { name: 'relu' }),
    pooling('max'),
    dropout(0.1),
    flatten(),
    dense(2, heUniform, { name: 'leakyRelu', slope: 0.3 }),
  ],
);
const [, first] = graph.layers;
const weight = first?.weights[0];
if (first === undefined || weight === undefined) throw new Error('The first convolution has a kernel.');

const forgetting: Initializer = {
  ...weight.initializer,
  sampled: { family: 'unitForgetBias', others: { family: 'constant', value: 0 } },
};

const TRIED: WhatIf = { ...AS_WRITTEN, width: 1 / 2, depth: 2, activation: 'tanh', normalization: 'batch' };

const DOCUMENT: DocumentMessage = {
  type: 'document',
  version: 1,
  reading: 0,
  documentName: 'model.ts',
  documentUri: 'file:///model.ts',
  documentVersion: 4,
  models: [
    {
      graph: {
        ...graph,
        unknowns: [{ name: 'units', span: { start: 1, end: 2 }, what: 'It is a parameter.', assumed: 64 }],
      },
      schemes: [
        { id: 'current', replacements: [] },
        { id: 'zeros', replacements: [{ layer: first.id, role: 'kernel', initializer: weight.initializer }] },
        { id: 'forget', replacements: [{ layer: first.id, role: 'bias', initializer: forgetting }] },
      ],
      lines: { input: 1, '1': 2 },
      recommendations: ['Set kernelInitializer to heUniform'],
      changes: [
        { initializer: 'zeros', defaultOf: null, activation: 'relu', kernels: [{ layer: 'dense_1', role: 'kernel' }] },
      ],
      findings: [
        {
          rule: 'symmetric-initializer',
          title: 'Zeros',
          severity: 'error',
          message: 'Copies.',
          layer: 'dense_1',
          layers: ['dense_1'],
          line: 3,
        },
      ],
      predicted: { current: predict(graph, PREDICTED_INPUT) },
    },
  ],
  notes: ['One layer was left out.'],
};

const FROM_HOST: readonly HostToPanel[] = [
  DOCUMENT,
  { type: 'show', version: 1, model: 1 },
  { type: 'unavailable', version: 1, message: 'The file was closed.' },
  {
    type: 'explanation',
    version: 1,
    documentVersion: 4,
    model: 0,
    layer: 'dense_1',
    weights: [{ title: 'dense_1: kernel', columns: ['default'], rows: [['fan-in', '3']], notes: ['Fan-in 3.'] }],
  },
  {
    type: 'tried',
    version: 1,
    documentVersion: 4,
    model: 0,
    whatIf: TRIED,
    activations: ['relu', 'tanh'],
    changed: {
      graph,
      schemes: [{ id: 'current', replacements: [] }],
      lines: { input: 1 },
      changes: [],
      differences: ['width ×2'],
      left: ['dense_1: It is added to the input.'],
      writable: { any: true, left: ['Depth ×2: by hand.'], rest: AS_WRITTEN },
    },
  },
  { type: 'tried', version: 1, documentVersion: 4, model: 0, whatIf: AS_WRITTEN, activations: [], changed: null },
  {
    type: 'preview',
    version: 1,
    documentVersion: 4,
    model: 0,
    hunks: [
      {
        before: [{ line: 3, pieces: [{ text: 'zeros', isChanged: true }] }],
        after: [{ line: 3, pieces: [{ text: 'heUniform', isChanged: true }] }],
      },
    ],
  },
  { type: 'cursor', version: 1, documentVersion: 4, places: [{ model: 0, layers: ['dense_1'] }] },
  { type: 'answer', version: 1, id: 3, error: null },
  { type: 'answer', version: 1, id: 3, error: 'Nothing to apply.' },
];

const FROM_PANEL: readonly PanelToHost[] = [
  { type: 'ready', version: 1, id: 1, assume: {} },
  { type: 'assume', version: 1, id: 4, assume: { 'sizes[0]': 12 } },
  { type: 'try', version: 1, id: 8, model: 0, whatIf: TRIED },
  { type: 'write', version: 1, id: 9, documentVersion: 4, model: 0, whatIf: TRIED },
  { type: 'reveal', version: 1, id: 2, documentVersion: 4, model: 0, layer: 'dense_1' },
  { type: 'explain', version: 1, id: 5, documentVersion: 4, model: 0, layer: 'dense_1' },
  { type: 'save', version: 1, id: 6, fileName: 'a.csv', content: { encoding: 'text', data: 'a,b' } },
  { type: 'copy', version: 1, id: 7, text: 'words' },
  { type: 'goToLine', version: 1, id: 8, documentVersion: 4, line: 12 },
  { type: 'pin', version: 1, id: 9, isPinned: true },
  { type: 'preview', version: 1, id: 10, documentVersion: 4, model: 0 },
  { type: 'diff', version: 1, id: 11, documentVersion: 4, model: 0 },
  { type: 'apply', version: 1, id: 3, documentVersion: 4, model: 0 },
];

/** As VS Code carries a message from one side to the other. */
function carried(message: object): unknown {
  return JSON.parse(JSON.stringify(message));
}

/** Objects whose keys are names from the file, or of schemes: none of them has to be there. */
const DICTIONARIES = new Set(['lines', 'options', 'assume', 'predicted']);

/** Copies of a message, each without one of its fields at any depth, with that field's path. */
function* withoutOneField(value: unknown, path: string, isDictionary = false): Generator<[string, unknown]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      for (const [at, changed] of withoutOneField(item, `${path}[${i}]`))
        yield [at, value.map((other, j) => (i === j ? changed : other))];
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const { [key]: _, ...rest } = Object.fromEntries(Object.entries(value));
      if (!isDictionary) yield [`${path}.${key}`, rest];
      const inner = withoutOneField(item, `${path}.${key}`, DICTIONARIES.has(key));
      for (const [at, changed] of inner) yield [at, { ...value, [key]: changed }];
    }
  }
}

describe('the messages between extension and panel', () => {
  it('come through unchanged', () => {
    for (const message of FROM_HOST) assert.deepEqual(parseHostToPanel(carried(message)), message);
    for (const message of FROM_PANEL) assert.deepEqual(parsePanelToHost(carried(message)), message);
  });

  it('are refused when any field is missing, however deep', () => {
    let tried = 0;
    for (const message of FROM_HOST) {
      for (const [path, changed] of withoutOneField(carried(message), message.type)) {
        assert.equal(parseHostToPanel(changed), null, path);
        tried++;
      }
    }
    for (const message of FROM_PANEL) {
      for (const [path, changed] of withoutOneField(carried(message), message.type)) {
        assert.equal(parsePanelToHost(changed), null, path);
        tried++;
      }
    }
    // The document alone has six layers of ten fields.
    assert.ok(tried > 60);
  });

  it('are refused where what is tried is out of all bounds', () => {
    const asking = (whatIf: object) => ({ type: 'try', version: 1, id: 1, model: 0, whatIf: { ...TRIED, ...whatIf } });
    assert.notEqual(parsePanelToHost(asking({})), null);
    for (const wrong of [{ width: 0 }, { width: 1e9 }, { depth: 2.5 }, { depth: -1 }, { activation: 'custom' }]) {
      assert.equal(parsePanelToHost(asking(wrong)), null, JSON.stringify(wrong));
    }
  });

  it('are refused in another version, of another type, or with an unknown operation', () => {
    assert.equal(parsePanelToHost({ type: 'ready', version: 2, id: 1 }), null);
    assert.equal(parsePanelToHost({ type: 'toString', version: 1, id: 1 }), null);
    assert.equal(parsePanelToHost({ type: 'answer', version: 1, id: 1, error: null }), null);
    const strange = JSON.parse(JSON.stringify(DOCUMENT).replace('"kind":"dropout"', '"kind":"teleport"'));
    assert.equal(parseHostToPanel(strange), null);
  });

  it('are refused when they are no objects at all', () => {
    for (const value of [null, undefined, 1, 'ready', [], [FROM_PANEL[0]]]) {
      assert.equal(parsePanelToHost(value), null);
      assert.equal(parseHostToPanel(value), null);
    }
  });

  it('can be answered as long as they carry an id', () => {
    assert.equal(requestId({ type: 'nonsense', id: 7 }), 7);
    assert.equal(requestId({ id: '7' }), null);
    assert.equal(requestId(null), null);
  });
});
