import { smallCnn, vgg } from './cnn.ts';
import { lstmLayer } from './lstm.ts';
import { measureMachine } from './machine.ts';
import { mlp, wideMlp } from './mlp.ts';
import { resnet } from './resnet.ts';
import { compare, type Subject } from './subject.ts';
import { useBackend } from './tensorflow.ts';

interface Part {
  readonly backend: 'wasm' | 'cpu';
  readonly subjects: () => readonly Subject[];
}

/** What can be run by itself. */
const PARTS: Readonly<Record<string, Part>> = {
  mlp: {
    backend: 'wasm',
    subjects: () => [mlp(20, 512, null, 10, 3), mlp(50, 1024, 100, 10, 3)],
  },
  lstm: { backend: 'wasm', subjects: () => [lstmLayer('orthogonal', 3), lstmLayer('glorotNormal', 3)] },
  cnn: { backend: 'wasm', subjects: () => [vgg()] },
  'small-cnn': { backend: 'cpu', subjects: () => [smallCnn()] },
  resnet: { backend: 'wasm', subjects: () => [resnet()] },
  // The last one: when WASM runs out of memory, TensorFlow.js can do nothing more in the same process.
  'wide-mlp': { backend: 'wasm', subjects: () => [wideMlp(20, 4096, 300, 10)] },
};

export const SIMULATION_PARTS: readonly string[] = Object.keys(PARTS);

/** One draw of a whole report each, ours and TensorFlow.js's in the same run. @param print takes the lines as they come. */
export async function benchmarkSimulation(names: readonly string[], print: (line: string) => void): Promise<void> {
  const machine = await measureMachine();
  print(
    `This machine: ${(machine.flops / 1e9).toFixed(1)} GFlop/s, ${(machine.bytes / 1e9).toFixed(1)} GB/s, ` +
      `${(machine.normals / 1e6).toFixed(0)} million normal numbers a second`,
  );
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined) continue;
    const backend = await useBackend(part.backend);
    for (const subject of part.subjects()) print(compare(subject, machine, backend));
  }
}
