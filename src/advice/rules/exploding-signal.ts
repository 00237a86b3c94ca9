import { docsOf, type Rule } from './rule.ts';
import { transportReports } from './transport-reports.ts';

export const explodingSignal: Rule = {
  id: 'exploding-signal',
  title: 'A stack in which the signal grows',
  severities: ['warning', 'info'],
  docs: docsOf('exploding-signal'),
  check: (context) => transportReports(context, { of: 'signal', to: 'explodes' }),
};
