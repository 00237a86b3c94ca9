import type { Problem } from '../../model/problem.ts';
import type { Dialect, LayerPart, LayerTraits } from '../dialect.ts';
import { fromKeras1 } from './keras1-declaration.ts';
import { CLASSES } from './keras1-names.ts';

/**
 * A dialect that reads files of Keras 1 too, as Keras 2.0 to 2.2 loaded them: with the weights and distributions of
 * Keras 2. What it finds stands under the options that the file has.
 */
export function readingKeras1(dialect: Dialect): Dialect {
  return {
    ...dialect,
    isLayer: (className, surface) =>
      dialect.isLayer(className, surface) || (surface === 'json' && (CLASSES.has(className) || className === 'Merge')),
    readLayer: (declaration, inputs, surface) => {
      const converted = surface === 'json' ? fromKeras1(declaration) : null;
      if (converted === null) return dialect.readLayer(declaration, inputs, surface);
      return inOldTerms(dialect.readLayer(converted, inputs, surface));
    },
  };
}

function inOldTerms(traits: LayerTraits): LayerTraits {
  return {
    ...traits,
    weights: traits.weights.map((weight) => ({ ...weight, option: oldOption(weight.option) })),
    problems: traits.problems.map(oldProblem),
    parts: traits.parts.map((part): LayerPart => ({ ...part, traits: inOldTerms(part.traits) })),
  };
}

function oldProblem(problem: Problem): Problem {
  return problem.kind === 'unknownName' ? { ...problem, option: oldOption(problem.option) } : problem;
}

function oldOption(option: string): string {
  return OLD_OPTIONS.get(option) ?? option;
}

const OLD_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['kernel_initializer', 'init'],
  ['depthwise_initializer', 'init'],
  ['pointwise_initializer', 'init'],
  ['embeddings_initializer', 'init'],
  ['alpha_initializer', 'init'],
  ['recurrent_initializer', 'inner_init'],
  ['beta_initializer', 'beta_init'],
  ['gamma_initializer', 'gamma_init'],
  ['recurrent_activation', 'inner_activation'],
]);
