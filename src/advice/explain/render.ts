import { escapeMarkdown } from '../../model/markdown.ts';
import type { Explanation, Sampling } from './explain.ts';
import { precise } from './precise.ts';

/** An explanation as a table of rows and sentences, from which text, Markdown and the panel's page are written. */
export interface Sheet {
  /** The layer's name. */
  readonly name: string;
  /** The weight. */
  readonly about: string;
  /** What the columns behind a row's head are about. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  /** Why this is recommended, or nothing is. */
  readonly reasons: readonly string[];
}

interface Row {
  readonly head: string;
  /** One for each column. */
  readonly cells: readonly string[];
  /** Written as in a program. */
  readonly isCode: boolean;
}

/** For terminals: columns and sentences, one a line. */
export function explanationText(explanation: Explanation): string {
  const { name, about, columns, rows, notes, reasons } = explanationSheet(explanation);
  const table = [['', ...columns], ...rows.map(({ head, cells }) => [head, ...cells])];
  const widths = table.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), []);
  const lines = table.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
  const sentences = [...notes, ...reasons].map((note) => `  ${note}`);
  return `${[`${name}: ${about}`, ...lines, ...sentences].join('\n')}\n`;
}

/**
 * For hovers and pages; what comes from the file is escaped, so that nothing of it is Markdown or HTML. A hover shows a
 * dozen lines before one has to scroll: the reason comes first, and the other sentences are one paragraph.
 * @param beside Markdown that follows the title.
 * @param picture Markdown that comes between the reason and the table.
 */
export function explanationMarkdown(explanation: Explanation, beside = '', picture = ''): string {
  const { name, about, columns, rows, notes, reasons } = explanationSheet(explanation);
  const row = (cells: readonly string[]) => `| ${cells.join(`${GAP} | `)} |`;
  const table = [
    row(['', ...columns.map(escapeMarkdown)]),
    `|${' :--- |'.repeat(columns.length + 1)}`,
    ...rows.map(({ head, cells, isCode }) =>
      row([escapeMarkdown(head), ...cells.map(isCode ? codeSpan : escapeMarkdown)]),
    ),
  ].join('\n');
  const title = `**${escapeMarkdown(name)}**: ${escapeMarkdown(about)}`;
  const paragraphs = [...reasons.map(escapeMarkdown), picture, table, notes.map(escapeMarkdown).join(' ')];
  return [beside === '' ? title : `${title} · ${beside}`, ...paragraphs].filter((text) => text !== '').join('\n\n');
}

/** Columns of a hover's table stand close. */
const GAP = '&nbsp;&nbsp;&nbsp;';

/** Text as code within a table's cell, between more backticks than it holds. */
function codeSpan(text: string): string {
  if (text === '') return '';
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const fence = '`'.repeat(longest + 1);
  const inner = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return longest === 0 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`;
}

export function explanationSheet(explanation: Explanation): Sheet {
  const { layer, role, shape, written, recommended } = explanation;
  const isSame = recommended !== null && recommended.text === written.text;
  const samplings = recommended === null || isSame ? [written] : [written, recommended];
  const name = written.isDefault ? 'default' : 'written';
  return {
    name: layer,
    about: `${role} ${shape.join(' × ')}${activationPart(explanation)}`,
    columns: isSame ? [`${name}, recommended`] : [name, ...(recommended === null ? [] : ['recommended'])],
    rows: rowsOf(samplings),
    notes: [
      ...callNote(explanation),
      ...assumedNote(explanation),
      ...fanNote(explanation),
      ...passingNotes(explanation),
    ],
    reasons: reasonsOf(explanation),
  };
}

function reasonsOf({ recommended, unrecommended }: Explanation): string[] {
  if (recommended !== null) return [recommended.why];
  return unrecommended === null ? [] : [unrecommended];
}

function activationPart({ activation }: Explanation): string {
  return activation === null || activation.name === 'linear' ? '' : `, in front of ${activation.name}`;
}

/** A row for what at least one of them has; a nominal deviation only where it is not the real one. */
function rowsOf(samplings: readonly Sampling[]): Row[] {
  const row = (head: string, cell: (sampling: Sampling) => string | null, isCode = false): Row[] => {
    const cells = samplings.map(cell);
    return cells.every((one) => one === null) ? [] : [{ head, cells: cells.map((one) => one ?? ''), isCode }];
  };
  const isKept = samplings.every(
    ({ nominalDeviation, realDeviation }) => number(nominalDeviation) === number(realDeviation),
  );
  return [
    ...row('initialiser', ({ text }) => text, true),
    ...row('variance', ({ formula }) => formula?.symbols ?? null, true),
    ...row('', ({ formula }) => (formula === null ? null : `${formula.numbers} = ${precise(formula.value)}`)),
    ...(isKept ? [] : row('standard deviation, nominal', ({ nominalDeviation }) => number(nominalDeviation))),
    ...row('standard deviation, real', ({ realDeviation }) => number(realDeviation)),
    ...row('mean', ({ mean }) => (mean === 0 ? null : number(mean))),
    ...row('bounds', ({ bounds }) => (bounds === null ? null : `${precise(bounds.low)} to ${precise(bounds.high)}`)),
    ...row('mean square × fan-in', ({ gain }) => number(gain)),
  ];
}

function number(value: number | null): string | null {
  return value === null ? null : precise(value);
}

function callNote({ ofCall }: Explanation): string[] {
  return ofCall > 1 ? [`One of ${ofCall} layers that this call makes.`] : [];
}

function assumedNote({ assumed }: Explanation): string[] {
  const sizes = assumed.map(({ name, value }) => `${name} = ${value}`);
  return sizes.length === 0 ? [] : [`The file does not tell all sizes; assumed: ${sizes.join(', ')}.`];
}

function fanNote({ fans, framework }: Explanation): string[] {
  if (fans === null) return [];
  const { taken, real } = fans;
  const said = `Fan-in ${precise(taken.in)}, fan-out ${precise(taken.out)}`;
  if (taken.in === real.in && taken.out === real.out) return [`${said}.`];
  return [
    `${said} as ${framework} takes them; the computation has fan-in ${precise(real.in)}, fan-out ${precise(real.out)}.`,
  ];
}

function passingNotes({ passing }: Explanation): string[] {
  if (passing === null) return [];
  const { signal, gradient } = passing;
  const back =
    gradient.leaves === null
      ? `Gradient: E[g²] ${precise(gradient.arrives)} comes back.`
      : `Gradient: E[g²] ${precise(gradient.arrives)} comes back, ${precise(gradient.leaves)} goes on to the layer before.`;
  return [`Signal: E[a²] ${precise(signal.arrives)} arrives, ${precise(signal.leaves)} leaves.`, back];
}
