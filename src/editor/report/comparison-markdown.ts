import { type Comparison, type RatioDifference, sameInitializers } from '../../analysis/report/compare-models.ts';
import type { LayerRow, ModelReport } from '../../analysis/report/model-report.ts';
import { escapeMarkdown } from '../../model/markdown.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import {
  findingCounts,
  initializerCell,
  type L10n,
  layerCell,
  moment,
  moreLayers,
  provenance,
  type ReportTools,
  ratio,
  ruleCell,
  severityWord,
} from './words.ts';

/** A model's name, and the file that it stands in. */
export interface Titles {
  readonly left: { readonly name: string; readonly file: string };
  readonly right: { readonly name: string; readonly file: string };
}

/** Two models beside one another: what stands out, then the figures, the findings and every layer. */
export function comparisonMarkdown(comparison: Comparison, titles: Titles, tools: ReportTools): string {
  const { l10n } = tools;
  const [left, right] = [escapeMarkdown(titles.left.name), escapeMarkdown(titles.right.name)];
  const sections = [
    `# ${l10n.t('{0} beside {1}', left, right)}`,
    differences(comparison, titles, l10n)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
    `## ${l10n.t('At a glance')}`,
    glance(comparison, titles, tools),
    `## ${l10n.t('Findings')}`,
    findings(comparison, [left, right], tools),
    `## ${l10n.t('Layer by layer')}`,
    layers(comparison, [left, right], l10n),
    ...(comparison.leftOut > 0
      ? [l10n.t('The models are too deep to be shown whole: layers left out {0}.', comparison.leftOut)]
      : []),
    escapeMarkdown(provenance(l10n)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What a reader should know first, in sentences. */
function differences({ structure, signal, gradient }: Comparison, titles: Titles, l10n: L10n): string[] {
  const made = structure.isSame
    ? l10n.t('Both have the same layers; initialised differently: {0}.', structure.initializers)
    : l10n.t('Their layers differ.');
  const alike = l10n.t('what remains of the signal is alike.');
  return [
    made,
    ...(signal === null
      ? [l10n.t('The signal of one of them is not predicted.')]
      : [told(l10n.t('Signal, to the last hidden layer'), signal, alike)]),
    ...(gradient === null
      ? []
      : [told(l10n.t('Gradient, back to the first'), gradient, l10n.t('what remains of the gradient is alike.'))]),
  ];

  function told(what: string, { left, right, better }: RatioDifference, same: string): string {
    const figures = l10n.t('{0}: {1} against {2};', `**${what}**`, ratio(left), ratio(right));
    if (better === null) return `${figures} ${same}`;
    return `${figures} ${l10n.t('{0} is nearer to 1.', `**${escapeMarkdown(titles[better].name)}**`)}`;
  }
}

function glance({ left, right }: Comparison, titles: Titles, { l10n, wholeNumber }: ReportTools): string {
  const columns: Column[] = [
    { heading: '', align: 'left' },
    { heading: escapeMarkdown(titles.left.name), align: 'right' },
    { heading: escapeMarkdown(titles.right.name), align: 'right' },
  ];
  const row = (what: string, of: (model: ModelReport) => string) => [what, of(left), of(right)];
  const rows = [
    [l10n.t('File'), escapeMarkdown(titles.left.file), escapeMarkdown(titles.right.file)],
    row(l10n.t('Line'), ({ line }) => String(line)),
    row(l10n.t('Framework'), ({ framework }) => escapeMarkdown(framework)),
    row(l10n.t('Layers'), (model) => wholeNumber(model.layers)),
    row(l10n.t('Parameters'), ({ parameters }) => wholeNumber(parameters)),
    row(l10n.t('Signal'), ({ ratios }) => ratio(ratios.signal)),
    row(l10n.t('Signal, recommended initialisers'), ({ recommendedRatios }) => ratio(recommendedRatios.signal)),
    row(l10n.t('Gradient'), ({ ratios }) => ratio(ratios.gradient)),
    row(l10n.t('Gradient, recommended initialisers'), ({ recommendedRatios }) => ratio(recommendedRatios.gradient)),
    row(l10n.t('Findings'), (model) => findingCounts(model, l10n)),
    row(l10n.t('Safe fixes'), ({ safeFixes }) => String(safeFixes)),
  ];
  return markdownTable(columns, rows, String);
}

type Headings = readonly [left: string, right: string];

function findings({ findings: counts }: Comparison, [left, right]: Headings, tools: ReportTools): string {
  const { l10n } = tools;
  if (counts.length === 0) return l10n.t('Nothing is found wrong with the initialisers of either.');
  const columns: Column[] = [
    { heading: l10n.t('Rule'), align: 'left' },
    { heading: l10n.t('Severity'), align: 'left' },
    { heading: l10n.t('{0}, lines', left), align: 'right' },
    { heading: l10n.t('{0}, lines', right), align: 'right' },
  ];
  const at = (lines: readonly number[]) => (lines.length === 0 ? '–' : [...new Set(lines)].join(', '));
  const rows = counts.map((each) => [
    ruleCell(each.rule, tools),
    severityWord(each.severity, l10n),
    at(each.left),
    at(each.right),
  ]);
  return markdownTable(columns, rows, String);
}

/** Figures of one kind stand together, so that the eye compares within a row; what differs between initialisers is bold. */
function layers(comparison: Comparison, [left, right]: Headings, l10n: L10n): string {
  const [forward, back] = [escapeMarkdown('E[a²]'), escapeMarkdown('E[g²]')];
  const columns: Column[] = [
    { heading: left, align: 'left' },
    { heading: right, align: 'left' },
    { heading: l10n.t('Initialiser, {0}', left), align: 'left' },
    { heading: l10n.t('Initialiser, {0}', right), align: 'left' },
    ...[forward, back].flatMap((what): Column[] => [
      { heading: `${what}, ${left}`, align: 'right' },
      { heading: `${what}, ${right}`, align: 'right' },
    ]),
  ];
  const rows = comparison.layers.map(([a, b]) => {
    const isMarked = a !== null && b !== null && !sameInitializers(a, b);
    const initializer = (row: LayerRow | null) => {
      const cell = row === null ? '' : initializerCell(row, l10n);
      return isMarked && cell !== '' ? `**${cell}**` : cell;
    };
    return [
      a === null ? '–' : layerCell(a),
      b === null ? '–' : layerCell(b),
      initializer(a),
      initializer(b),
      moment(a?.signal ?? null),
      moment(b?.signal ?? null),
      moment(a?.gradient ?? null),
      moment(b?.gradient ?? null),
    ];
  });
  return markdownTable(columns, rows, (count) => moreLayers(count, l10n));
}
