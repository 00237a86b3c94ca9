import { refusedNames } from '../refused-names.ts';
import { docsOf, type Rule } from './rule.ts';

export const unknownName: Rule = {
  id: 'unknown-name',
  title: 'The framework does not know the initialiser or activation',
  severities: ['error'],
  docs: docsOf('unknown-name'),
  check: (context) => refusedNames(context, 'throws'),
};
