import type { Span } from '../model/text.ts';
import type { Path, Problem } from './checks.ts';
import { JsonSyntaxError, type LocatedValue, parseConfiguration } from './jsonc.ts';
import { type ConfiguredOptions, readOptions } from './options.ts';

/** The nearest file of this name, from a model's folder upwards, holds for the model; it alone. */
export const PROJECT_FILE = '.initlens.json';

/** A project file's text, read. */
export interface ProjectFile {
  /** Without what is wrong: that counts as not set. */
  readonly options: ConfiguredOptions;
  /** False for a text that is no JSON: then nothing is known of what it was meant to set. */
  readonly isJson: boolean;
  /** In the order of the text. */
  readonly problems: readonly ProjectFileProblem[];
}

export interface ProjectFileProblem {
  readonly message: string;
  readonly span: Span;
}

/** Never throws: a file that is no JSON is one problem. */
export function readProjectFile(written: string): ProjectFile {
  try {
    const root = parseConfiguration(written);
    const { options, problems } = readOptions(root.value);
    const located = problems.map((problem) => ({ message: problem.message, span: placeOf(root, problem) }));
    return { options, isJson: true, problems: located.sort((a, b) => a.span.start - b.span.start) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { options: {}, isJson: false, problems: [{ message: error.message, span: error.span }] };
  }
}

function placeOf(root: LocatedValue, { path, ofName }: Problem): Span {
  const parent = ofName ? follow(root, path.slice(0, -1)) : root;
  const key = ofName ? partOf(parent, path.at(-1))?.key : undefined;
  const { start, end } = key ?? follow(root, path);
  return { start, end };
}

function follow(root: LocatedValue, path: Path): LocatedValue {
  return path.reduce<LocatedValue>((value, name) => partOf(value, name)?.value ?? value, root);
}

/** Of two of one name the last one counts, as for every JSON parser. */
function partOf({ parts }: LocatedValue, name: Path[number] | undefined) {
  return parts.filter((part) => part.name === name).at(-1);
}
