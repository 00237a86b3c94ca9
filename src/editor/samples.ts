import * as vscode from 'vscode';
import { say } from './analysis/asked-analysis.ts';

export const OPEN_SAMPLE_COMMAND = 'initLens.openSample';

/** Files of `samples/`, which the package brings along, and the editor's language of each. */
export const SAMPLES = {
  'mlp.ts': 'typescript',
  'cnn.ts': 'typescript',
  'lstm.js': 'javascript',
  'q-network.js': 'javascript',
  'keras-model.json': 'json',
} as const;

export type Sample = keyof typeof SAMPLES;

type Item = vscode.QuickPickItem & { readonly sample: Sample };

/**
 * A copy of a sample model in a document of its own, where it can be mended, and saved elsewhere: what is shipped stays as it
 * is. Resolves to the document's address, null if none was chosen.
 */
export function registerSamples(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN_SAMPLE_COMMAND, async (name: unknown): Promise<vscode.Uri | null> => {
    const sample = isSample(name) ? name : await pickSample();
    if (sample === null) return null;
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'samples', sample));
    const content = new TextDecoder().decode(bytes);
    const document =
      untouched(content) ?? (await vscode.workspace.openTextDocument({ language: SAMPLES[sample], content }));
    await vscode.window.showTextDocument(document, { viewColumn: besidePage() });
    hintAtSettings(document);
    return document.uri;
  });
}

/**
 * The walkthrough makes room beside itself before it runs the command. While that asks which sample, the focus may go back to
 * the walkthrough: a sample in its place would hide the next step.
 */
function besidePage(): vscode.ViewColumn {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const beside = isPage(activeTabGroup.activeTab) ? all.find(({ activeTab }) => !isPage(activeTab)) : undefined;
  return (beside ?? activeTabGroup).viewColumn;
}

/** Whether a tab shows a page of the editor itself, such as its walkthroughs: the API tells nothing of what is in these. */
function isPage(tab: vscode.Tab | undefined): boolean {
  return tab !== undefined && tab.input === undefined;
}

function isSample(name: unknown): name is Sample {
  return typeof name === 'string' && Object.hasOwn(SAMPLES, name);
}

/** A copy that is open and was not edited is as good as another one. */
function untouched(content: string): vscode.TextDocument | null {
  const { textDocuments } = vscode.workspace;
  return textDocuments.find((one) => one.isUntitled && !one.isClosed && one.getText() === content) ?? null;
}

async function pickSample(): Promise<Sample | null> {
  const items: Item[] = [
    {
      label: vscode.l10n.t('Deep network that does not learn'),
      description: 'TypeScript, TensorFlow.js',
      detail: vscode.l10n.t('Eleven relu layers with the default initialiser: the signal dies on its way'),
      sample: 'mlp.ts',
    },
    {
      label: vscode.l10n.t('Image classifier'),
      description: 'TypeScript, TensorFlow.js',
      detail: vscode.l10n.t(
        'Convolutions in the functional style, one with an initialiser that samples less than it says',
      ),
      sample: 'cnn.ts',
    },
    {
      label: vscode.l10n.t('Review classifier with LSTMs'),
      description: 'JavaScript, TensorFlow.js',
      detail: vscode.l10n.t(
        'An option that is dropped without a word, a name that throws, and zeros in a hidden layer',
      ),
      sample: 'lstm.js',
    },
    {
      label: vscode.l10n.t('Q-network'),
      description: 'JavaScript, TensorFlow.js',
      detail: vscode.l10n.t(
        'Names of another framework, and zeros: wrong in a hidden layer, deliberate in the last one',
      ),
      sample: 'q-network.js',
    },
    {
      label: vscode.l10n.t('Saved model'),
      description: 'JSON, Keras 2',
      detail: vscode.l10n.t('What Keras writes to a file, with a layer that can never learn'),
      sample: 'keras-model.json',
    },
  ];
  const placeHolder = vscode.l10n.t('The sample to open: a copy, to try things on');
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  return picked?.sample ?? null;
}

/** A sample in which nothing is underlined would look as if nothing worked. */
function hintAtSettings({ uri }: vscode.TextDocument): void {
  if (vscode.workspace.getConfiguration('initLens', uri).get<unknown>('enable') !== false) return;
  say(vscode.l10n.t('Init Lens is switched off by the setting initLens.enable: nothing is underlined in the sample.'));
}
