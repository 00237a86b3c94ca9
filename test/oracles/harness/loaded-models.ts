import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { readJson } from '../../../src/frontends/json/read-json.ts';
import { OPTIONS } from '../../unit/frontends/reading.ts';
import type { Pair } from './agreement.ts';
import { walkedLayers } from './graph-facts.ts';
import { usesOf } from './tfjs-uses.ts';

const ROOT = join(__dirname, '../../..');

/** Paths of a folder's model files in JSON, from the checkout's root; expected graphs stand beside them. */
export function jsonModels(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.endsWith('.graph.json'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

/**
 * The model that TF.js loads from a file, with what is read from it for TF.js, whoever wrote it.
 * @returns why TF.js cannot load it instead.
 */
export async function loadedPair(text: string): Promise<Pair | string> {
  const graphs = readJson(text, { ...OPTIONS, dialect: 'tfjs' }).graphs.filter(({ kind }) => kind !== 'loose');
  const [graph, ...others] = graphs;
  if (graph === undefined || others.length > 0) return `${graphs.length} models stand in one file`;
  const model = await load(text);
  if (typeof model === 'string') return model;
  const [read, made] = [walkedLayers(graph).nodes, usesOf(model).nodes];
  assert.equal(read.length, made.length, 'as many layers are read as are loaded');
  read.forEach(({ weights, parts, trainable }, i) => {
    if (!trainable || parts.length > 0) return;
    const loaded = made[i]?.layer.weights.map(({ shape }) => elements(shape)) ?? [];
    const known = weights.map(({ shape }) =>
      elements(shape.map((one) => (typeof one === 'number' ? one : one.assumed))),
    );
    for (const size of known) assert.ok(loaded.includes(size), `layer ${i} has a weight of ${size} elements`);
  });
  return { graph, model };
}

async function load(text: string): Promise<tf.LayersModel | string> {
  try {
    // Without the list of weights that stands beside it: there are none to load, and fresh ones are wanted.
    return await tf.models.modelFromJSON({ modelTopology: topologyOf(JSON.parse(text)) });
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 120) : String(error);
  }
}

/** The model within what TF.js, Keras 2 and others write around it. */
function topologyOf(file: unknown): Record<string, never> {
  assert.ok(isObject(file), 'a model file holds an object');
  for (const key of ['modelTopology', 'model']) {
    const inner: unknown = file[key];
    if (isObject(inner)) return inner;
  }
  return file;
}

function isObject(value: unknown): value is Record<string, never> {
  return typeof value === 'object' && value !== null;
}

function elements(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}
