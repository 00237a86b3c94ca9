import { TRUNCATED_VARIANCE } from '../../model/distribution.ts';
import { figure } from '../figure.ts';
import { docsOf, type Rule } from './rule.ts';
import { scaleCause } from './scale-cause.ts';
import { scaleReports, subject } from './scale-reports.ts';

export const uncorrectedTruncation: Rule = {
  id: 'uncorrected-truncation',
  title: 'TensorFlow.js samples a smaller variance than the normal initialiser’s name promises',
  severities: ['warning', 'info', 'hint'],
  docs: docsOf('uncorrected-truncation'),
  check: (context) =>
    scaleReports(
      context,
      (faulty) => scaleCause(context, faulty) === 'uncorrected-truncation',
      ({ weight }) =>
        `${subject(context, weight)} is truncated at two standard deviations without correction: it has ${figure(TRUNCATED_VARIANCE)} of the variance that its name promises.`,
    ),
};
