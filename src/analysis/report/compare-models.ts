import { factorBetween } from '../../advice/figure.ts';
import { SEVERITIES, type Severity } from '../../advice/finding.ts';
import { NEGLIGIBLE_DEVIATION } from '../../advice/thresholds.ts';
import { align, type Pair } from './align.ts';
import type { LayerRow, ModelReport } from './model-report.ts';

/** Layers of one model that are set beside another's: more rows than a person reads, and the time grows with the square. */
const MOST_ALIGNED = 400;

/** Which of two models. */
export type Side = 'left' | 'right';

/** Two models side by side. */
export interface Comparison {
  readonly left: ModelReport;
  readonly right: ModelReport;
  /** Layers that correspond stand together. */
  readonly layers: readonly Pair<LayerRow>[];
  /** Layers of either model that `layers` leaves out, the deepest ones. */
  readonly leftOut: number;
  readonly structure: StructureDifference;
  /** Null where one of the two is not predicted. */
  readonly signal: RatioDifference | null;
  readonly gradient: RatioDifference | null;
  /** How many findings of each rule either model has, the worst rules first. */
  readonly findings: readonly RuleCounts[];
}

export interface StructureDifference {
  /** Same operations, shapes and activations in the same order. */
  readonly isSame: boolean;
  /** Pairs of layers whose kernels are initialised differently. */
  readonly initializers: number;
}

/** Two factors on a second moment, of which 1 is the best. */
export interface RatioDifference {
  readonly left: number;
  readonly right: number;
  /** Whose factor is nearer to 1; null where the two differ by less than one draw does. */
  readonly better: Side | null;
}

export interface RuleCounts {
  readonly rule: string;
  readonly severity: Severity;
  /** Lines, from 1. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export function compareModels(left: ModelReport, right: ModelReport): Comparison {
  const [a, b] = [left.rows.slice(0, MOST_ALIGNED), right.rows.slice(0, MOST_ALIGNED)];
  const layers = align(a, b, apart);
  const leftOut = Math.max(left.rows.length - a.length, right.rows.length - b.length);
  return {
    left,
    right,
    layers,
    leftOut,
    structure: structureOf(layers, leftOut),
    signal: ratioDifference(left.ratios.signal, right.ratios.signal),
    gradient: ratioDifference(left.ratios.gradient, right.ratios.gradient),
    findings: ruleCounts(left, right),
  };
}

/** Layers that compute different things never stand together; a width or a name that changed does not part two. */
function apart(a: LayerRow, b: LayerRow): number {
  if (a.kind !== b.kind) return 2;
  return (
    Number(a.shape !== b.shape) * 0.5 + Number(a.activation !== b.activation) * 0.4 + Number(a.name !== b.name) * 0.1
  );
}

function structureOf(layers: readonly Pair<LayerRow>[], leftOut: number): StructureDifference {
  const isSame = layers.every(
    ([a, b]) => a !== null && b !== null && a.shape === b.shape && a.activation === b.activation,
  );
  const initializers = layers.filter(([a, b]) => a !== null && b !== null && !sameInitializers(a, b)).length;
  return { isSame: isSame && leftOut === 0, initializers };
}

/** A default and the same written out are the same. */
export function sameInitializers(a: LayerRow, b: LayerRow): boolean {
  const written = ({ kernels }: LayerRow) => JSON.stringify(kernels.map((kernel) => [kernel.role, kernel.written]));
  return written(a) === written(b);
}

function ratioDifference(left: number | null, right: number | null): RatioDifference | null {
  if (left === null || right === null) return null;
  const [a, b] = [factorBetween(left, 1), factorBetween(right, 1)];
  // Two that are lost altogether are alike: what infinite factors differ by is not a number.
  const isAlike = a === b || factorBetween(left, right) < NEGLIGIBLE_DEVIATION;
  return { left, right, better: isAlike ? null : a < b ? 'left' : 'right' };
}

function ruleCounts(left: ModelReport, right: ModelReport): RuleCounts[] {
  const rules = [...new Set([...left.findings, ...right.findings].map(({ rule }) => rule))];
  const lines = ({ findings }: ModelReport, rule: string) =>
    findings.filter((finding) => finding.rule === rule).map(({ line }) => line);
  const rank = ({ severity }: { readonly severity: Severity }) => SEVERITIES.indexOf(severity);
  return rules
    .map((rule): RuleCounts => {
      const own = [...left.findings, ...right.findings].filter((finding) => finding.rule === rule);
      const [worst] = own.sort((a, b) => rank(a) - rank(b));
      return { rule, severity: worst?.severity ?? 'hint', left: lines(left, rule), right: lines(right, rule) };
    })
    .sort((a, b) => rank(a) - rank(b));
}
