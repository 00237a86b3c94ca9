import type { Operation } from '../../../../src/model/operation.ts';
import { type LayerConfig, Untrainable } from './json.ts';
import { formatOption } from './window.ts';

const NAMES = { max: 'Max', average: 'Average' } as const;

export function pooling(operation: Extract<Operation, { kind: 'pooling' | 'globalPooling' }>): LayerConfig {
  if (operation.kind === 'globalPooling') return globalPooling(operation);
  const { rank, size, strides, dilation, padding, channels } = operation.window;
  if (dilation.some((each) => each !== 1)) throw new Untrainable('pools with gaps, which TensorFlow.js does not have.');
  const format = rank === 1 ? {} : formatOption(channels);
  if (rank === 1 && channels === 'first')
    throw new Untrainable('pools channels first, which TensorFlow.js does not have.');
  const config = { poolSize: size, strides, padding, ...format };
  return { class_name: `${NAMES[operation.pool]}Pooling${rank}D`, config };
}

function globalPooling({
  pool,
  rank,
  channels,
  keepDimensions,
}: Extract<Operation, { kind: 'globalPooling' }>): LayerConfig {
  if (rank === 3 || keepDimensions || (rank === 1 && channels === 'first')) {
    throw new Untrainable('is a global pooling of a kind that TensorFlow.js does not have.');
  }
  const config = rank === 1 ? {} : formatOption(channels);
  return { class_name: `Global${NAMES[pool]}Pooling${rank}D`, config };
}
