import type { ChangedKernels } from '../../src/model/diagnosis.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import { applyScheme } from '../../src/model/scheme.ts';
import type { StatisticsByLayer } from '../series.ts';
import type { ShownModel, ShownScheme } from '../shown-model.ts';
import { type Judged, ratioAt } from './extremes.ts';

/** Kernels to blame, and what they bring about by themselves. */
export interface GroupEffect {
  readonly changed: ChangedKernels;
  /** Predicted where these kernels stay as the file has them and all others are as recommended. */
  readonly alone: StatisticsByLayer;
}

/** More groups than this are not told apart: the largest ones are. */
const MOST_GROUPS = 12;

/** A group of kernels, and the graph to ask theory about for what it does by itself. */
export interface GroupQuestion {
  readonly changed: ChangedKernels;
  readonly graph: ModelGraph;
}

/** For each group of kernels that the recommended scheme changes. */
export function groupQuestions({ model }: Pick<ShownModel, 'model'>): GroupQuestion[] {
  const recommended = model.schemes.find(({ id }) => id === 'recommended');
  const bySize = [...model.changes].sort((a, b) => b.kernels.length - a.kernels.length);
  return bySize.slice(0, MOST_GROUPS).map((changed) => {
    const own = new Set(changed.kernels.map(({ layer, role }) => `${role} ${layer}`));
    const others = (recommended?.replacements ?? []).filter(({ layer, role }) => !own.has(`${role} ${layer}`));
    return { changed, graph: applyScheme(model.graph, { id: 'alone', replacements: others }) };
  });
}

/** Groups are named until so much of what all of them do together is explained. */
const MOST_OF_IT = 0.75;

/** Beyond so many the sentence says that there are others. */
const MOST_NAMED = 3;

export interface Blame {
  /** Those that do most of it, the worst first; empty if it is no initialiser's doing. */
  readonly groups: readonly GroupEffect[];
  /** Whether further groups are needed to explain most of it. */
  readonly hasOthers: boolean;
  /** All that have a part in it, named or not. */
  readonly involved: readonly GroupEffect[];
}

/**
 * The groups that explain most of how far a layer is from what the recommended initialisers give there. A group's part is
 * the logarithm of what it alone changes; where factors multiply (relu) the parts add up to the whole.
 * @param recommended predicted by theory, since no group is simulated.
 */
export function blame(graph: ModelGraph, groups: readonly GroupEffect[], recommended: ShownScheme, at: Judged): Blame {
  const expected = ratioAt(graph, recommended.predicted, at);
  const isTooSmall = at.ratio < 1;
  const judged = groups
    .map((group) => {
      const found = ratioAt(graph, group.alone, at);
      const change = found === null || expected === null ? 0 : Math.log(found / expected);
      // What cannot be told (0 / 0) explains nothing; what vanishes altogether still adds up.
      const part = Number.isNaN(change) ? 0 : isTooSmall ? -change : change;
      return { group, part: Math.min(part, LARGEST_LOGARITHM) };
    })
    .filter(({ part }) => part > Math.log(LEAST_FACTOR))
    .sort((a, b) => b.part - a.part);
  const whole = judged.reduce((sum, { part }) => sum + part, 0);
  const named: GroupEffect[] = [];
  let explained = 0;
  for (const { group, part } of judged) {
    if (named.length === MOST_NAMED || explained >= MOST_OF_IT * whole) break;
    named.push(group);
    explained += part;
  }
  const involved = judged.map(({ group }) => group);
  return { groups: named, hasOthers: explained < MOST_OF_IT * whole, involved };
}

/** A group that changes less than this factor is nobody's cause. */
const LEAST_FACTOR = 1.25;

/** Of the numbers that a double can hold. */
const LARGEST_LOGARITHM = Math.log(Number.MAX_VALUE);
