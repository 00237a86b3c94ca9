import { figure } from '../../advice/figure.ts';
import { SEVERITIES, type Severity } from '../../advice/finding.ts';
import type { LayerRow, ModelReport } from '../../analysis/report/model-report.ts';
import { escapeMarkdown } from '../../model/markdown.ts';

/** Puts values into a message, in the user's language: VS Code's own, or a test's. */
export interface L10n {
  t(message: string, ...values: (string | number)[]): string;
}

/** What the text of a report needs from outside. */
export interface ReportTools {
  readonly l10n: L10n;
  /** A number for people, digits grouped. */
  wholeNumber(value: number): string;
  /** Address of a rule's page. */
  ruleLink(rule: string): string;
}

export function severityWord(severity: Severity, l10n: L10n): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'info':
      return l10n.t('information');
    case 'hint':
      return l10n.t('hint');
  }
}

/** `2 × error, 1 × hint`, or that there are none. */
export function findingCounts({ findings }: ModelReport, l10n: L10n): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} × ${severityWord(severity, l10n)}`];
  });
  return counts.length === 0 ? l10n.t('none') : counts.join(', ');
}

export function ruleCell(rule: string, { ruleLink }: ReportTools): string {
  return `[${escapeMarkdown(rule)}](${ruleLink(rule)})`;
}

/** A factor on a second moment. */
export function ratio(value: number | null): string {
  return value === null ? '–' : `× ${moment(value)}`;
}

export function moment(value: number | null): string {
  return value === null ? '' : figure(value);
}

/** `dense → 128, relu`. */
export function layerCell({ name, kind, shape, activation }: LayerRow): string {
  const what = [kind, ...(shape === null ? [] : ['→', shape])].join(' ');
  return `**${escapeMarkdown(name)}** ${escapeMarkdown([what, ...(activation === null ? [] : [activation])].join(', '))}`;
}

/** What each kernel starts from; where there are several, with what they are for. */
export function initializerCell({ kernels }: LayerRow, l10n: L10n): string {
  return kernels
    .map(({ role, written, explicit }) => {
      const named = explicit ? written : l10n.t('{0} (default)', written);
      return escapeMarkdown(kernels.length === 1 ? named : `${role}: ${named}`);
    })
    .join('; ');
}

/** What stands beside a kernel instead, where that is something else. */
export function recommendationCell({ kernels }: LayerRow): string {
  return kernels
    .flatMap(({ role, recommended }) => {
      if (recommended === null) return [];
      return [escapeMarkdown(kernels.length === 1 ? recommended : `${role}: ${recommended}`)];
    })
    .join('; ');
}

export function moreLayers(count: number, l10n: L10n): string {
  return count === 1 ? l10n.t('1 more layer') : l10n.t('{0} more layers', count);
}

/** How the figures came about: whoever reads them elsewhere has no other way to know. */
export function provenance(l10n: L10n): string {
  return l10n.t(
    "E[a²] is the second moment of a layer's output where the input has 1, E[g²] that of the gradient where the loss sends 1. The factors on signal and gradient are those over the hidden layers. Predicted by mean-field theory for normal input.",
  );
}
