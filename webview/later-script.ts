import * as l10n from '@vscode/l10n';

/**
 * Runs another script of the page, by its address.
 * @param nonce what the page's policy lets scripts run by.
 * @param data for the script, on its element.
 */
export function runLater(address: string, nonce: string, data: DOMStringMap = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = address;
    Object.assign(script.dataset, data);
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(l10n.t('The script {0} could not be loaded.', address)));
    document.body.append(script);
  });
}
