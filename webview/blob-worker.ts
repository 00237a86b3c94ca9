import * as l10n from '@vscode/l10n';

/** Starts a worker from its script's address: a worker may start from a blob only, and fetches nothing itself. */
export async function startBlobWorker(address: string): Promise<Worker> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(l10n.t('The script {0} could not be loaded ({1}).', address, response.status));
  return new Worker(URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' })));
}
