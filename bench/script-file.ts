import { randomFrom } from '../test/builders/random.ts';

/** Writes one piece of a file; `id` keeps its names apart from those of other pieces. */
type Piece = (id: number, random: (below: number) => number) => string;

const HEAD = `import * as tf from '@tensorflow/tfjs';
import { readFile } from 'node:fs/promises';

/** How training goes about its data. */
const CONFIG = { batchSize: 32, epochs: 20, units: [64, 32], learningRate: 0.001 };

`;

const MODELS: readonly Piece[] = [
  (id, random) => `/** Classifies samples of kind ${id}. */
export function buildClassifier${id}(units = ${8 << random(6)}): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [${random(100) + 4}], activation: 'relu' }));
  model.add(tf.layers.dropout({ rate: 0.${random(5) + 1} }));
  for (const size of CONFIG.units) {
    model.add(tf.layers.dense({ units: size, activation: 'relu', kernelInitializer: 'heNormal' }));
  }
  model.add(tf.layers.dense({ units: ${random(9) + 2}, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(CONFIG.learningRate), loss: 'categoricalCrossentropy' });
  return model;
}
`,
  (id, random) => `export const vision${id} = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [32, 32, 3], filters: ${16 << random(3)}, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu', kernelInitializer: 'heUniform' }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 10, activation: 'softmax' }), // one for each class
  ],
});
`,
  (id, random) => `function block${id}(x: tf.SymbolicTensor, filters: number): tf.SymbolicTensor {
  const main = tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }).apply(x);
  const normal = tf.layers.batchNormalization().apply(main);
  const active = tf.layers.activation({ activation: 'relu' }).apply(normal) as tf.SymbolicTensor;
  return tf.layers.add().apply([x, active]) as tf.SymbolicTensor;
}

export class Residual${id} {
  readonly model: tf.LayersModel;

  constructor(private readonly depth = ${random(3) + 2}) {
    const input = tf.input({ shape: [16, 16, 8] });
    let x: tf.SymbolicTensor = input;
    for (let i = 0; i < this.depth; i++) x = block${id}(x, 8);
    const pooled = tf.layers.globalAveragePooling2d({}).apply(x);
    this.model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 2 }).apply(pooled) as tf.SymbolicTensor });
  }
}
`,
];

const ORDINARY: readonly Piece[] = [
  (id, random) => `/** Reads records from a comma separated text; lines that do not parse are left out. */
export async function readRecords${id}(path: string): Promise<number[][]> {
  const text = await readFile(path, 'utf8');
  const rows: number[][] = [];
  for (const line of text.split('\\n')) {
    const cells = line.split(',').map((cell) => Number.parseFloat(cell.trim()));
    if (cells.length < ${random(9) + 2} || cells.some(Number.isNaN)) continue;
    rows.push(cells);
  }
  return rows;
}
`,
  (id, random) => `// Means and deviations are kept, so that new samples are scaled like those of the training.
export function normalise${id}(rows: readonly number[][]): { rows: number[][]; mean: number[]; deviation: number[] } {
  const width = rows[0]?.length ?? 0;
  const mean = Array.from({ length: width }, (_, j) => rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length);
  const deviation = mean.map((m, j) =>
    Math.sqrt(rows.reduce((sum, row) => sum + ((row[j] ?? 0) - m) ** 2, 0) / Math.max(1, rows.length - ${random(2)})),
  );
  return { rows: rows.map((row) => row.map((value, j) => (value - (mean[j] ?? 0)) / (deviation[j] ?? 1))), mean, deviation };
}
`,
  (id, random) => `export interface Session${id} {
  readonly id: string;
  startedAt: Date;
  /** Seconds; null while it runs. */
  duration: number | null;
  scores: Map<string, number>;
  readonly kind: 'train' | 'evaluate' | 'predict${random(9)}';
}
`,
  (id, random) => `export class Chart${id} {
  private readonly points: { x: number; y: number }[] = [];
  private readonly element: HTMLElement;

  constructor(element: HTMLElement, private readonly width = ${random(400) + 200}, private readonly height = 200) {
    this.element = element;
  }

  push(x: number, y: number): void {
    this.points.push({ x, y });
    if (this.points.length > ${random(500) + 100}) this.points.shift();
    this.draw();
  }

  private draw(): void {
    const canvas = this.element.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, this.width, this.height);
    const max = Math.max(...this.points.map((point) => point.y));
    context.beginPath();
    for (const [index, { x, y }] of this.points.entries()) {
      const [px, py] = [(x / this.points.length) * this.width, this.height - (y / max) * this.height];
      if (index === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.stroke();
  }
}
`,
  (
    id,
    random,
  ) => `export async function train${id}(model: tf.LayersModel, xs: tf.Tensor, ys: tf.Tensor): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  await model.fit(xs, ys, {
    batchSize: CONFIG.batchSize,
    epochs: CONFIG.epochs,
    validationSplit: 0.${random(3) + 1},
    callbacks: {
      onEpochEnd: async (epoch, logs) => {
        const loss = logs?.val_loss ?? 0;
        console.log(\`epoch \${epoch}: loss \${loss.toFixed(4)}\`);
        if (loss < best) {
          best = loss;
          waited = 0;
        } else if (++waited > ${random(5) + 3}) {
          model.stopTraining = true;
        }
        await tf.nextFrame();
      },
    },
  });
}
`,
  (id, random) => `/*
 * The labels in the order of the network's outputs. They come from the data set's own list, so the order must not be
 * changed; see the page on preparing data.
 */
export const LABELS_${id} = [
${Array.from({ length: random(12) + 4 }, (_, i) => `  { id: ${i}, name: 'label-${random(1000)}', weight: 0.${random(99)}, tags: ['a${random(9)}', 'b'] },`).join('\n')}
] as const;
`,
  (id, random) => `export function schedule${id}(step: number, total: number): number {
  switch (Math.floor((step / total) * ${random(3) + 3})) {
    case 0:
      return CONFIG.learningRate * (step / 100);
    case 1:
      return CONFIG.learningRate;
    default: {
      const progress = step / total;
      return CONFIG.learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  }
}

document.querySelector('#start${id}')?.addEventListener('click', async (event) => {
  event.preventDefault();
  const button = event.target as HTMLButtonElement;
  button.disabled = true;
  try {
    const response = await fetch('/api/start/${id}', { method: 'POST', body: JSON.stringify({ step: ${random(99)} }) });
    if (!response.ok) throw new Error(\`The server says \${response.status}.\`);
    const { session } = (await response.json()) as { session: string };
    button.textContent = session;
  } finally {
    button.disabled = false;
  }
});
`,
];

/**
 * A file as people write them: models here and there among loading, scaling, training, drawing and their comments.
 * @param lines at least this many; the last piece is not cut.
 * @param models spread evenly over the file.
 */
export function scriptFile(lines: number, models: number, seed: number): string {
  const random = randomFrom(seed);
  const pieces = [HEAD];
  let written = HEAD.split('\n').length;
  let left = models;
  for (let id = 0; written < lines; id++) {
    const isModel = left > 0 && written >= ((models - left + 0.5) * lines) / (models + 0.5);
    if (isModel) left--;
    const kinds = isModel ? MODELS : ORDINARY;
    const piece = `${kinds[random(kinds.length)]?.(id, random) ?? ''}\n`;
    pieces.push(piece);
    written += piece.split('\n').length - 1;
  }
  return pieces.join('');
}
