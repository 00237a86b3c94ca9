import * as vscode from 'vscode';
import { RULE_IDS } from '../../advice/rule-id.ts';
import type { RulePages } from '../findings/rule-pages.ts';
import type { ReportTools } from './words.ts';

/** The editor's language, and the addresses of the rules' pages on the project's site. */
export function reportTools(pages: RulePages): ReportTools {
  const number = new Intl.NumberFormat(vscode.env.language);
  return {
    l10n: vscode.l10n,
    wholeNumber: (value) => number.format(value),
    ruleLink: (rule) => {
      const id = RULE_IDS.find((known) => known === rule);
      return id === undefined ? '' : pages.link(id).toString();
    },
  };
}
