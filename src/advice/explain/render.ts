import { escapeMarkdown } from '../../model/markdown.ts';
import type { Explanation, Sampling } from './explain.ts';
import { precise } from './precise.ts';

/** An explanation as a table of rows and sentences, from which text, Markdown and the panel's page are written. */
export interface Sheet {
  readonly title: string;
  /** What the columns behind a row's first cell are about. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** For terminals: columns and sentences, one a line. */
export function explanationText(explanation: Explanation): string {
  const { title, columns, rows, notes } = explanationSheet(explanation);
  const table = [['', ...columns], ...rows];
  const widths = table.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), []);
  const lines = table.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
  return `${[title, ...lines, ...notes.map((note) => `  ${note}`)].join('\n')}\n`;
}

/** For hovers and pages; what comes from the file is escaped, so that nothing of it is Markdown or HTML. */
export function explanationMarkdown(explanation: Explanation): string {
  const { title, columns, rows, notes } = explanationSheet(explanation);
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const table = [row(['', ...columns]), `|${' --- |'.repeat(columns.length + 1)}`, ...rows.map(row)].join('\n');
  return [`**${escapeMarkdown(title)}**`, table, ...notes.map(escapeMarkdown)].join('\n\n');
}

export function explanationSheet(explanation: Explanation): Sheet {
  const { layer, role, shape, written, recommended } = explanation;
  const isSame = recommended !== null && recommended.text === written.text;
  const samplings = recommended === null || isSame ? [written] : [written, recommended];
  const name = written.isDefault ? 'default' : 'written';
  return {
    title: `${layer}: ${role} ${shape.join(' × ')}${activationPart(explanation)}`,
    columns: isSame ? [`${name}, recommended`] : [name, ...(recommended === null ? [] : ['recommended'])],
    rows: rowsOf(samplings),
    notes: [
      ...callNote(explanation),
      ...assumedNote(explanation),
      ...fanNote(explanation),
      ...passingNotes(explanation),
      ...reasons(explanation),
    ],
  };
}

function reasons({ recommended, unrecommended }: Explanation): string[] {
  if (recommended !== null) return [recommended.why];
  return unrecommended === null ? [] : [unrecommended];
}

function activationPart({ activation }: Explanation): string {
  return activation === null || activation.name === 'linear' ? '' : `, in front of ${activation.name}`;
}

/** A row for what at least one of them has. */
function rowsOf(samplings: readonly Sampling[]): string[][] {
  const row = (head: string, cell: (sampling: Sampling) => string | null) => {
    const cells = samplings.map(cell);
    return cells.every((one) => one === null) ? [] : [[head, ...cells.map((one) => one ?? '')]];
  };
  return [
    ...row('initialiser', ({ text }) => text),
    ...row('variance', ({ formula }) => formula?.symbols ?? null),
    ...row('', ({ formula }) => (formula === null ? null : `${formula.numbers} = ${precise(formula.value)}`)),
    ...row('standard deviation, nominal', ({ nominalDeviation }) => number(nominalDeviation)),
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
