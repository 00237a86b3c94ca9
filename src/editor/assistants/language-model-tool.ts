import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { answer, MOST_CHARACTERS } from '../../analysis/agents/answer.ts';
import { isRecord } from '../../protocol/guard.ts';
import type { AnalysisService, NoAnalysis } from '../analysis/analysis-service.ts';
import { shownName } from '../documents/archives.ts';
import { readCandidate } from '../documents/candidate-file.ts';
import { askedFile } from './asked-file.ts';

/** Characters that a token stands for in such a text, at the least. */
const CHARACTERS_PER_TOKEN = 3;

/** What the manifest's schema lets a language model pass. */
interface Input {
  /** Path or URI; null for the active editor's file. */
  readonly file: string | null;
  readonly model: string | null;
}

/** The tool that gives assistants in the editor what the editor itself shows. */
export class CheckTool implements vscode.LanguageModelTool<unknown> {
  readonly #analyses: AnalysisService;
  readonly #log: vscode.LogOutputChannel;

  constructor(analyses: AnalysisService, log: vscode.LogOutputChannel) {
    this.#analyses = analyses;
    this.#log = log;
  }

  prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<unknown>): vscode.PreparedToolInvocation {
    const { file } = inputOf(input);
    // Nothing is changed, so nothing has to be confirmed.
    return {
      invocationMessage:
        file === null
          ? vscode.l10n.t('Init Lens analyses the active file')
          : vscode.l10n.t('Init Lens analyses {0}', file),
    };
  }

  /** @throws Error with a sentence for the language model. */
  async invoke(
    { input, tokenizationOptions }: vscode.LanguageModelToolInvocationOptions<unknown>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const { file, model } = inputOf(input);
    const uri = await askedFile(file);
    const analysis = await this.#analysisOf(uri);
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    const budget = (tokenizationOptions?.tokenBudget ?? Number.POSITIVE_INFINITY) * CHARACTERS_PER_TOKEN;
    const characters = Math.min(MOST_CHARACTERS, budget);
    const text =
      typeof analysis === 'string' ? analysis : answer(analysis, { file: shownName(uri), model, characters });
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  }

  /** The editor's own analysis of an open document, or that of a file; a sentence where there is none. */
  async #analysisOf(uri: vscode.Uri): Promise<Analysis | string> {
    const name = shownName(uri);
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document === undefined) {
      const text = await readCandidate(uri, this.#log);
      const analysis = text === null ? null : await this.#analyses.analyseFile(uri, text);
      return (
        analysis ??
        `${name} holds no model of TensorFlow.js or Keras, is not TypeScript, JavaScript or JSON, or Init Lens is switched off for it.`
      );
    }
    const why = this.#analyses.whyNot(document);
    if (why !== null && why !== 'tooLarge') return `${name}: ${WHY[why]}`;
    return (await this.#analyses.analyse(document, true)) ?? `${name} changed while it was read: ask again.`;
  }
}

/** For language models, in English. */
const WHY: Readonly<Record<Exclude<NoAnalysis, 'tooLarge'>, string>> = {
  unsupported: 'only TypeScript, JavaScript and JSON files, and scripts in HTML, Vue and Svelte files, are read.',
  disabled: 'Init Lens is switched off for this file by the setting initLens.enable.',
  excluded: 'this file is left out by initLens.exclude or by its project’s .initlens.json.',
  noModel: 'no model of TensorFlow.js or Keras was found in it.',
};

/** Empty words are what a language model passes for what it leaves out. */
function inputOf(input: unknown): Input {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
  return isRecord(input) ? { file: text(input.file), model: text(input.model) } : { file: null, model: null };
}
