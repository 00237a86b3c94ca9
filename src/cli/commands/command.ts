import type { Analyser } from '../../analyser.ts';
import type { OptionKinds, Options } from '../arguments.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** How to call it, the program's name left out. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  readonly options: OptionKinds;
  /** @throws UsageError */
  run(call: Call): Promise<ExitStatus>;
}

export interface Call {
  readonly options: Options;
  readonly operands: readonly string[];
  readonly terminal: Terminal;
  readonly analyser: Analyser;
}
