import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  copyRegisteredKernels,
  findBackend,
  getKernel,
  registerBackend,
  registerKernel,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { convolve, convolveBackToFilter, convolveBackToInput, fusedConvolve } from './convolutions.ts';
import { add, divide, multiply, relu, square, squareRoot, subtract } from './elementwise.ts';
import { asKernel, type FastKernel } from './kernel.ts';
import { batchMatMul, fusedMatMul } from './matrix-products.ts';
import { ProductMemory } from './product-memory.ts';
import { sum } from './sums.ts';

/** Under a name of its own, so that TensorFlow.js's plain backend stays what it is. */
export const BACKEND = 'init-lens';

const FAST: Readonly<Record<string, FastKernel>> = {
  BatchMatMul: batchMatMul,
  _FusedMatMul: fusedMatMul,
  Conv2D: convolve,
  FusedConv2D: fusedConvolve,
  Conv2DBackpropFilter: convolveBackToFilter,
  Conv2DBackpropInput: convolveBackToInput,
  Add: add,
  Sub: subtract,
  Multiply: multiply,
  RealDiv: divide,
  Square: square,
  Sqrt: squareRoot,
  Relu: relu,
  Sum: sum,
};

/**
 * Makes TensorFlow.js compute on its CPU backend with what takes the time replaced: products and convolutions by the
 * simulation's compiled kernels, a few elementwise operations by plain loops. A training step is then faster than on
 * TensorFlow.js's WebAssembly backend (docs/convergence.md has the figures), which lacks the gradients of convolutions.
 */
export async function useBackend(): Promise<void> {
  if (findBackend(BACKEND) === null || findBackend(BACKEND) === undefined) {
    registerBackend(BACKEND, () => new MathBackendCPU());
    copyRegisteredKernels('cpu', BACKEND);
    const memory = new ProductMemory();
    for (const [kernelName, fast] of Object.entries(FAST)) {
      const { kernelFunc } = getKernel(kernelName, BACKEND);
      unregisterKernel(kernelName, BACKEND);
      registerKernel({ kernelName, backendName: BACKEND, kernelFunc: asKernel(fast, kernelFunc, memory) });
    }
  }
  if (!(await setBackend(BACKEND))) throw new Error('TensorFlow.js could not be started.');
}
