import type { RuleId } from '../rule-id.ts';
import { isFanErrorChiefly } from './fan-errors.ts';
import { fixedSpread } from './fixed-spread.ts';
import type { RuleContext } from './rule.ts';
import type { FaultyScale } from './scale-reports.ts';
import { isTruncationAlone } from './truncation.ts';
import { isUnscaledBranch } from './unscaled-residual.ts';

/** The one rule that speaks about a kernel of a wrong size: one cause is reported once. */
export function scaleCause(context: RuleContext, faulty: FaultyScale): RuleId {
  if (isUnscaledBranch(context, faulty)) return 'unscaled-residual';
  if (isFanErrorChiefly(faulty)) return 'wrong-fans';
  if (isTruncationAlone(faulty)) return 'uncorrected-truncation';
  return fixedSpread(faulty) === null ? 'activation-mismatch' : 'fixed-scale';
}
