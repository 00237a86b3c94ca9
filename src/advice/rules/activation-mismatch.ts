import { docsOf, type Rule } from './rule.ts';
import { scaleCause } from './scale-cause.ts';
import { scaleReports } from './scale-reports.ts';
import { varianceShare } from './variance-share.ts';

export const activationMismatch: Rule = {
  id: 'activation-mismatch',
  title: 'The initialiser’s scale does not suit the activation',
  severities: ['warning', 'info', 'hint'],
  docs: docsOf('activation-mismatch'),
  check: (context) =>
    scaleReports(
      context,
      (faulty) => scaleCause(context, faulty) === 'activation-mismatch',
      (faulty) => `${varianceShare(context, faulty)}.`,
    ),
};
