import type { Analysis } from '../../analyser.ts';
import { modelReports } from '../report/model-report.ts';
import { fitSections, type Section } from './fit-sections.ts';
import { findingsSection, modelSections } from './model-sections.ts';

/** About 4,000 tokens: an answer has to leave room for the conversation that it is part of. */
export const MOST_CHARACTERS = 12_000;

/** What is asked about a file. */
export interface Question {
  /** What the file is called in the answer. */
  readonly file: string;
  /** Name of the one model that is meant; null for all of the file. */
  readonly model: string | null;
  /** The answer is not longer, but for headings. */
  readonly characters: number;
}

/**
 * What a language model is told about a file: plain English lines, 1-based line numbers, the same findings, prediction and
 * fixes as the editor shows.
 * @throws Error with a sentence for the language model, if it asks for a model that is not there.
 */
export function answer(analysis: Analysis, { file, model, characters }: Question): string {
  const reports = modelReports(analysis);
  const meant = model === null ? reports : reports.filter(({ name }) => name === model);
  if (model !== null && meant.length === 0) {
    const names = reports.map(({ name }) => name).join(', ');
    throw new Error(
      names === ''
        ? `${file} holds no model, so none is called ${model}.`
        : `${file} holds no model ${model}. Its models are: ${names}. Leave \`model\` out for all of them.`,
    );
  }
  const sections = [
    overview(analysis, file, meant.length, reports.length),
    ...meant.flatMap((report) => modelSections(analysis, report)),
    ...(model === null ? looseLayers(analysis) : []),
  ];
  return fitSections(sections, characters);
}

function overview({ reading, findings }: Analysis, file: string, shown: number, all: number): Section {
  const told = shown === all ? counted(all, 'model') : `${shown} of ${counted(all, 'model')}`;
  return {
    heading: `${file}: ${all === 0 ? 'No model was found' : told}, ${counted(findings.length, 'finding')} in the file. Every finding and figure is about the state at initialisation, before training.`,
    lines: reading.limits.map((limit) => `note: ${limit}`),
    more: (count) => `(${count} more notes)`,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What is found in layers that no model of the file takes up. */
function looseLayers(analysis: Analysis): Section[] {
  const { reading, findings } = analysis;
  const loose = findings.filter(({ graph }) => reading.graphs[graph.index]?.kind === 'loose');
  return loose.length === 0 ? [] : [findingsSection(analysis, loose, 'FINDINGS in layers that no model takes up')];
}
