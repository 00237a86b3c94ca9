import { type Analyser, type Analysis, createAnalyser, type Settings } from '../../src/analyser.ts';
import type { Language } from '../../src/language.ts';
import { loadWasm } from '../unit/frontends/wasm.ts';

/** The real pipeline over text in memory, for tests of what comes out at its end. */

export const SETTINGS: Settings = { assume: {}, dialect: 'auto', prefer: 'auto', severities: {} };

let shared: Analyser | null = null;

/** One parser serves all tests; each text is a new document. */
export function analyse(
  text: string,
  language: Language = 'typescript',
  settings: Partial<Settings> = {},
): Promise<Analysis> {
  shared ??= createAnalyser({ loadWasm, readFile: async () => null, now: () => performance.now() });
  return shared.analyse({ uri: 'memory:/model', language, version: 1, text }, { ...SETTINGS, ...settings });
}

/** A sequential TensorFlow.js model of these `tf.layers` calls, one a line; the first gets the input's shape. */
export function sequentialModel(inputShape: readonly number[], layers: readonly string[]): string {
  const lines = layers.map((layer, i) => {
    const shaped = i === 0 ? layer.replace('({', `({ inputShape: ${JSON.stringify(inputShape)}, `) : layer;
    return `  tf.layers.${shaped},`;
  });
  return `import * as tf from '@tensorflow/tfjs';\nexport const model = tf.sequential({ layers: [\n${lines.join('\n')}\n] });\n`;
}

/** `count` copies of a layer. */
export function times(count: number, layer: string): string[] {
  return Array.from({ length: count }, () => layer);
}
