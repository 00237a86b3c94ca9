import { figure } from '../figure.ts';
import { activationLabel, placeOf } from '../initializer-fixes.ts';
import type { RuleContext } from './rule.ts';
import { type FaultyScale, subject } from './scale-reports.ts';

/** What the initialiser gives of the variance that its activation needs, as a sentence without its full stop. */
export function varianceShare(context: RuleContext, { layer, weight, judged: { ratio } }: FaultyScale): string {
  const share = ratio < 1 ? `${figure(ratio)} of` : `${figure(ratio)} times`;
  const activation = activationLabel(placeOf(context, layer, weight));
  return `${subject(context, weight)} gives ${activation} ${share} the variance that keeps its signal`;
}
