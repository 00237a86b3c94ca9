import { docsOf, type Rule } from './rule.ts';
import { swampedNormalisations } from './swamped-normalisations.ts';
import { transportReports } from './transport-reports.ts';

export const vanishingSignal: Rule = {
  id: 'vanishing-signal',
  title: 'A stack in which the signal dies away',
  severities: ['warning', 'info'],
  docs: docsOf('vanishing-signal'),
  check: (context) => [
    ...transportReports(context, { of: 'signal', to: 'vanishes' }),
    ...swampedNormalisations(context),
  ],
};
