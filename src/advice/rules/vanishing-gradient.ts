import { docsOf, type Rule } from './rule.ts';
import { transportReports } from './transport-reports.ts';

export const vanishingGradient: Rule = {
  id: 'vanishing-gradient',
  title: 'A stack in which the gradient dies away',
  severities: ['warning', 'info'],
  docs: docsOf('vanishing-gradient'),
  check: (context) => transportReports(context, { of: 'gradient', to: 'vanishes' }),
};
