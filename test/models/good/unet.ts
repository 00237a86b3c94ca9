import { input, layers, model, type SymbolicTensor } from '@tensorflow/tfjs';

const KERNEL = { kernelSize: 3, padding: 'same', activation: 'relu', kernelInitializer: 'heUniform' } as const;

function twice(x: SymbolicTensor, filters: number): SymbolicTensor {
  const first = layers.conv2d({ ...KERNEL, filters }).apply(x);
  return layers.conv2d({ ...KERNEL, filters }).apply(first) as SymbolicTensor;
}

function up(x: SymbolicTensor, skip: SymbolicTensor, filters: number): SymbolicTensor {
  const larger = layers.upSampling2d({ size: [2, 2] }).apply(x);
  const narrowed = layers.conv2d({ ...KERNEL, kernelSize: 2, filters }).apply(larger) as SymbolicTensor;
  return twice(layers.concatenate({ axis: 3 }).apply([skip, narrowed]) as SymbolicTensor, filters);
}

export function unet(size: number, channels: number) {
  const image = input({ shape: [size, size, channels] });
  const one = twice(image, 16);
  const two = twice(layers.maxPooling2d({ poolSize: 2 }).apply(one) as SymbolicTensor, 32);
  const three = twice(layers.maxPooling2d({ poolSize: 2 }).apply(two) as SymbolicTensor, 64);
  const bottom = layers.dropout({ rate: 0.5 }).apply(three) as SymbolicTensor;
  const back = up(up(bottom, two, 32), one, 16);
  const mask = layers.conv2d({ filters: 1, kernelSize: 1, activation: 'sigmoid' }).apply(back) as SymbolicTensor;
  return model({ inputs: image, outputs: mask });
}

unet(64, 1);
