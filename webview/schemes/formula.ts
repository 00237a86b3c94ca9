import * as l10n from '@vscode/l10n';
import { matrixSize } from '../../src/model/distribution.ts';
import {
  asVarianceScaling,
  type Fans,
  type InitializerSpec,
  type VarianceScaling,
  varianceScalingVariance,
} from '../../src/model/initializer.ts';
import { precise } from './precise.ts';
import { fraction, index, name, number, operator, root, row, squared, type Term, transposed } from './term.ts';

/** An initialiser's textbook formula, in symbols and with one weight's numbers. */
export interface Formula {
  /** What a weight is: a law, a value, a matrix. */
  readonly law: Term;
  /** The law's width and its variance in symbols; empty where the law says all. */
  readonly symbols: readonly Term[];
  /** The same with the weight's numbers. */
  readonly numbers: readonly Term[];
  /** The variance that it promises; null where there is none to speak of. */
  readonly variance: number | null;
}

/** The weight that the numbers are of. */
export interface FormulaWeight {
  /** As the framework computes them. */
  readonly fans: Fans;
  /** Outermost first. */
  readonly shape: readonly number[];
}

const W = name('w');
const X = name('x');
const SIGMA = name('σ');
const FAN_IN = index(name('n'), 'in');
const FAN_OUT = index(name('n'), 'out');
const VARIANCE = row(name(l10n.t('Var')), '(', W, ')');

/**
 * @param weight null where the model has none to take numbers from.
 * @returns null for what cannot be read.
 */
export function formulaOf(spec: InitializerSpec, weight: FormulaWeight | null): Formula | null {
  const scaling = asVarianceScaling(spec);
  if (scaling !== null) return ofScaling(scaling, weight?.fans ?? null, spec.name === 'varianceScaling');
  switch (spec.name) {
    case 'zeros':
      return constant(0);
    case 'ones':
      return constant(1);
    case 'constant':
      return constant(spec.value);
    case 'randomNormal':
    case 'truncatedNormal':
      return ofNormal(spec.mean, spec.stddev, spec.name === 'truncatedNormal');
    case 'randomUniform':
      return ofUniform(spec.low, spec.high);
    case 'orthogonal':
    case 'identity':
      return ofMatrix(spec.name, spec.gain, weight?.shape ?? null);
    default:
      return null;
  }
}

/**
 * Variance scaling: Glorot & Bengio 2010, eq. 16; He et al. 2015, eq. 10; LeCun et al. 1998.
 * @param isGeneral with the scale as a symbol.
 */
function ofScaling(scaling: VarianceScaling, fans: Fans | null, isGeneral: boolean): Formula {
  const isUniform = scaling.distribution === 'uniform';
  const symbol = isGeneral ? name('s') : null;
  const variance = fans === null ? null : varianceScalingVariance(scaling, fans);
  return {
    law: isUniform ? row(W, '~', name('U'), '(', '−', X, ',', X, ')') : normalLaw(number('0')),
    symbols: scalingTerms(scaling, { in: FAN_IN, out: FAN_OUT }, symbol, null),
    numbers:
      fans === null
        ? []
        : scalingTerms(scaling, { in: number(precise(fans.in)), out: number(precise(fans.out)) }, null, variance),
    variance,
  };
}

/** Width and variance; `symbol` stands for the scale where it is not null, `variance` closes the line with its value. */
function scalingTerms(
  { scale, mode, distribution }: VarianceScaling,
  fans: { readonly in: Term; readonly out: Term },
  symbol: Term | null,
  variance: number | null,
): Term[] {
  const below = { fanIn: fans.in, fanOut: fans.out, fanAvg: row(fans.in, '+', fans.out) }[mode];
  // The mean of two fans is half of their sum.
  const doubled = mode === 'fanAvg' ? 2 : 1;
  const times = (factor: number) => {
    if (symbol === null) return number(precise(factor * scale));
    return factor === 1 ? symbol : row(number(precise(factor)), '·', symbol);
  };
  const isUniform = distribution === 'uniform';
  const width = root(fraction(times(isUniform ? 3 * doubled : doubled), below));
  const value = (of: (v: number) => number) =>
    variance === null ? [] : [operator('='), number(precise(of(variance)))];
  return [
    row(isUniform ? X : SIGMA, '=', width, ...value((v) => Math.sqrt(isUniform ? 3 * v : v))),
    row(VARIANCE, '=', fraction(times(doubled), below), ...value((v) => v)),
  ];
}

function normalLaw(mean: Term): Term {
  return row(W, '~', name('N'), '(', mean, ',', squared(SIGMA), ')');
}

function constant(value: number): Formula {
  return { law: row(W, '=', number(precise(value))), symbols: [], numbers: [], variance: 0 };
}

function ofNormal(mean: number, stddev: number, isTruncated: boolean): Formula {
  const variance = stddev ** 2;
  const cut = isTruncated ? [row('|', W, '−', number(precise(mean)), '|', '≤', number('2'), SIGMA)] : [];
  return {
    law: normalLaw(number(precise(mean))),
    symbols: [row(SIGMA, '=', number(precise(stddev))), ...cut],
    numbers: [row(squared(SIGMA), '=', number(precise(variance)))],
    variance,
  };
}

function ofUniform(low: number, high: number): Formula {
  const variance = (high - low) ** 2 / 12;
  const width = row('(', number(precise(high)), '−', '(', number(precise(low)), ')', ')');
  return {
    law: row(W, '~', name('U'), '(', number(precise(low)), ',', number(precise(high)), ')'),
    symbols: [row(VARIANCE, '=', fraction(squared(width), number('12')), '=', number(precise(variance)))],
    numbers: [],
    variance,
  };
}

/** An element of an orthogonal matrix has mean square gain^2 / max(m, n); of an identity one in max(m, n) is the gain. */
function ofMatrix(kind: 'orthogonal' | 'identity', gain: number, shape: readonly number[] | null): Formula {
  const matrix = name(kind === 'orthogonal' ? 'Q' : 'I');
  const law = row(name('W'), '=', name('g'), matrix, ',', name('g'), '=', number(precise(gain)));
  const size = shape === null ? null : matrixSize(shape);
  const larger = size === null ? null : Math.max(size.rows, size.columns);
  if (kind === 'identity') {
    const share = larger === null ? null : 1 / larger;
    return { law, symbols: [], numbers: [], variance: share === null ? null : gain ** 2 * share * (1 - share) };
  }
  const symbols = [
    row(transposed(matrix), matrix, '=', name('I')),
    row(VARIANCE, '=', fraction(squared(name('g')), row(name('max'), '(', name('m'), ',', name('n'), ')'))),
  ];
  if (size === null || larger === null) return { law, symbols, numbers: [], variance: null };
  const variance = gain ** 2 / larger;
  const below = row(name('max'), '(', number(precise(size.rows)), ',', number(precise(size.columns)), ')');
  const above = squared(number(precise(gain)));
  return {
    law,
    symbols,
    numbers: [row(VARIANCE, '=', fraction(above, below), '=', number(precise(variance)))],
    variance,
  };
}
