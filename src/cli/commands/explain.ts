import { RULE_IDS } from '../../advice/rule-id.ts';
import { EXIT, UsageError } from '../terminal.ts';
import type { Command } from './command.ts';

export const explain: Command = {
  name: 'explain',
  usage: 'explain RULE',
  summary: 'Prints a rule’s page: what is wrong, why, and what to do.',
  options: {},
  async run({ operands, terminal }) {
    const [name, ...others] = operands;
    const rule = RULE_IDS.find((id) => id === name);
    if (rule === undefined || others.length > 0) {
      throw new UsageError(`explain takes one rule. The rules are ${RULE_IDS.join(', ')}.`);
    }
    terminal.print(await terminal.rulePage(rule));
    return EXIT.clean;
  },
};
