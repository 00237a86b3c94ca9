import { RULE_IDS } from '../advice/rule-id.ts';
import { check } from './commands/check.ts';
import { describe } from './commands/describe.ts';
import { explain } from './commands/explain.ts';
import { fix } from './commands/fix.ts';
import { predict } from './commands/predict.ts';
import { simulate } from './commands/simulate.ts';
import {
  type ExitStatus,
  NOTHING_FOUND,
  type Terminal,
  UnreadableError,
  UsageError,
  WRONG_USAGE_OR_UNREADABLE,
} from './outcome.ts';

type Command = (args: readonly string[], terminal: Terminal) => Promise<ExitStatus>;

const COMMANDS = new Map<string, Command>([
  ['check', check],
  ['fix', fix],
  ['describe', describe],
  ['predict', predict],
  ['simulate', simulate],
  ['explain', explain],
]);

export const USAGE = `Usage: init-lens COMMAND …

  check FILES… [--format text|json|sarif|github] [--fail-on error|warning|info|hint|never]
      Reports initialisers that do not fit. FILES are files, folders, globs, or - for standard input.
  fix FILES… [--dry-run] [--prefer uniform|normal|auto]
      Applies every safe fix; --dry-run prints a unified diff instead.
  describe FILE --json
      Prints the models as they were read.
  predict FILE --json
      Prints what goes forward and backward by mean-field theory.
  simulate FILE --json [--scheme NAME…] [--batch 32] [--seeds 8] [--seed 1]
           [--input normal|uniform|constant] [--assume NAME=NUMBER…]
      Prints what goes forward and backward with sampled weights.
  explain RULE
      Prints a rule's page: ${RULE_IDS.join(', ')}.

  --stdin-filename NAME tells what standard input is, by its extension.
  Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or unreadable input.
`;

/** Carries out one call. Never rejects for what the user typed or for a file's content. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || rest.includes('--help')) {
    terminal.print(USAGE);
    return NOTHING_FOUND;
  }
  const command = COMMANDS.get(name ?? '');
  try {
    if (command === undefined)
      throw new UsageError(name === undefined ? 'Name a command.' : `There is no command "${name}".`);
    return await command(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) terminal.complain(`init-lens: ${error.message}\n\n${USAGE}`);
    else if (error instanceof UnreadableError) terminal.complain(`init-lens: ${error.path}: ${error.message}`);
    else throw error;
    return WRONG_USAGE_OR_UNREADABLE;
  }
}
