import { createAnalyser } from '../analyser.ts';
import { TooLargeError } from '../simulation/network.ts';
import { readArguments } from './arguments.ts';
import { check } from './commands/check.ts';
import type { Command } from './commands/command.ts';
import { describe } from './commands/describe.ts';
import { explain } from './commands/explain.ts';
import { fix } from './commands/fix.ts';
import { predict } from './commands/predict.ts';
import { simulate } from './commands/simulate.ts';
import { EXIT, type ExitStatus, type Terminal, UsageError } from './terminal.ts';
import { usage } from './usage.ts';

const COMMANDS: readonly Command[] = [check, fix, describe, predict, simulate, explain];

/** Runs one command line. Wrong usage and models that no memory holds are said on standard error; only a defect of the program itself is thrown. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.print(usage(COMMANDS));
    return name === undefined ? EXIT.trouble : EXIT.clean;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  const analyser = createAnalyser(terminal.environment);
  try {
    if (command === undefined) {
      const names = COMMANDS.map((candidate) => candidate.name).join(', ');
      throw new UsageError(`There is no command called ${name}. The commands are ${names}.`);
    }
    const { options, operands } = readArguments(rest, command.options);
    if (options.flag('help')) {
      terminal.print(usage([command]));
      return EXIT.clean;
    }
    return await command.run({ options, operands, terminal, analyser });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TooLargeError)) throw error;
    terminal.complain(`init-lens: ${error.message}\n`);
    return EXIT.trouble;
  } finally {
    analyser.dispose();
  }
}
