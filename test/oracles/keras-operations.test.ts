import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readJson } from '../../src/frontends/json/read-json.ts';
import { scalarFunction } from '../../src/model/activation-function.ts';
import type { Layer, ModelGraph } from '../../src/model/graph.ts';
import { knownSize } from '../../src/model/shape.ts';

/** Uses of single operations on tensors against what Keras tells and computes of them (keras/record_operations.py). */

/** Whose shape cannot be told: it is no example's, or the tensors or numbers that make it are not in the file. */
const UNTOLD = /^(tf\.(shape|einsum|gather|nn\.space_to_depth|tensordot)|ops\.(ravel|take|tensordot|hstack))\(/;

for (const generation of ['keras2', 'keras3'] as const) {
  describe(`operations on tensors, as ${generation} saves and computes them`, () => {
    const { x, y, cases } = recording(generation);

    for (const { expression, json, shape, values } of cases) {
      it(`${expression} is read, with its shape`, () => {
        const { graph, layer } = read(json, generation);
        assert.deepEqual(graph.incompleteBecause, []);
        assert.deepEqual(layer.problems, []);
        const told = layer.outputShape === null ? null : layer.outputShape.map(knownSize);
        if (UNTOLD.test(expression)) assert.equal(told, null);
        else assert.deepEqual(told, shape.slice(1));
      });

      it(`${expression} computes what its operation says, if that is element by element`, () => {
        const { graph, layer } = read(json, generation);
        const inputs = layer.inputs.map((id) =>
          inputName(graph, id) === 'y' ? y : inputName(graph, id) === 'x' ? x : null,
        );
        const computed = elementwise(layer, inputs);
        if (computed === null) return;
        assert.equal(computed.length, values.length);
        for (const [i, value] of values.entries()) {
          // Single precision: 1e-6 of values up to e^7.3, which is 1480.
          const expected = computed[i] ?? Number.NaN;
          const tolerance = 1e-5 * Math.max(1, Math.abs(expected));
          assert.ok(value !== null && Math.abs(value - expected) < tolerance, `${i}: ${expected}, Keras: ${value}`);
        }
      });
    }

    it('are computed here in more than a few cases', () => {
      const compared = cases.filter(({ json }) => {
        const { graph, layer } = read(json, generation);
        const inputs = layer.inputs.map((id) => (inputName(graph, id) === null ? null : x));
        return elementwise(layer, inputs) !== null;
      });
      assert.ok(compared.length >= 28, `${compared.length} compared`);
    });
  });
}

/** What an operation makes of inputs of one shape; null if it is not element by element, or its function not known. */
function elementwise({ operation, activation }: Layer, inputs: readonly (readonly number[] | null)[]): number[] | null {
  const [a, b] = inputs;
  if (a === null || a === undefined || b === null) return null;
  const both = (combine: (left: number, right: number) => number) =>
    b === undefined ? null : a.map((left, i) => combine(left, b[i] ?? Number.NaN));
  switch (operation.kind) {
    case 'rescaling':
      return a.map((value) => value * operation.scale + operation.offset);
    case 'activation': {
      const known = activation.own === null ? null : scalarFunction(activation.own);
      return known === null ? null : a.map((value) => known.value(value));
    }
    case 'add':
      return both((left, right) => left + right);
    case 'merge':
      return both(MERGED[operation.how]);
    default:
      return null;
  }
}

const MERGED = {
  average: (left: number, right: number) => (left + right) / 2,
  maximum: Math.max,
  minimum: Math.min,
  multiply: (left: number, right: number) => left * right,
  subtract: (left: number, right: number) => left - right,
} as const;

/** The model's output layer; the operation stands there, behind others where the expression has several. */
function read(json: string, generation: 'keras2' | 'keras3'): { graph: ModelGraph; layer: Layer } {
  const [graph, ...more] = readJson(json, { dialect: generation, assume: {} }).graphs;
  assert.ok(graph !== undefined && more.length === 0, 'the file holds one model');
  const layer = graph.layers.find(({ id }) => id === graph.outputs[0]);
  assert.ok(layer !== undefined && graph.outputs.length === 1, 'the model has one output');
  return { graph, layer };
}

/** Null for what is no input of the model. */
function inputName(graph: ModelGraph, id: string): string | null {
  const layer = graph.layers.find((candidate) => candidate.id === id);
  return layer?.operation.kind === 'input' ? layer.name : null;
}

interface Recording {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly cases: readonly {
    readonly expression: string;
    readonly json: string;
    readonly shape: readonly (number | null)[];
    readonly values: readonly (number | null)[];
  }[];
}

function recording(generation: string): Recording {
  const packed = readFileSync(join(__dirname, 'keras', `${generation}-operations.json.gz`));
  const content: unknown = JSON.parse(gunzipSync(packed).toString('utf8'));
  assert.ok(isRecording(content), 'the recording holds inputs and cases');
  return content;
}

function isRecording(value: unknown): value is Recording {
  if (typeof value !== 'object' || value === null || !('x' in value) || !('y' in value) || !('cases' in value))
    return false;
  const isCase = (of: unknown) =>
    typeof of === 'object' &&
    of !== null &&
    ['expression', 'json'].every((key) => typeof Reflect.get(of, key) === 'string') &&
    ['shape', 'values'].every((key) => Array.isArray(Reflect.get(of, key)));
  return Array.isArray(value.x) && Array.isArray(value.y) && Array.isArray(value.cases) && value.cases.every(isCase);
}
