import type { ReportTools } from '../../../../src/editor/report/words.ts';

/** English, with values put in as VS Code does it, and addresses that are easy to recognise. */
export const TOOLS: ReportTools = {
  l10n: {
    t: (message, ...values) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  wholeNumber: (value) => value.toLocaleString('en'),
  ruleLink: (rule) => `https://rules.example/${rule}`,
};
