import type { Layer, ModelGraph } from '../src/model/graph.ts';
import { Notes } from '../src/model/notes.ts';

/**
 * Where things stand in the file, how an initialiser is written and what is said about it changes no number: a draw needs
 * what is sampled, and the seed.
 */
const UNSIMULATED: ReadonlySet<string> = new Set([
  'span',
  'source',
  'site',
  'problems',
  'unknowns',
  'complete',
  'incompleteBecause',
  'trained',
  'spec',
  'explicit',
  'object',
  'nominalVariance',
  'option',
]);

/** Layers never change, and schemes share those without a kernel. */
const ofLayers = new Notes<Layer, string>();

/**
 * The same for two simulations or trainings that give the same numbers, and for no others but by a chance of 2^-64: an edit elsewhere
 * in the file, or a recommendation that is what the file says already, starts nothing.
 */
export function signatureOf(graph: ModelGraph, options: object): string {
  const { layers, ...others } = graph;
  const ofEach = layers.map((layer) => ofLayers.of(layer, (each) => hashOf(written(each))));
  return hashOf([written(options), written(others), ...ofEach].join('\n'));
}

function written(value: object): string {
  return JSON.stringify(value, (key, inner: unknown) => (UNSIMULATED.has(key) ? undefined : inner));
}

/** Two runs of FNV-1a over 32 bits from different starts (Fowler, Noll & Vo), the second one over the text backward. */
function hashOf(text: string): string {
  let [forward, backward] = [0x811c9dc5, 0x01234567];
  for (let i = 0, j = text.length - 1; j >= 0; i++, j--) {
    forward = Math.imul(forward ^ text.charCodeAt(i), 0x01000193);
    backward = Math.imul(backward ^ text.charCodeAt(j), 0x01000193);
  }
  return [forward, backward].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
