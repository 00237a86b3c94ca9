import type { RuleId } from '../../../advice/rule-id.ts';
import { RULES } from '../../../advice/rules/index.ts';
import type { Rule } from '../../../advice/rules/rule.ts';
import { LEVEL } from './level.ts';

/** Every rule, so that an index means the same in each log; with its whole page those that found something. */
export function sarifRules(found: ReadonlySet<RuleId>, page: (rule: RuleId) => Promise<string>) {
  return Promise.all(
    RULES.map(async (rule) => ({
      id: rule.id,
      name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: rule.title },
      fullDescription: { text: `${rule.title}.` },
      helpUri: rule.docs,
      help: {
        text: `${rule.title}: ${rule.docs}`,
        ...(found.has(rule.id) && { markdown: absoluteLinks(await page(rule.id), rule.docs) }),
      },
      defaultConfiguration: { level: LEVEL[loudest(rule)] },
      properties: { tags: ['machine-learning', 'weight-initialization'] },
    })),
  );
}

function loudest({ severities: [first = 'warning'] }: Rule) {
  return first;
}

/** Links of a page that lead to its neighbours, from wherever it is shown. */
function absoluteLinks(markdown: string, address: string): string {
  return markdown.replace(/\]\((?!\w+:)([^)\s]+)\)/g, (_, target: string) => `](${new URL(target, address).href})`);
}
