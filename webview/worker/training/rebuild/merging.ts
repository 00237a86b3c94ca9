import type { Operation } from '../../../../src/model/operation.ts';
import { type LayerConfig, Untrainable } from './json.ts';

const CLASSES = { average: 'Average', maximum: 'Maximum', minimum: 'Minimum', multiply: 'Multiply' } as const;

/** Layers that join several inputs. */
export function mergeLayer(
  operation: Extract<Operation, { kind: 'add' | 'merge' | 'dot' | 'concatenate' }>,
): LayerConfig {
  switch (operation.kind) {
    case 'add':
      return { class_name: 'Add', config: {} };
    case 'merge':
      if (operation.how === 'subtract') throw new Untrainable('subtracts, which no layer of TensorFlow.js does.');
      return { class_name: CLASSES[operation.how], config: {} };
    case 'dot': {
      const [left, right] = operation.axes;
      return { class_name: 'Dot', config: { axes: [left + 1, right + 1], normalize: operation.normalize } };
    }
    case 'concatenate':
      return { class_name: 'Concatenate', config: { axis: operation.axis + 1 } };
  }
}
