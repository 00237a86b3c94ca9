import { resolve } from 'node:path';
import type { Settings } from '../analyser.ts';
import type { ConfiguredOptions } from '../config/options.ts';
import { PROJECT_FILE } from '../config/project-file.ts';
import type { Options } from './arguments.ts';
import type { Call } from './commands/command.ts';
import type { Input, Trouble } from './inputs.ts';
import { ProjectFiles } from './project-files.ts';
import { readSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** What holds for each file of a run: the command line's options over those of the file's project. */
export class FileSettings {
  private readonly line: ConfiguredOptions;
  private readonly projects: ProjectFiles;
  private readonly options: Options;
  private readonly folder: string;

  /** @throws UsageError */
  constructor({ options, terminal }: Call) {
    this.line = readSettings(options);
    this.options = options;
    this.folder = terminal.folder;
    this.projects = new ProjectFiles(terminal.folder);
  }

  of(input: Input): Settings {
    return this.projects.settings(this.placeOf(input), this.line);
  }

  /** Whether the project leaves the file out, also where the command line names it: hooks name every changed file. */
  excludes(input: Input): boolean {
    return this.projects.excludes(this.placeOf(input));
  }

  isBrokenFor(input: Input): boolean {
    return this.projects.isBrokenFor(this.placeOf(input));
  }

  /** What is wrong with the project files that were read so far. */
  get troubles(): readonly Trouble[] {
    return this.projects.troubles;
  }

  /** Standard input lies where its name says, else in the working folder. */
  private placeOf({ path }: Input): string {
    return path === '-' ? resolve(this.folder, this.options.text('stdin-filename') ?? path) : path;
  }
}

/** The inputs that are to be looked at. That it is none of them is said on standard error: one would wonder. */
export function withoutExcluded(inputs: readonly Input[], settings: FileSettings, terminal: Terminal): Input[] {
  const included = inputs.filter((input) => !settings.excludes(input));
  const [first] = inputs;
  if (first !== undefined && included.length === 0) {
    const what = inputs.length === 1 ? `${first.name} is` : `All ${inputs.length} files are`;
    terminal.complain(`init-lens: ${what} left out, as ${PROJECT_FILE} says.\n`);
  }
  return included;
}
