import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { Attribute, KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { ProductMemory } from './product-memory.ts';

/** A dense float32 tensor: its shape and its elements, row-major. */
export interface Dense {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a replaced kernel is handed. */
export interface Call {
  /** The input of that name as float32; null where it is not there or of another type. */
  input(name: string): Dense | null;
  attribute(name: string): Attribute | undefined;
  readonly memory: ProductMemory;
}

/** The result, or null where this kernel does not do it: TensorFlow.js's own kernel does then. */
export type FastKernel = (call: Call) => Dense | null;

/** The fast kernel as TensorFlow.js calls it, with the kernel that it stands in for behind it. */
export function asKernel(fast: FastKernel, own: KernelFunc, memory: ProductMemory): KernelFunc {
  return (params) => {
    const { inputs, attrs } = params;
    // The registry says no more of a backend than that it is an object.
    const backend: unknown = params.backend;
    if (!(backend instanceof MathBackendCPU)) return own(params);
    const result = fast({
      input: (name) => denseOf(inputs[name], backend),
      attribute: (name) => attributeOf(attrs, name),
      memory,
    });
    return result === null ? own(params) : backend.makeTensorInfo([...result.shape], 'float32', result.values);
  };
}

function denseOf(info: TensorInfo | undefined, backend: MathBackendCPU): Dense | null {
  if (info === undefined || info === null || info.dtype !== 'float32') return null;
  const { values } = backend.data.get(info.dataId);
  return values instanceof Float32Array ? { shape: info.shape, values } : null;
}

function attributeOf(attrs: NamedAttrMap | undefined, name: string): Attribute | undefined {
  return attrs?.[name];
}
