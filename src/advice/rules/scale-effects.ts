import { layerById } from '../../model/graph.ts';
import { type Deviation, deviationFactor } from '../deviation.ts';
import { figure } from '../figure.ts';
import { limitsOf } from '../limits.ts';
import type { RuleContext } from './rule.ts';
import type { FaultyScale } from './scale-reports.ts';

/**
 * What all that the rule finds do together. Where that goes the other way than this kernel's own share, what it does by
 * itself comes first: a kernel that is too large among others that are too small.
 */
export function effects(
  context: RuleContext,
  mine: readonly FaultyScale[],
  { layer, judged }: FaultyScale,
  together: Deviation,
): string[] {
  const isAgainst = judged.ratio > 1 !== together.ratio > 1;
  if (mine.length === 1 || !isAgainst) return [effect(context, together, countedSubject(mine.length))];
  const alone = context.deviations(new Set([layer.id])).get(layer.id);
  const isTelling = alone !== undefined && deviationFactor(alone) >= limitsOf(context.settings).negligible;
  const all = `With ${mine.length === 2 ? 'the other one' : `the ${mine.length - 1} others`} of a wrong scale in this model it`;
  return [
    ...(isTelling ? [effect(context, alone, { who: 'By itself it', isOne: true })] : []),
    effect(context, together, { who: all, isOne: true }),
  ];
}

interface SentenceSubject {
  readonly who: string;
  readonly isOne: boolean;
}

function countedSubject(count: number): SentenceSubject {
  return count === 1
    ? { who: 'It', isOne: true }
    : { who: `The ${count} such layers of this model together`, isOne: false };
}

/** What is left of the signal that proper initialisers would keep. */
function effect({ graph }: RuleContext, { direction, ratio, at }: Deviation, subject: SentenceSubject): string {
  const what = direction === 'forward' ? 'signal' : 'gradient';
  const layer = layerById(graph, at);
  const place = layer?.operation.kind === 'input' ? 'the input' : (layer?.name ?? at);
  const { who, isOne: isAlone } = subject;
  if (ratio === 0) return `${who} ${isAlone ? 'leaves' : 'leave'} nothing of the ${what} at ${place}.`;
  if (ratio < 1) return `${who} ${isAlone ? 'leaves' : 'leave'} ${figure(ratio)} of the ${what} at ${place}.`;
  const size = Number.isFinite(ratio) ? `${figure(ratio)} times too large` : 'overflow';
  return `${who} ${isAlone ? 'makes' : 'make'} the ${what} at ${place} ${size}.`;
}
