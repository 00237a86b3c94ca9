import { matrixSize } from '../../model/distribution.ts';
import { asVarianceScaling, type Fans, type InitializerSpec, type VarianceScaling } from '../../model/initializer.ts';
import { precise } from './precise.ts';

/** How an initialiser's variance comes about, in symbols and with one weight's numbers in their place. */
export interface Formula {
  /** `scale / fan_in`. */
  readonly symbols: string;
  /** `2 / 256`. */
  readonly numbers: string;
  /** The variance that it promises. */
  readonly value: number;
}

/**
 * The textbook's formula with the fans that the framework takes (Glorot & Bengio 2010, eq. 16; He et al. 2015, eq. 10).
 * @param shape the weight's, outermost first.
 * @returns null for constants and what cannot be read.
 */
export function formulaOf(spec: InitializerSpec, fans: Fans, shape: readonly number[]): Formula | null {
  const scaling = asVarianceScaling(spec);
  if (scaling !== null) return ofScaling(scaling, fans);
  switch (spec.name) {
    case 'randomNormal':
    case 'truncatedNormal':
      return { symbols: 'stddev²', numbers: `${precise(spec.stddev)}²`, value: spec.stddev ** 2 };
    case 'randomUniform': {
      const numbers = `(${precise(spec.high)} ${spec.low < 0 ? '+' : '-'} ${precise(Math.abs(spec.low))})² / 12`;
      return { symbols: '(maxval - minval)² / 12', numbers, value: (spec.high - spec.low) ** 2 / 12 };
    }
    case 'orthogonal':
    case 'identity':
      return ofMatrix(spec.name, spec.gain, shape);
    default:
      return null;
  }
}

function ofScaling({ scale, mode }: VarianceScaling, fans: Fans): Formula {
  const s = precise(scale);
  switch (mode) {
    case 'fanIn':
      return { symbols: 'scale / fan_in', numbers: `${s} / ${precise(fans.in)}`, value: scale / Math.max(1, fans.in) };
    case 'fanOut':
      return {
        symbols: 'scale / fan_out',
        numbers: `${s} / ${precise(fans.out)}`,
        value: scale / Math.max(1, fans.out),
      };
    case 'fanAvg':
      return {
        symbols: '2 · scale / (fan_in + fan_out)',
        numbers: `2 · ${s} / (${precise(fans.in)} + ${precise(fans.out)})`,
        value: scale / Math.max(1, (fans.in + fans.out) / 2),
      };
  }
}

/** An element of an orthogonal matrix has mean square gain² / max(m, n); of an identity one in max(m, n) is the gain. */
function ofMatrix(name: 'orthogonal' | 'identity', gain: number, shape: readonly number[]): Formula {
  const { rows, columns } = matrixSize(shape);
  const larger = Math.max(rows, columns);
  const sides = `${rows}, ${columns}`;
  if (name === 'orthogonal') {
    return {
      symbols: 'gain² / max(rows, columns)',
      numbers: `${precise(gain)}² / max(${sides})`,
      value: gain ** 2 / larger,
    };
  }
  return {
    symbols: 'gain² (1 - 1 / n) / n, n = max(rows, columns)',
    numbers: `${precise(gain)}² (1 - 1 / ${larger}) / ${larger}`,
    value: (gain ** 2 / larger) * (1 - 1 / larger),
  };
}
