import type { LayerRow, ModelReport } from '../../analysis/report/model-report.ts';
import { escapeMarkdown } from '../../model/markdown.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import {
  initializerCell,
  layerCell,
  moment,
  moreLayers,
  provenance,
  type ReportTools,
  ratio,
  recommendationCell,
  ruleCell,
  severityWord,
} from './words.ts';

/** What a file's models are, what is found wrong with them and what is predicted, for a pull request or an issue. */
export function reportMarkdown(file: string, models: readonly ModelReport[], tools: ReportTools): string {
  const { l10n } = tools;
  const heading = `## ${l10n.t('Initialisation of the models in {0}', escapeMarkdown(file))}`;
  const sections = models.flatMap((model) => [summary(model, tools), findings(model, tools), layers(model, tools)]);
  return `${[heading, ...sections, escapeMarkdown(provenance(l10n))].join('\n\n')}\n`;
}

function summary(model: ModelReport, { l10n, wholeNumber }: ReportTools): string {
  const { name, framework, line, ratios, recommendedRatios } = model;
  const size = l10n.t(
    '{0}, line {1}: layers {2}, parameters {3}.',
    framework,
    line,
    wholeNumber(model.layers),
    wholeNumber(model.parameters),
  );
  const passes = l10n.t('Signal {0}, gradient {1}', ratio(ratios.signal), ratio(ratios.gradient));
  const would = l10n.t(
    'with the recommended initialisers {0} and {1}.',
    ratio(recommendedRatios.signal),
    ratio(recommendedRatios.gradient),
  );
  const notes = model.notes.map(escapeMarkdown);
  return [`### ${escapeMarkdown(name)}`, '', [escapeMarkdown(`${size} ${passes}; ${would}`), ...notes].join('\n')].join(
    '\n',
  );
}

function findings({ findings: found }: ModelReport, tools: ReportTools): string {
  const { l10n } = tools;
  if (found.length === 0) return escapeMarkdown(l10n.t('Nothing is found wrong with its initialisers.'));
  const columns: Column[] = [
    { heading: l10n.t('Severity'), align: 'left' },
    { heading: l10n.t('Rule'), align: 'left' },
    { heading: l10n.t('Line'), align: 'right' },
    { heading: l10n.t('What is wrong'), align: 'left' },
  ];
  const rows = found.map(({ severity, rule, line, message }) => [
    severityWord(severity, l10n),
    ruleCell(rule, tools),
    String(line),
    escapeMarkdown(message),
  ]);
  return markdownTable(columns, rows, (count) => l10n.t('{0} more', count));
}

function layers({ rows }: ModelReport, { l10n }: ReportTools): string {
  const columns: Column[] = [
    { heading: l10n.t('Layer'), align: 'left' },
    { heading: l10n.t('Line'), align: 'right' },
    { heading: l10n.t('Initialiser'), align: 'left' },
    { heading: l10n.t('Recommended'), align: 'left' },
    { heading: escapeMarkdown('E[a²]'), align: 'right' },
    { heading: escapeMarkdown('E[g²]'), align: 'right' },
  ];
  const cells = (row: LayerRow) => [
    layerCell(row),
    String(row.line),
    initializerCell(row, l10n),
    recommendationCell(row),
    moment(row.signal),
    moment(row.gradient),
  ];
  return markdownTable(columns, rows.map(cells), (count) => moreLayers(count, l10n));
}
