import { initializers, input, layers, model, SymbolicTensor } from '@tensorflow/tfjs-layers';

const init = () => initializers.heNormal({ seed: 3 });

function convBlock(x: SymbolicTensor, filters: number, strides = 1): SymbolicTensor {
  let y = layers.conv2d({ filters, kernelSize: 3, strides, padding: 'same', kernelInitializer: init() }).apply(x) as SymbolicTensor;
  y = layers.batchNormalization().apply(y) as SymbolicTensor;
  return layers.activation({ activation: 'relu' }).apply(y) as SymbolicTensor;
}

function residual(x: SymbolicTensor, filters: number): SymbolicTensor {
  const branch = convBlock(x, filters);
  return layers.add().apply([x, branch]) as SymbolicTensor;
}

export function buildResNet(blocks = 2) {
  const image = input({ shape: [32, 32, 3], name: 'image' });
  let x = convBlock(image, 16);
  for (let i = 0; i < blocks; i++) x = residual(x, 16);
  const pooled = layers.globalAveragePooling2d({}).apply(x) as SymbolicTensor;
  const logits = layers.dense({ units: 10, name: 'logits' }).apply(pooled) as SymbolicTensor;
  return model({ inputs: image, outputs: logits });
}
