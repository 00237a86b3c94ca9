import * as l10n from '@vscode/l10n';
import type { LayerId } from '../src/model/graph.ts';
import { AS_WRITTEN, sameWhatIf } from '../src/model/what-if.ts';
import type { CursorMessage, DocumentMessage } from '../src/protocol.ts';
import type { Trainer } from './convergence/trainer.ts';
import type { HostConnection, Notice, Request } from './host-connection.ts';
import type { MapWorker } from './map/map-worker.ts';
import { type ModelContent, modelContent } from './model-content.ts';
import { Predictions } from './predictions.ts';
import { FollowedPreview } from './preview/followed-preview.ts';
import { isShown } from './schemes/toggle.ts';
import { SelectedLayer } from './selected-layer.ts';
import { type PanelSettings, parseState, simulationOptions } from './settings.ts';
import { modelLabels, type ShownModel, shownModel } from './shown-model.ts';
import type { SimulationWorker } from './simulation-worker.ts';
import { Simulations } from './simulations.ts';
import type { Report } from './take-away/report.ts';
import type { TakeAway } from './take-away/take-away.ts';
import { taken } from './take-away/taken.ts';
import type { TheoryWorker } from './theory-worker.ts';
import { Effects } from './verdict/effects.ts';
import { View } from './view.ts';
import type { ViewEvents } from './view-events.ts';
import { Trials } from './what-if/trial.ts';

/** What the panel has done elsewhere than on its page. */
export interface PanelWorkers {
  readonly map: MapWorker;
  readonly theory: TheoryWorker;
  readonly trainer: Trainer;
}

const NOWHERE: ReadonlySet<LayerId> = new Set();

/** Joins what the extension sends, what the user sets and what the workers find into what is shown. */
export class Panel {
  #onFirstLook = (): void => {};
  /** The first model's verdict and charts are drawn: what is not needed for them would take the processor's time from them. */
  readonly firstLook = new Promise<void>((resolve) => {
    this.#onFirstLook = resolve;
  });
  readonly #host: HostConnection;
  readonly #view: View;
  #settings: PanelSettings;
  #document: DocumentMessage | null = null;
  /** The document that the settings are of, until one is shown. */
  readonly #keptUri: string | null;
  #shown: ShownModel | null = null;
  /** Null until the worker runs. */
  #simulations: Simulations | null = null;
  readonly #predictions: Predictions;
  readonly #effects: Effects;
  readonly #selected: SelectedLayer;
  readonly #preview: FollowedPreview;
  readonly #trials = new Trials();
  #cursor: CursorMessage | null = null;
  #atCursor = NOWHERE;
  /** Of the last request, or of the worker's start; null if all went well. */
  #error: string | null = null;
  #isDrawingDue = false;

  constructor(body: HTMLElement, host: HostConnection, workers: PanelWorkers) {
    this.#predictions = new Predictions(workers.theory);
    this.#effects = new Effects(workers.theory, this.firstLook, () => this.#drawSoon());
    this.#host = host;
    host.listen(
      (notice) => this.#onNotice(notice),
      () => this.fail(l10n.t('The extension sent what this panel cannot read. Close the panel and open it again.')),
    );
    this.#selected = new SelectedLayer(this.#host);
    this.#preview = new FollowedPreview(this.#host);
    const kept = parseState(this.#host.state);
    this.#settings = kept.settings;
    this.#keptUri = kept.documentUri;
    // The extension answers while the page is made.
    void this.#request({ type: 'pin', isPinned: this.#settings.isPinned });
    void this.#request({ type: 'ready', assume: this.#settings.assume });
    this.#view = new View(body, this.#events(workers));
  }

  #events({ map, trainer }: PanelWorkers): ViewEvents {
    return {
      trainer,
      onFirstLook: () => this.#onFirstLook(),
      layOut: (graph) => map.layOut(graph),
      onLayer: ({ id }) => this.#onModel((model) => ({ type: 'reveal', ...model, layer: id })),
      onLine: (line) => this.#onModel(({ documentVersion }) => ({ type: 'goToLine', documentVersion, line })),
      // What is tried is tried on one model.
      onSettings: (changed) => this.#set('model' in changed ? { ...changed, whatIf: AS_WRITTEN } : changed),
      onRun: () => this.#simulate(),
      onCancel: () => this.#simulations?.cancel(),
      onAssume: (name, value) => this.#assume({ ...this.#settings.assume, [name]: value }),
      onSelect: (layer) => this.#select(layer),
      onTake: (what) => this.#take(what),
      onTraining: (training) => this.#keep({ ...this.#settings, training }),
      onTry: (whatIf) => this.#set({ whatIf }),
      onWrite: () => void this.#attempt(() => this.#write()),
      onApply: () => this.#apply(),
      onDiff: () => this.#onModel((model) => ({ type: 'diff', ...model })),
      onPreview: (showsPreview) => this.#set({ showsPreview }),
      onPin: (isPinned) => {
        this.#set({ isPinned });
        void this.#request({ type: 'pin', isPinned });
      },
    };
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
    switch (notice.type) {
      case 'document':
        this.#onDocument(notice);
        break;
      case 'unavailable':
        // The last curves stay: a model that is half typed comes back.
        if (this.#document === null) this.#view.showEmpty(notice.message, []);
        else this.#view.showBanner(notice.message);
        break;
      case 'show': {
        const model = modelLabels(this.#document?.models ?? [])[notice.model];
        if (model !== undefined) this.#set({ model, whatIf: AS_WRITTEN });
        break;
      }
      case 'explanation':
        if (this.#selected.take(notice, this.#shown)) this.#drawSoon();
        break;
      case 'tried':
        this.#trials.take(notice);
        this.#update();
        break;
      case 'preview':
        if (this.#preview.take(notice, this.#shown)) this.#drawSoon();
        break;
      case 'cursor':
        this.#cursor = notice;
        this.#placeCursor();
        this.#drawSoon();
        break;
    }
  }

  #onDocument(document: DocumentMessage): void {
    if (document === this.#document) {
      this.#view.showBanner(null);
      return;
    }
    const isSameFile = document.documentUri === this.#document?.documentUri;
    if (isSameFile && document.models.length === 0 && this.#shown !== null) {
      this.#view.showBanner(l10n.t('No model can be read in the file as it is now: these curves are of the last one.'));
      return;
    }
    if (!isSameFile) {
      this.#forgetModel();
      this.#cursor = null;
      // What was assumed of one file says nothing of another; at a restart the file is mostly the one before.
      const before = this.#document?.documentUri ?? this.#keptUri;
      if (before !== document.documentUri) this.#settings = { ...this.#settings, assume: {}, whatIf: AS_WRITTEN };
    }
    this.#document = document;
    this.#view.showBanner(null);
    this.#update();
  }

  /** Another model is shown from now on. */
  #forgetModel(): void {
    this.#simulations?.forget();
    this.#selected.forget();
    this.#trials.forget();
    this.#preview.forget();
  }

  #select(layer: LayerId | null): void {
    void this.#attempt(() => this.#selected.select(layer, this.#shown));
    this.#drawSoon();
  }

  #placeCursor(): void {
    const place = this.#cursor?.places.find(({ model }) => model === this.#shown?.index);
    const layers = place?.layers ?? [];
    if (layers.join('\n') !== [...this.#atCursor].join('\n')) this.#atCursor = new Set(layers);
  }

  /** Rejects with a message for the user. */
  async #apply(): Promise<void> {
    if (this.#shown === null) return;
    const { document, index } = this.#shown;
    await this.#host.request({ type: 'apply', documentVersion: document.documentVersion, model: index });
  }

  /** Puts into the file what can be put there of what is tried; the rest is still tried. */
  async #write(): Promise<void> {
    const shown = this.#shown;
    const rest = shown?.trial.changed?.writable.rest;
    if (shown === null || rest === undefined) return;
    const { whatIf } = this.#settings;
    const { documentVersion } = shown.document;
    await this.#host.request({ type: 'write', documentVersion, model: shown.index, whatIf });
    if (sameWhatIf(whatIf, this.#settings.whatIf)) this.#set({ whatIf: rest });
  }

  async #take(what: TakeAway): Promise<string> {
    const report = this.#report();
    if (report === null) return '';
    const { request, said } = taken(what, report, () => this.#view.pictures());
    await this.#host.request(request);
    return said;
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
    const state = {
      settings: this.#settings,
      simulations: this.#simulations,
      error: this.#error,
      selection: this.#selected.now,
      preview: this.#preview.hunks,
      atCursor: this.#atCursor,
    };
    return modelContent(shown, state, () => this.#effects.of(shown));
  }

  #set(changed: Partial<PanelSettings>): void {
    this.#settings = { ...this.#settings, ...changed };
    this.#update();
  }

  /** Settings that no simulation depends on. */
  #keep(settings: PanelSettings): void {
    this.#settings = settings;
    this.#saveState();
    this.#drawSoon();
  }

  /** The extension reads the document again; what it reads comes as a new document. */
  #assume(assume: PanelSettings['assume']): void {
    this.#set({ assume });
    void this.#request({ type: 'assume', assume });
  }

  #saveState(): void {
    this.#host.state = { documentUri: this.#document?.documentUri ?? null, settings: this.#settings };
  }

  /** The document or the settings have changed. */
  #update(): void {
    this.#saveState();
    this.#error = null;
    const next = this.#document === null ? null : shownModel(this.#document, this.#settings, this.#trials);
    if (next !== null) this.#tryOut(next);
    void this.#predict(next);
  }

  /** What is shown stays until theory has answered about what comes next. */
  async #predict(next: ShownModel | null): Promise<void> {
    const prediction = await this.#predictions.of(next);
    if (prediction === null) return;
    const { shown, failure } = prediction;
    if (shown?.label !== this.#shown?.label) this.#forgetModel();
    this.#shown = shown;
    this.#placeCursor();
    if (shown !== null) {
      this.#selected.follow(shown);
      this.#preview.follow(shown, this.#settings.showsPreview);
    }
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

  #request(request: Request): Promise<void> {
    return this.#attempt(() => this.#host.request(request));
  }

  /** Says on the page what went wrong. */
  async #attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
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
    const isAwaited = this.#shown === null && this.#predictions.isAwaited;
    if (document === null || isAwaited) return;
    this.#view.showDocument(document.documentName);
    if (this.#shown === null) this.#view.showNoModel(document.notes);
    else this.#view.showModel(this.#content(this.#shown));
  }
}
