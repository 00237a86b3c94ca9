import type { Activation } from '../../src/model/activation.ts';
import type { Operation } from '../../src/model/operation.ts';
import { constant, type Sampler } from './samplers.ts';
import { bias, LINEAR, plain, type Sketch, type WeightOptions, weight } from './sketch.ts';

export function dense(units: number, sample: Sampler, activation = LINEAR, options: WeightOptions = {}): Sketch {
  return {
    operation: () => ({ kind: 'dense', units, useBias: options.bias !== undefined }),
    activation,
    shape: ([input = []]) => [...input.slice(0, -1), units],
    weights: ([input = []]) => {
      const fanIn = input.at(-1) ?? 1;
      return [
        weight('kernel', [fanIn, units], { in: fanIn, out: units }, sample, options.seed ?? null),
        ...bias(units, options),
      ];
    },
  };
}

export function input(shape: readonly number[]): Sketch {
  return plain({ kind: 'input', implicit: false, integer: false }, () => shape);
}

export function activation(own: Activation): Sketch {
  return plain({ kind: 'activation' }, undefined, own);
}

export function flatten(): Sketch {
  return plain({ kind: 'flatten' }, ([shape = []]) => [shape.reduce((a, b) => a * b, 1)]);
}

export function add(): Sketch {
  return plain({ kind: 'add' });
}

export function concatenate(): Sketch {
  return plain({ kind: 'concatenate', axis: -1 }, (shapes) => [
    ...(shapes[0] ?? []).slice(0, -1),
    shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0),
  ]);
}

export function dropout(rate: number): Sketch {
  return plain({ kind: 'dropout', rate, spatial: false });
}

/** Gamma 1, beta 0 unless given; the last axis. */
export function batchNormalization(epsilon = 1e-3, gamma = constant(1), beta = constant(0)): Sketch {
  return normalisation(
    (rank) => ({ kind: 'batchNormalization', axis: rank - 1, epsilon, scale: true, center: true }),
    gamma,
    beta,
  );
}

export function layerNormalization(epsilon = 1e-3, gamma = constant(1), beta = constant(0)): Sketch {
  return normalisation(
    (rank) => ({ kind: 'layerNormalization', axes: [rank - 1], epsilon, scale: true, center: true }),
    gamma,
    beta,
  );
}

/** Over the last axis of an input of any rank. */
function normalisation(operation: (rank: number) => Operation, gamma: Sampler, beta: Sampler): Sketch {
  return {
    operation: ([shape = []]) => operation(shape.length),
    activation: null,
    shape: ([shape = []]) => shape,
    weights: ([shape = []]) => {
      const size = shape.at(-1) ?? 1;
      const fans = { in: 1, out: 1 };
      return [weight('gamma', [size], fans, gamma, null), weight('beta', [size], fans, beta, null)];
    },
  };
}
