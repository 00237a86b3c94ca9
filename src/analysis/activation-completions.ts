import { figure } from '../advice/figure.ts';
import { guidanceFor } from '../advice/guidance.ts';
import { structureOf } from '../advice/structure.ts';
import type { Analysis } from '../analyser.ts';
import { dialects } from '../dialects/index.ts';
import type { ValuePlace } from '../frontends/frontend.ts';
import { surfaceOf } from '../frontends/surface.ts';
import type { Activation } from '../model/activation.ts';
import { distributionVariance } from '../model/distribution.ts';
import { isKernel, type Layer } from '../model/graph.ts';
import { sizes } from '../model/shape.ts';
import { moments } from '../theory/moments.ts';
import type { ValueCompletion } from './value-completion.ts';

/** Between layers, most used first; what no initialiser keeps over depth comes last. */
const HIDDEN: readonly Activation[] = [
  { name: 'relu' },
  { name: 'gelu', approximate: false },
  { name: 'silu' },
  { name: 'elu', alpha: 1 },
  { name: 'selu' },
  { name: 'leakyRelu', slope: 0.2 },
  { name: 'leakyRelu', slope: 0.3 },
  { name: 'mish' },
  { name: 'hardSwish' },
  { name: 'relu6' },
  { name: 'tanh' },
  { name: 'softsign' },
  { name: 'linear' },
  { name: 'softplus' },
  { name: 'sigmoid' },
  { name: 'hardSigmoid', slope: 0.2 },
  { name: 'hardSigmoid', slope: 1 / 6 },
  { name: 'exponential' },
  { name: 'softmax' },
  { name: 'logSoftmax' },
];

/** At the end of a model: classes, numbers, yes or no, and a range. */
const LAST: readonly Activation['name'][] = ['softmax', 'linear', 'sigmoid', 'tanh'];

/** Every activation that can stand there, with what it does to the signal and the initialiser that makes up for it. */
export function activationCompletions({ reading }: Analysis, place: ValuePlace, layer: Layer): ValueCompletion[] {
  const { graph } = place;
  const dialect = dialects[graph.dialect];
  const isHidden = structureOf(graph).isHidden(layer);
  const isRecurrent = /^recurrent/i.test(place.option);
  const order = isHidden ? HIDDEN : [...HIDDEN].sort((a, b) => rank(a) - rank(b));
  return order.flatMap((activation): ValueCompletion[] => {
    const name = dialect.spellActivation(activation, surfaceOf(graph));
    const text = name === null ? null : reading.write(place, name);
    if (name === null || text === null) return [];
    const kernel = layer.weights.find(({ role }) => isKernel(role));
    const guidance = isRecurrent ? null : guidanceFor(activation, isHidden);
    const suited = guidance === null ? null : guidance.family[guidance.family.usual];
    const sampled =
      suited === null || kernel === undefined ? null : dialect.initializer({ name: suited }, null, kernel).sampled;
    const variance =
      sampled === null || kernel === undefined ? null : distributionVariance(sampled, sizes(kernel.shape));
    return [
      {
        label: name,
        text,
        snippet: null,
        replace: place.replace,
        beside: [],
        filter: text,
        detail: suited === null ? '' : `${suited}${variance === null ? '' : `, σ = ${figure(Math.sqrt(variance))}`}`,
        documentation: [passed(activation), guidance === null ? '' : `${guidance.reason}.`]
          .filter((said) => said !== '')
          .join(' '),
        isBest: false,
      },
    ];
  });
}

function rank({ name }: Activation): number {
  const place = LAST.indexOf(name);
  return place < 0 ? LAST.length : place;
}

/** By the activations above: integrals that never change, over code that is not compiled yet when it is first asked for. */
const PASSED = new Map<Activation, string>();

function passed(activation: Activation): string {
  const known = PASSED.get(activation);
  if (known !== undefined) return known;
  const standard = moments(activation, 0, 1);
  const told =
    standard === null ? '' : `Of a standard normal it passes ${figure(standard.secondMoment)} of the second moment.`;
  PASSED.set(activation, told);
  return told;
}
