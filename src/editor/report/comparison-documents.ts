import * as vscode from 'vscode';
import { compareModels } from '../../analysis/report/compare-models.ts';
import { type ModelReport, modelReports } from '../../analysis/report/model-report.ts';
import { isInteger, isString, record } from '../../protocol/guard.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { shownName } from '../documents/archives.ts';
import { comparisonMarkdown, type Titles } from './comparison-markdown.ts';
import type { ReportTools } from './words.ts';

/** Scheme of the documents that set two models side by side. */
export const COMPARISON_SCHEME = 'init-lens-comparison';

/** Which model of which document. A name that stands once in its document is found again after edits. */
export interface ModelAddress {
  /** URI of the document. */
  readonly document: string;
  readonly index: number;
  readonly name: string;
}

/** The models that a comparison is of. */
interface Compared {
  readonly left: ModelAddress;
  readonly right: ModelAddress;
}

/** Comparisons as read-only Markdown documents, made anew when one of their files is analysed anew. */
export class ComparisonDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #tools: ReportTools;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(analyses: AnalysisService, tools: ReportTools) {
    this.#analyses = analyses;
    this.#tools = tools;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(COMPARISON_SCHEME, this),
      analyses.onDidAnalyse(({ document }) => this.#onDidAnalyse(document.uri.toString())),
    );
  }

  /** @throws Error for an address that is not ours. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { left, right } = comparedBy(uri);
    const [a, b] = [await this.#report(left), await this.#report(right)];
    if (typeof a === 'string') return a;
    if (typeof b === 'string') return b;
    return comparisonMarkdown(compareModels(a, b), titlesOf(left, a, right, b), this.#tools);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  /** A sentence where the model is not there any more. */
  async #report({ document, index, name }: ModelAddress): Promise<ModelReport | string> {
    const uri = vscode.Uri.parse(document, true);
    const analysis = await this.#analyses.analyse(await vscode.workspace.openTextDocument(uri), true);
    const models = analysis === null ? [] : modelReports(analysis);
    const named = models.filter((model) => model.name === name);
    const found = named.find((model) => model.index === index) ?? named[0] ?? models.find((m) => m.index === index);
    return found ?? vscode.l10n.t('There is no model {0} in {1} any more.', name, shownName(uri));
  }

  #onDidAnalyse(document: string): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== COMPARISON_SCHEME) continue;
      const { left, right } = comparedBy(uri);
      if (left.document === document || right.document === document) this.#changed.fire(uri);
    }
  }
}

/** The address of a comparison; its path is what the tab shows. */
export function comparisonUri(left: ModelAddress, right: ModelAddress): vscode.Uri {
  const name = vscode.l10n.t('{0} beside {1}', left.name, right.name).replace(/[/\\?#]/g, '-');
  const query: Compared = { left, right };
  return vscode.Uri.from({ scheme: COMPARISON_SCHEME, path: `/${name}.md`, query: JSON.stringify(query) });
}

/** Models of one name are told apart by their files, models of one name in one file by their lines. */
function titlesOf(left: ModelAddress, a: ModelReport, right: ModelAddress, b: ModelReport): Titles {
  const files = [left, right].map(({ document }) => shownName(vscode.Uri.parse(document, true)));
  const [leftFile = '', rightFile = ''] = files;
  const isOneFile = leftFile === rightFile;
  const named = (model: ModelReport, file: string) =>
    a.name !== b.name ? model.name : `${model.name} (${isOneFile ? `${file}:${model.line}` : file})`;
  return {
    left: { name: named(a, leftFile), file: leftFile },
    right: { name: named(b, rightFile), file: rightFile },
  };
}

function comparedBy({ query }: vscode.Uri): Compared {
  const written: unknown = JSON.parse(query);
  if (!isCompared(written)) throw new Error(`${query} names no two models.`);
  return written;
}

const isModelAddress = record<ModelAddress>({ document: isString, index: isInteger, name: isString });
const isCompared = record<Compared>({ left: isModelAddress, right: isModelAddress });
