import * as l10n from '@vscode/l10n';
import type { LayerId } from '../src/model/graph.ts';
import { AS_WRITTEN, sameWhatIf } from '../src/model/what-if.ts';
import type { CursorMessage, DocumentMessage, ExplanationMessage, PreviewMessage } from '../src/protocol.ts';
import type { Trainer } from './convergence/trainer.ts';
import { HostConnection, type Notice, type Request } from './host-connection.ts';
import type { MapWorker } from './map/map-worker.ts';
import { modelContent, type Selection } from './model-content.ts';
import { isShown } from './schemes/toggle.ts';
import { type PanelSettings, parseState, simulationOptions } from './settings.ts';
import { modelLabels, predictedModel, type ShownModel, shownModel } from './shown-model.ts';
import type { SimulationWorker } from './simulation-worker.ts';
import { Simulations } from './simulations.ts';
import { csvOf } from './take-away/csv.ts';
import { jsonOf } from './take-away/json.ts';
import { markdownOf } from './take-away/markdown.ts';
import { type ChartPicture, pngOf } from './take-away/picture.ts';
import { fileName, type Report } from './take-away/report.ts';
import type { TakeAway } from './take-away/take-away.ts';
import type { TheoryWorker } from './theory-worker.ts';
import { Effects } from './verdict/effects.ts';
import { type ModelContent, View } from './view.ts';
import { Trials } from './what-if/trial.ts';

const NOTHING_SELECTED: Selection = { layer: null, weights: null };

/** What the panel has done elsewhere than on its page, which is drawn before they run. */
export interface PanelWorkers {
  readonly map: Promise<MapWorker>;
  readonly theory: Promise<TheoryWorker>;
  readonly trainer: Trainer;
}

/** Joins what the extension sends, what the user sets and what the worker finds into what is shown. */
export class Panel {
  readonly #host: HostConnection;
  readonly #view: View;
  #settings: PanelSettings;
  #document: DocumentMessage | null = null;
  /** The document that the settings are of, until one is shown. */
  readonly #keptUri: string | null;
  #shown: ShownModel | null = null;
  /** Null until the worker runs. */
  #simulations: Simulations | null = null;
  /** Lays the map out; a promise, since the page is drawn before it runs. */
  readonly #mapWorker: Promise<MapWorker>;
  readonly #theory: Promise<TheoryWorker>;
  /** Counts what was asked of theory: what comes of an earlier question is dropped. */
  #lastAsked = 0;
  #answered = 0;
  readonly #effects: Effects;
  #selection: Selection = NOTHING_SELECTED;
  #preview: PreviewMessage | null = null;
  #cursor: CursorMessage | null = null;
  readonly #trials = new Trials();
  /** Of the last request, or of the worker's start; null if all went well. */
  #error: string | null = null;
  #isDrawingDue = false;

  constructor(body: HTMLElement, { map, theory, trainer }: PanelWorkers) {
    this.#mapWorker = map;
    this.#theory = theory;
    this.#effects = new Effects(theory, () => this.#drawSoon());
    this.#host = new HostConnection(
      (notice) => this.#onNotice(notice),
      () => this.fail(l10n.t('The extension sent what this panel cannot read. Close the panel and open it again.')),
    );
    const kept = parseState(this.#host.state);
    this.#settings = kept.settings;
    this.#keptUri = kept.documentUri;
    this.#view = new View(body, {
      onLayer: ({ id }) => this.#onModel((model) => ({ type: 'reveal', ...model, layer: id })),
      // What is tried is tried on one model.
      onSettings: (changed) => this.#set('model' in changed ? { ...changed, whatIf: AS_WRITTEN } : changed),
      onRun: () => this.#simulate(),
      onCancel: () => this.#simulations?.cancel(),
      onAssume: (name, value) => this.#assume({ ...this.#settings.assume, [name]: value }),
      onSelect: (layer) => this.#select(layer),
      onTake: (what, picture) => this.#take(what, picture),
      onTraining: (training) => this.#keep({ ...this.#settings, training }),
      trainer,
      layOut: async (graph) => (await this.#mapWorker).layOut(graph),
      onTry: (whatIf) => this.#set({ whatIf }),
      onScale: (scale) => this.#set({ scale }),
      onWrite: () => this.#write(),
      onApply: () => this.#change('apply'),
      onDiff: () => this.#onModel((model) => ({ type: 'diff', ...model })),
      onPreview: (showsPreview) => this.#set({ showsPreview }),
      onLine: (line) => this.#onModel(({ documentVersion }) => ({ type: 'goToLine', documentVersion, line })),
      onPin: (isPinned) => {
        this.#set({ isPinned });
        void this.#request({ type: 'pin', isPinned });
      },
    });
    void this.#request({ type: 'pin', isPinned: this.#settings.isPinned });
    void this.#request({ type: 'ready', assume: this.#settings.assume });
  }

  /** The simulation can run from now on. */
  useWorker(worker: SimulationWorker): void {
    this.#simulations = new Simulations(worker, () => this.#drawSoon());
    this.#simulate();
  }

  /** Says what went wrong; everything else goes on. */
  fail(message: string): void {
    this.#error = message;
    if (this.#document === null) this.#view.showEmpty(message, []);
    this.#drawSoon();
  }

  #onNotice(notice: Notice): void {
    if (notice.type === 'unavailable') {
      // The last curves stay: a model that is half typed comes back.
      if (this.#document === null) this.#view.showEmpty(notice.message, []);
      else this.#view.showBanner(notice.message);
      return;
    }
    if (notice.type === 'show') {
      const model = modelLabels(this.#document?.models ?? [])[notice.model];
      if (model !== undefined) this.#set({ model, whatIf: AS_WRITTEN });
      return;
    }
    if (notice.type === 'explanation') {
      this.#onExplanation(notice);
      return;
    }
    if (notice.type === 'tried') {
      this.#trials.take(notice);
      this.#update();
      return;
    }
    if (notice.type === 'preview') {
      this.#onPreview(notice);
      return;
    }
    if (notice.type === 'cursor') {
      this.#cursor = notice;
      this.#drawSoon();
      return;
    }
    const isSameFile = notice.documentUri === this.#document?.documentUri;
    if (isSameFile && notice.models.length === 0 && this.#shown !== null) {
      this.#view.showBanner(l10n.t('No model can be read in the file as it is now: these curves are of the last one.'));
      return;
    }
    if (!isSameFile) {
      this.#forgetModel();
      this.#cursor = null;
      // What was assumed of one file says nothing of another; at a restart the file is mostly the one before.
      const before = this.#document?.documentUri ?? this.#keptUri;
      if (before !== notice.documentUri) this.#settings = { ...this.#settings, assume: {}, whatIf: AS_WRITTEN };
    }
    this.#document = notice;
    this.#view.showBanner(null);
    this.#update();
  }

  #onPreview(preview: PreviewMessage): void {
    if (preview.documentVersion !== this.#document?.documentVersion || preview.model !== this.#shown?.index) return;
    this.#preview = preview;
    this.#drawSoon();
  }

  /** What is previewed follows the file; until the answer comes the last one stays. */
  #followPreview({ document, index, model }: ShownModel): void {
    if (!this.#settings.showsPreview || model.recommendations.length === 0) {
      this.#preview = null;
      return;
    }
    const { documentVersion } = document;
    if (this.#preview?.documentVersion === documentVersion && this.#preview.model === index) return;
    // Refused while the file is edited further: its next version is asked about as well.
    this.#host.request({ type: 'preview', documentVersion, model: index }).catch(() => undefined);
  }

  async #change(type: 'apply'): Promise<void> {
    if (this.#shown === null) return;
    const { document, index } = this.#shown;
    await this.#host.request({ type, documentVersion: document.documentVersion, model: index });
  }

  #select(layer: LayerId | null): void {
    this.#selection = { layer, weights: null };
    if (layer !== null) this.#onModel((model) => ({ type: 'explain', ...model, layer }));
    this.#drawSoon();
  }

  /** Another model is shown from now on. */
  #forgetModel(): void {
    this.#simulations?.forget();
    this.#selection = NOTHING_SELECTED;
    this.#trials.forget();
    this.#preview = null;
  }

  /** Keeps the selection over an edit, and asks what is said of the layer's weights now. */
  #followSelection({ document, index, model }: ShownModel): void {
    const { layer } = this.#selection;
    if (layer === null) return;
    if (!model.graph.layers.some(({ id }) => id === layer)) {
      this.#selection = NOTHING_SELECTED;
      return;
    }
    const { documentVersion } = document;
    // Refused while the file is edited further: its next version is asked about as well, and nobody asked for this one.
    this.#host.request({ type: 'explain', documentVersion, model: index, layer }).catch(() => undefined);
  }

  #onExplanation({ documentVersion, model, layer, weights }: ExplanationMessage): void {
    const isNow = documentVersion === this.#document?.documentVersion && model === this.#shown?.index;
    if (!isNow || layer !== this.#selection.layer) return;
    this.#selection = { layer, weights };
    this.#drawSoon();
  }

  async #take(what: TakeAway, charts: () => readonly ChartPicture[]): Promise<string> {
    const report = this.#report();
    if (report === null) return '';
    if (what === 'summary') {
      await this.#host.request({ type: 'copy', text: markdownOf(report) });
      return l10n.t('Copied to the clipboard, as Markdown.');
    }
    const content =
      what === 'png'
        ? { encoding: 'base64' as const, data: pngOf(report, charts()) }
        : { encoding: 'text' as const, data: what === 'csv' ? csvOf(report) : jsonOf(report) };
    await this.#host.request({ type: 'save', fileName: fileName(report, what), content });
    return '';
  }

  #report(): Report | null {
    if (this.#document === null || this.#shown === null) return null;
    const { verdict, layers, series } = this.#content(this.#shown);
    const { documentName: document } = this.#document;
    const settings = this.#settings;
    const shown = series.filter(({ scheme }) => isShown(settings, scheme));
    const differences = this.#shown.trial.changed?.differences ?? [];
    const { training } = this.#view;
    return { document, model: this.#shown.label, verdict, settings, differences, layers, series: shown, training };
  }

  #content(shown: ShownModel): ModelContent {
    const effects = () => this.#effects.of(shown);
    return modelContent(shown, this.#settings, this.#simulations, this.#error, this.#selection, effects);
  }

  #set(changed: Partial<PanelSettings>): void {
    this.#settings = { ...this.#settings, ...changed };
    this.#update();
  }

  /** Settings that no simulation depends on. */
  #keep(settings: PanelSettings): void {
    this.#settings = settings;
    this.#host.state = { documentUri: this.#document?.documentUri ?? null, settings };
    this.#drawSoon();
  }

  /** The extension reads the document again; what it reads comes as a new document. */
  #assume(assume: PanelSettings['assume']): void {
    this.#set({ assume });
    void this.#request({ type: 'assume', assume });
  }

  /** The document or the settings have changed. */
  #update(): void {
    const document = this.#document;
    this.#host.state = { documentUri: document?.documentUri ?? null, settings: this.#settings };
    this.#error = null;
    const next = document === null ? null : shownModel(document, this.#settings, this.#trials);
    if (next !== null) this.#tryOut(next);
    void this.#predict(next);
  }

  /** What is shown stays until theory has answered about what comes next. */
  async #predict(next: ShownModel | null): Promise<void> {
    const asked = ++this.#lastAsked;
    let failure: string | null = null;
    const shown =
      next &&
      (await predictedModel(next, this.#theory).catch((error: unknown) => {
        failure = error instanceof Error ? error.message : String(error);
        // Its simulation needs no theory.
        return next;
      }));
    if (asked !== this.#lastAsked) return;
    if (shown?.label !== this.#shown?.label) this.#forgetModel();
    this.#shown = shown;
    this.#answered = asked;
    if (shown !== null) this.#followSelection(shown);
    if (shown !== null) this.#followPreview(shown);
    this.#simulate();
    if (failure !== null) this.fail(failure);
  }

  /** Asks what becomes of the model with what is tried on it, where that is not known yet. */
  #tryOut({ document, index: model }: ShownModel): void {
    const { whatIf } = this.#settings;
    if (!this.#trials.mustAsk(document, model, whatIf)) return;
    // Refused while the file is edited further: its next version is asked about as well.
    this.#host.request({ type: 'try', model, whatIf }).catch(() => undefined);
  }

  /** Puts into the file what can be put there; the rest is still tried. */
  async #write(): Promise<void> {
    const shown = this.#shown;
    const rest = shown?.trial.changed?.writable.rest;
    if (shown === null || rest === undefined) return;
    const { whatIf } = this.#settings;
    try {
      const { documentVersion } = shown.document;
      await this.#host.request({ type: 'write', documentVersion, model: shown.index, whatIf });
      if (sameWhatIf(whatIf, this.#settings.whatIf)) this.#set({ whatIf: rest });
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  #simulate(): void {
    const options = simulationOptions(this.#settings);
    this.#simulations?.start((this.#shown?.schemes ?? []).map(({ scheme, graph }) => ({ scheme, graph, options })));
    this.#drawSoon();
  }

  #onModel(request: (model: { documentVersion: number; model: number }) => Request): void {
    if (this.#shown === null) return;
    const { document, index } = this.#shown;
    void this.#request(request({ documentVersion: document.documentVersion, model: index }));
  }

  async #request(request: Request): Promise<void> {
    try {
      await this.#host.request(request);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** Draws once a frame, however many reports come in. */
  #drawSoon(): void {
    if (this.#isDrawingDue) return;
    this.#isDrawingDue = true;
    requestAnimationFrame(() => {
      this.#isDrawingDue = false;
      this.#draw();
    });
  }

  #draw(): void {
    const document = this.#document;
    const isAwaited = this.#shown === null && this.#answered !== this.#lastAsked;
    if (document === null || isAwaited) return;
    this.#view.showDocument(document.documentName);
    if (this.#shown === null) this.#view.showNoModel(document.notes);
    else {
      const { index } = this.#shown;
      this.#view.showModel(this.#content(this.#shown));
      this.#view.showPreview(this.#preview?.hunks ?? null);
      this.#view.showCursor(new Set(this.#cursor?.places.find(({ model }) => model === index)?.layers));
    }
  }
}
