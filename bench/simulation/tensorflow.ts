import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** @returns what runs: the backend, and whether it has SIMD. */
export async function useBackend(name: 'wasm' | 'cpu'): Promise<string> {
  if (name === 'wasm') setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '../wasm-out/'));
  await tf.setBackend(name);
  await tf.ready();
  const simd = name === 'wasm' && (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  return `TensorFlow.js ${tf.version_core} on ${name === 'wasm' ? `WASM${simd ? ' with SIMD' : ''}` : 'its CPU backend'}`;
}

/** Mean square, read back: what a report takes of a gradient. */
export function meanSquare(tensor: tf.Tensor): number {
  return tf.tidy(() => tf.mean(tf.square(tensor)).dataSync()[0] ?? Number.NaN);
}

/** Mean and mean square of a signal; TensorFlow.js is spared the rest of our report. */
export function measure(tensor: tf.Tensor): void {
  tf.tidy(() => {
    tf.mean(tensor).dataSync();
    meanSquare(tensor);
  });
}
