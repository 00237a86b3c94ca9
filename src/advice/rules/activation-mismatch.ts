import { figure } from '../figure.ts';
import { activationLabel, placeOf } from '../initializer-fixes.ts';
import { docsOf, type Rule, type RuleContext } from './rule.ts';
import { type FaultyScale, scaleReports, subject } from './scale-reports.ts';
import { isTruncationAlone } from './truncation.ts';

export const activationMismatch: Rule = {
  id: 'activation-mismatch',
  title: 'The initialiser’s scale does not suit the activation',
  docs: docsOf('activation-mismatch'),
  check: (context) =>
    scaleReports(
      context,
      (faulty) => !isTruncationAlone(faulty),
      (faulty) => cause(context, faulty),
    ),
};

function cause(context: RuleContext, { layer, weight, judged }: FaultyScale): string {
  const { ratio } = judged;
  const share = ratio < 1 ? `${figure(ratio)} of` : `${figure(ratio)} times`;
  const activation = activationLabel(placeOf(context, layer, weight));
  return `${subject(context, weight)} gives ${activation} ${share} the variance that keeps its signal.`;
}
