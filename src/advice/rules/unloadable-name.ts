import { refusedNames } from '../refused-names.ts';
import { docsOf, type Rule } from './rule.ts';

export const unloadableName: Rule = {
  id: 'unloadable-name',
  title: 'A saved model names what cannot be loaded',
  severities: ['error', 'hint'],
  docs: docsOf('unloadable-name'),
  check: (context) => refusedNames(context, 'unloadable'),
};
