import * as vscode from 'vscode';
import { RULE_IDS, type RuleId } from '../../advice/rule-id.ts';
import { showMarkdown } from './markdown-preview.ts';

export const OPEN_RULE_PAGE = '_initLens.openRulePage';

/** Where the rules are documented: on the project's site for links, in the package for reading without a network. */
export class RulePages {
  readonly #site: string;
  readonly #extensionUri: vscode.Uri;

  constructor(extension: vscode.Extension<unknown>) {
    this.#site = repositoryOf(extension.packageJSON);
    this.#extensionUri = extension.extensionUri;
  }

  link(rule: RuleId): vscode.Uri {
    return vscode.Uri.parse(`${this.#site}/blob/main/docs/rules/${rule}.md`, true);
  }

  page(rule: RuleId): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, 'dist', 'rules', `${rule}.md`);
  }
}

/** The command behind "Open the page on ...": the package's own page, rendered. */
export function registerRulePages(pages: RulePages): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN_RULE_PAGE, async (id: unknown) => {
    const rule = RULE_IDS.find((known) => known === id);
    if (rule === undefined) throw new Error(`There is no rule called ${String(id)}.`);
    await showMarkdown(pages.page(rule));
  });
}

/** The repository's page, from the manifest's `repository.url`. */
function repositoryOf(manifest: unknown): string {
  const repository = property(manifest, 'repository');
  const url = typeof repository === 'string' ? repository : property(repository, 'url');
  if (typeof url !== 'string') throw new Error('The manifest of Init Lens names no repository.');
  return url.replace(/^git\+/, '').replace(/\.git$/, '');
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
