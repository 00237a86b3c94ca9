import * as l10n from '@vscode/l10n';

/** What differs from the file, for the page and for what is taken away. */
export function differenceOf(differences: readonly string[]): string {
  return differences.length === 0
    ? l10n.t('Nothing in this model can be changed so.')
    : l10n.t('Not in the file: {0}.', differences.join(', '));
}
