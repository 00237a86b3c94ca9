import { docsOf, type Rule } from './rule.ts';
import { transportReports } from './transport-reports.ts';

export const explodingGradient: Rule = {
  id: 'exploding-gradient',
  title: 'A stack in which the gradient grows',
  severities: ['warning', 'info'],
  docs: docsOf('exploding-gradient'),
  check: (context) => transportReports(context, { of: 'gradient', to: 'explodes' }),
};
