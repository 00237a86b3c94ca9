import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { type ModelSummary, modelSummaries } from '../../analysis/model-summary.ts';
import { lineAt, lineStarts } from '../../model/lines.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { shownName } from '../documents/archives.ts';
import { readCandidate } from '../documents/candidate-file.ts';
import { type Walked, type WalkRequest, walkWorkspace } from '../workspace/workspace-walk.ts';

/** Where a model was met: the nearer to what the user works on, the earlier it is listed. */
export type Where = 'active' | 'open' | 'workspace';

/** A model that the user can choose. */
export interface ModelChoice {
  readonly uri: vscode.Uri;
  readonly where: Where;
  /** Its place among the document's graphs. */
  readonly index: number;
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly layers: number;
  readonly parameters: number;
}

/** The models of the files that tabs show, those of the active one first. */
export async function openModels(analyses: AnalysisService): Promise<ModelChoice[]> {
  const active = vscode.window.activeTextEditor?.document;
  const shown = shownDocuments().filter((document) => document !== active);
  const ordered = active === undefined ? shown : [active, ...shown];
  const found = await Promise.all(
    ordered.map(async (document) => {
      const analysis = await analyses.analyse(document, document === active);
      return analysis === null ? [] : choicesIn(document.uri, analysis, document === active ? 'active' : 'open');
    }),
  );
  return found.flat();
}

/** The models of the workspace's files that no tab shows: of those that were looked at. */
export async function workspaceModels(
  request: WalkRequest,
): Promise<{ readonly choices: ModelChoice[]; readonly walked: Walked }> {
  const { analyses, log } = request;
  const shown = new Set(shownDocuments().map(({ uri }) => uri.toString()));
  const choices: ModelChoice[] = [];
  const walked = await walkWorkspace(request, async (uri) => {
    if (shown.has(uri.toString())) return;
    const text = await readCandidate(uri, log);
    const analysis = text === null ? null : await analyses.analyseFile(uri, text);
    if (analysis !== null) choices.push(...choicesIn(uri, analysis, 'workspace'));
  });
  return { choices, walked };
}

/** In the order of the tabs: the editor keeps documents for a while that nobody sees any more. */
function shownDocuments(): vscode.TextDocument[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const uris = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
  const documents = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  return [...new Set(uris)].flatMap((uri) => documents.get(uri) ?? []);
}

function choicesIn(uri: vscode.Uri, analysis: Analysis, where: Where): ModelChoice[] {
  const starts = lineStarts(analysis.document.text);
  return modelSummaries(analysis).map(({ index, name, place, layers, parameters }: ModelSummary) => {
    return { uri, where, index, name, line: lineAt(starts, place.start) + 1, layers, parameters };
  });
}

type Item = vscode.QuickPickItem & { readonly choice: ModelChoice | 'more' | null };

/** Lets the user choose one of the models, or `more` to look for others; null if the list was closed. */
export async function pickModel(
  choices: readonly ModelChoice[],
  prompt: { readonly title: string; readonly placeHolder: string; readonly offersMore: boolean },
): Promise<ModelChoice | 'more' | null> {
  const { title, placeHolder, offersMore } = prompt;
  const items = [
    ...groupOf(choices, 'active', vscode.l10n.t('Active file')),
    ...groupOf(choices, 'open', vscode.l10n.t('Open files')),
    ...groupOf(choices, 'workspace', vscode.l10n.t('Workspace')),
    ...(offersMore ? moreItems() : []),
  ];
  // One of several questions: a look at a file would take the answers before it away, and so would a walkthrough, which takes the focus late.
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.choice ?? null;
}

function groupOf(choices: readonly ModelChoice[], where: Where, heading: string): Item[] {
  const own = choices.filter((choice) => choice.where === where);
  const separator: Item = { label: heading, kind: vscode.QuickPickItemKind.Separator, choice: null };
  return own.length === 0 ? [] : [separator, ...own.map(itemOf)];
}

function itemOf(choice: ModelChoice): Item {
  const number = new Intl.NumberFormat(vscode.env.language);
  return {
    label: choice.name,
    description: `${shownName(choice.uri)}:${choice.line}`,
    detail: vscode.l10n.t('layers {0}, parameters {1}', number.format(choice.layers), number.format(choice.parameters)),
    choice,
  };
}

function moreItems(): Item[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator, choice: null },
    { label: vscode.l10n.t('Look through the workspace…'), alwaysShow: true, choice: 'more' },
  ];
}
