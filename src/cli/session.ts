import { DEFAULT_ADVICE_SETTINGS } from '../advice/settings.ts';
import { type Analyser, type Analysis, createAnalyser, type Settings } from '../analyser.ts';
import { type InputFile, readInput, STANDARD_INPUT } from './document.ts';
import { nodeEnvironment } from './environment.ts';
import { type Terminal, UnreadableError, UsageError } from './outcome.ts';
import { findFiles } from './source-files.ts';

export interface Failure {
  readonly path: string;
  readonly message: string;
}

export interface AnalysedFile extends InputFile {
  readonly analysis: Analysis;
}

export const DEFAULT_SETTINGS: Settings = { ...DEFAULT_ADVICE_SETTINGS, assume: {}, dialect: 'auto' };

/** One run of the command line over one analyser. */
export class Session {
  readonly #analyser: Analyser;
  readonly #terminal: Terminal;
  readonly #standardInputName: string;

  constructor(terminal: Terminal, standardInputName: string) {
    this.#terminal = terminal;
    this.#standardInputName = standardInputName;
    this.#analyser = createAnalyser(nodeEnvironment(terminal.assets));
  }

  /** @throws UnreadableError with a sentence for the user. */
  async analyseFile(path: string, settings: Settings): Promise<AnalysedFile> {
    const file = await readInput(path, this.#standardInputName, this.#terminal);
    return { ...file, analysis: await this.#analyser.analyse(file.document, settings) };
  }

  /** Another text of a file, for instance after its fixes. */
  async analyseText(file: InputFile, text: string, settings: Settings): Promise<Analysis> {
    const document = { ...file.document, text, version: file.document.version + 1 };
    return this.#analyser.analyse(document, settings);
  }

  /** Hands every file that the arguments name to `use`; what cannot be read is collected and the others still done. */
  async forEachFile(
    args: readonly string[],
    settings: Settings,
    use: (file: AnalysedFile) => Promise<void> | void,
  ): Promise<Failure[]> {
    if (args.length === 0) throw new UsageError('Name at least one file, folder or glob, or - for standard input.');
    const named = args.filter((argument) => argument !== STANDARD_INPUT);
    const { paths, missing } = await findFiles(named, this.#terminal.workingFolder);
    const failures = missing.map((path) => ({
      path,
      message: 'There is no such file, and as a glob it matches none.',
    }));
    for (const path of named.length < args.length ? [STANDARD_INPUT, ...paths] : paths) {
      try {
        const file = await this.analyseFile(path, settings);
        await use(file);
        this.#analyser.close(file.document.uri);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        failures.push({ path: error.path, message: error.message });
      }
    }
    for (const { path, message } of failures) this.#terminal.complain(`init-lens: ${path}: ${message}`);
    return failures;
  }

  dispose(): void {
    this.#analyser.dispose();
  }
}
