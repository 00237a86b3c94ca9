import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { changedKernels } from '../../analysis/diagnosis.ts';
import { triedModel, writtenChange } from '../../analysis/what-if.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { isAsWritten, type WhatIf } from '../../model/what-if.ts';
import type { PanelModel, TriedMessage } from '../../protocol.ts';
import { triedActivations } from '../../what-if/activation-named.ts';
import { archiveOf } from '../documents/archives.ts';
import { linesOf, schemesOf } from './panel-document.ts';

/** What the panel tries on a model of its document, and what the model is with that. */
export class Trial {
  #whatIf: WhatIf | null = null;
  #model: number | null = null;
  #written: ModelGraph | null = null;
  #graph: ModelGraph | null = null;

  /** Nothing is tried from now on. */
  end(): void {
    this.#whatIf = null;
    this.#written = null;
    this.#graph = null;
  }

  /** The model as it is with the change that is tried on it; as written if that is nothing. */
  graphOf(analysis: Analysis, model: number, written: ModelGraph): ModelGraph {
    const whatIf = this.#whatIf;
    if (whatIf === null || this.#model !== model) return written;
    if (written !== this.#written) {
      this.#written = written;
      this.#graph = triedModel(analysis, written, whatIf)?.graph ?? null;
    }
    return this.#graph ?? written;
  }

  /** What to tell the panel about a change. */
  start(
    document: vscode.TextDocument,
    analysis: Analysis,
    { model, graph: written, whatIf }: { readonly model: number; readonly graph: ModelGraph; readonly whatIf: WhatIf },
  ): TriedMessage {
    const tried = isAsWritten(whatIf) ? null : triedModel(analysis, written, whatIf);
    this.#whatIf = tried === null ? null : whatIf;
    this.#model = model;
    this.#written = written;
    this.#graph = tried?.graph ?? null;
    const told = {
      type: 'tried',
      version: 1,
      documentVersion: document.version,
      model,
      whatIf,
      activations: triedActivations(written),
    } as const;
    if (tried === null) return { ...told, changed: null };
    const { graph, differences, left } = tried;
    const shown: Pick<PanelModel, 'graph' | 'schemes' | 'lines' | 'changes'> = {
      graph,
      schemes: schemesOf(analysis, graph),
      lines: linesOf(document, graph),
      changes: changedKernels(analysis, graph),
    };
    return {
      ...told,
      changed: { ...shown, differences, left, writable: writable(document, analysis, written, whatIf) },
    };
  }
}

function writable(document: vscode.TextDocument, analysis: Analysis, written: ModelGraph, whatIf: WhatIf) {
  if (archiveOf(document.uri) !== null) {
    return { any: false, left: [vscode.l10n.t('An archive cannot be changed here.')], rest: whatIf };
  }
  const change = writtenChange(analysis, written, whatIf);
  return { any: (change?.edits.length ?? 0) > 0, left: change?.left ?? [], rest: change?.rest ?? whatIf };
}
