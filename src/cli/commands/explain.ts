import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULE_IDS } from '../../advice/rule-id.ts';
import { parseCommand } from '../arguments.ts';
import { type ExitStatus, NOTHING_FOUND, type Terminal, UsageError } from '../outcome.ts';

/** `explain RULE`: prints a rule's page. */
export async function explain(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { positionals } = parseCommand(args, {});
  const [name] = positionals;
  const rule = RULE_IDS.find((id) => id === name);
  if (rule === undefined || positionals.length > 1) {
    throw new UsageError(`explain takes one rule's name: ${RULE_IDS.join(', ')}.`);
  }
  terminal.print(await readFile(join(terminal.assets, 'rules', `${rule}.md`), 'utf8'));
  return NOTHING_FOUND;
}
