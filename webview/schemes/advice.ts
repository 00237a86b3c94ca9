import * as l10n from '@vscode/l10n';
import type { Activation } from '../../src/model/activation.ts';
import type { InitializerName } from '../../src/model/initializer.ts';
import { exactScale } from '../../src/theory/gains.ts';
import { moments } from '../../src/theory/moments.ts';
import { figure } from '../figures.ts';

/** When an initialiser is the right one, and why. */
export interface Advice {
  readonly when: string;
  readonly why: string;
  /** Who proposed it, when and where; null where nobody in particular did. */
  readonly source: string | null;
}

const RELU: Activation = { name: 'relu' };
const SOURCES = {
  glorot: l10n.t('Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks'),
  he: l10n.t('He, Zhang, Ren & Sun (2015), Delving deep into rectifiers, arXiv 1502.01852'),
  leCun: l10n.t('LeCun, Bottou, Orr & Müller (1998), Efficient BackProp'),
  selu: l10n.t('Klambauer, Unterthiner, Mayr & Hochreiter (2017), Self-normalizing neural networks, arXiv 1706.02515'),
  saxe: l10n.t(
    'Saxe, McClelland & Ganguli (2013), Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, arXiv 1312.6120',
  ),
  identity: l10n.t(
    'Le, Jaitly & Hinton (2015), A simple way to initialize recurrent networks of rectified linear units, arXiv 1504.00941',
  ),
  fixup: l10n.t('Zhang, Dauphin & Ma (2019), Fixup initialization, arXiv 1901.09321'),
};

/** Figures are theory's own, computed when they are shown. @returns null for what is no initialiser's name. */
export function adviceOn(initializer: InitializerName, variance: number | null): Advice | null {
  switch (initializer) {
    case 'glorotUniform':
    case 'glorotNormal':
      return {
        when: l10n.t('For layers with tanh, softsign, sigmoid or no activation, and for output layers.'),
        why: l10n.t(
          'The signal keeps its variance forward with 1 / n_in, the gradient on its way back with 1 / n_out: the mean of both fans is the compromise. It counts on an activation that is straight around 0. A relu lets {0} of the second moment through, so a deep stack of them loses it by that factor a layer.',
          figure(momentAt(RELU)),
        ),
        source: SOURCES.glorot,
      };
    case 'heUniform':
    case 'heNormal':
      return {
        when: l10n.t('For layers with relu and its kin.'),
        why: l10n.t(
          'A relu sets half of its inputs to 0 and keeps {0} of the second moment: a variance of {1} / n_in makes up for exactly that. A leaky relu of slope a takes 2 / (1 + a²) instead of 2.',
          figure(momentAt(RELU)),
          figure(exactScale(RELU) ?? Number.NaN),
        ),
        source: SOURCES.he,
      };
    case 'leCunUniform':
    case 'leCunNormal':
      return {
        when: l10n.t('For layers with selu, and for linear ones where only the way forward counts.'),
        why: l10n.t(
          'A sum of n_in inputs of variance 1 has variance n_in: 1 / n_in takes it back to 1. The constants of selu are made so that this, mean 0 and variance 1, is where the signal settles (E[selu(z)²] = {0}).',
          figure(momentAt({ name: 'selu' })),
        ),
        source: `${SOURCES.leCun}; ${SOURCES.selu}`,
      };
    case 'orthogonal':
      return {
        when: l10n.t('For recurrent kernels, which act again at every step, and for deep linear or tanh networks.'),
        why: l10n.t(
          'A square orthogonal matrix keeps the length of every vector: with g = 1 neither signal nor gradient grows or shrinks in any direction, however often it is applied. Random entries of the same variance keep lengths only on average. For a relu the gain is √2, since half is lost.',
        ),
        source: SOURCES.saxe,
      };
    case 'identity':
      return {
        when: l10n.t('For the recurrent kernel of a simple recurrent network with relu.'),
        why: l10n.t(
          'Each unit begins by carrying its own value on, so that neither signal nor gradient fades over the steps. As the kernel of any other layer it only copies its input.',
        ),
        source: SOURCES.identity,
      };
    case 'varianceScaling':
      return {
        when: l10n.t('For activations that no named initialiser is made for: give it the scale that theory asks for.'),
        why: l10n.t(
          'Glorot, He and LeCun are this with s = 1 over the mean fan, 2 over n_in and 1 over n_in. The scale that keeps E[a²] at 1 is {0} for silu, {1} for gelu and {2} for elu.',
          scaleOf({ name: 'silu' }),
          scaleOf({ name: 'gelu', approximate: false }),
          scaleOf({ name: 'elu', alpha: 1 }),
        ),
        source: `${SOURCES.leCun}; ${SOURCES.he}`,
      };
    case 'randomNormal':
    case 'truncatedNormal':
    case 'randomUniform':
      return {
        when: l10n.t('For embeddings, whose rows are looked up and not summed. For a kernel only by luck.'),
        why: l10n.t(
          'The spread is the same however many inputs are summed, so the signal grows or shrinks with the width. This one suits a relu layer of about {0} inputs; with fewer the signal fades, with more it explodes, by the same factor in every layer.',
          variance === null || variance === 0 ? '∞' : figure((exactScale(RELU) ?? Number.NaN) / variance),
        ),
        source: null,
      };
    case 'zeros':
    case 'constant':
      return {
        when: l10n.t(
          'For biases, for the last layer of a residual branch and for an output layer. Never for a hidden kernel.',
        ),
        why: l10n.t(
          'Units that begin equal get equal gradients and stay copies of one another: only random weights break that symmetry. With zeros no signal passes at all, and with relu no gradient comes back either. At the end of a residual branch that is wanted: the block begins as the identity.',
        ),
        source: SOURCES.fixup,
      };
    case 'ones':
      return {
        when: l10n.t('For the factors of a normalisation. Never for a kernel.'),
        why: l10n.t(
          'All units compute the same sum and stay copies of one another, and that sum has n_in times the variance of an input: the signal explodes.',
        ),
        source: null,
      };
    case 'unknown':
      return null;
  }
}

/** E[f(z)^2] for a standard normal z. */
function momentAt(activation: Activation): number {
  return moments(activation, 0, 1)?.secondMoment ?? Number.NaN;
}

function scaleOf(activation: Activation): string {
  const scale = exactScale(activation);
  return scale === null ? '–' : String(Number(scale.toPrecision(3)));
}
