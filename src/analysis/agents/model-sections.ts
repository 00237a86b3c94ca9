import { figure } from '../../advice/figure.ts';
import type { Finding } from '../../advice/finding.ts';
import type { Analysis } from '../../analyser.ts';
import { allLayers, type ModelGraph } from '../../model/graph.ts';
import { lineAt, lineStarts } from '../../model/lines.ts';
import { provenModelFixes } from '../model-summary.ts';
import { previewOf } from '../preview.ts';
import type { KernelRow, LayerRow, ModelReport } from '../report/model-report.ts';
import type { Section } from './fit-sections.ts';

/** Fixes of one finding that are named: the first one resolves it best. */
const MOST_FIXES = 2;

/** All that an assistant needs of one model: what it is, what is wrong, what would change, what is predicted. */
export function modelSections(analysis: Analysis, report: ModelReport): Section[] {
  const graph = analysis.reading.graphs[report.index];
  if (graph === undefined) return [];
  return [
    { heading: headline(report), lines: report.notes.map((note) => `note: ${note}`), more: (n) => `(${n} more notes)` },
    findingsSection(analysis, findingsOf(analysis, graph, report.index), `FINDINGS in ${report.name}`),
    changesSection(analysis, report),
    predictionSection(report),
  ];
}

function headline({ name, line, framework, layers, parameters, ratios, recommendedRatios }: ModelReport): string {
  const told = (value: number | null) => (value === null ? 'not predicted' : `x ${moment(value)}`);
  const passes = (of: ModelReport['ratios']) => `signal ${told(of.signal)}, gradient ${told(of.gradient)}`;
  return [
    `MODEL ${name} (line ${line}, ${framework}): ${layers} layers, ${parameters} parameters.`,
    `As written over the hidden layers: ${passes(ratios)}. With the recommended initialisers: ${passes(recommendedRatios)}. 1 is best.`,
  ].join('\n');
}

/** Also what is said of a call that several models share, which is reported with one of them. */
function findingsOf({ findings }: Analysis, graph: ModelGraph, index: number): Finding[] {
  const sites = new Set(allLayers(graph).map(({ site }) => site));
  return findings.filter((finding) => finding.graph.index === index || sites.has(finding.site));
}

/** One entry a finding: line, severity, rule, layer, message, and the titles of its fixes. */
export function findingsSection(
  { document: { text } }: Analysis,
  findings: readonly Finding[],
  heading: string,
): Section {
  const starts = lineStarts(text);
  const lines = findings.map(({ span, severity, rule, layer, message, fixes }) => {
    const told = fixes
      .slice(0, MOST_FIXES)
      .map(({ title, safe }) => `\n  fix (${safe ? 'safe' : 'not safe: never applied by itself'}): ${title}`);
    return `line ${lineAt(starts, span.start) + 1}, ${severity}, ${rule}, ${layer}: ${message}${told.join('')}`;
  });
  const found = lines.length === 0 ? ['None.'] : lines;
  return { heading, lines: found, more: (count) => `(${count} more findings: mend these first, then ask again)` };
}

/** What all safe fixes together do to the text, as a diff with line numbers. */
function changesSection(analysis: Analysis, { index, name, safeFixes }: ModelReport): Section {
  const hunks = previewOf(analysis.document.text, provenModelFixes(analysis, index).edits);
  const lines = hunks.map(({ before, after }) => {
    const written = (sign: string, { line, pieces }: (typeof before)[number]) =>
      `${sign}${line}: ${pieces.map((piece) => piece.text).join('')}`;
    return [...before.map((one) => written('-', one)), ...after.map((one) => written('+', one))].join('\n');
  });
  return {
    heading: `CHANGES that the ${safeFixes} safe fixes of ${name} make (- before, + after, with line numbers)`,
    lines: lines.length === 0 ? ['None.'] : lines,
    more: (count) => `(${count} more places change)`,
  };
}

function predictionSection({ name, rows }: ModelReport): Section {
  return {
    heading: [
      `PREDICTION for ${name}, mean-field theory: E[a^2] of each layer's output where the input has 1, E[g^2] of the gradient there where the loss sends 1`,
      'line | layer | operation and output shape | activation | initialiser | recommended | E[a^2] | E[g^2]',
    ].join('\n'),
    lines: rows.map(predictionLine),
    more: (count) => `(${count} more layers, deeper in the model)`,
  };
}

function predictionLine({ line, name, kind, shape, activation, kernels, signal, gradient }: LayerRow): string {
  const recommended = kernels.filter((kernel) => kernel.recommended !== null);
  return [
    line,
    name,
    `${kind} ${shape ?? '?'}`,
    activation ?? '-',
    kernels.length === 0 ? '-' : kernels.map(writtenText).join(', '),
    recommended.length === 0 ? '-' : recommended.map(({ role, recommended: better }) => `${role} ${better}`).join(', '),
    moment(signal),
    moment(gradient),
  ].join(' | ');
}

function moment(value: number | null): string {
  return value === null ? '?' : figure(value);
}

function writtenText({ role, written, explicit }: KernelRow): string {
  return `${role} ${written}${explicit ? '' : ' (default)'}`;
}
