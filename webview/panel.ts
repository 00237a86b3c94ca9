import * as l10n from '@vscode/l10n';
import type { LayerId } from '../src/model/graph.ts';
import type { DocumentMessage, ExplanationMessage } from '../src/protocol.ts';
import { HostConnection, type Notice, type Request } from './host-connection.ts';
import type { MapWorker } from './map/map-worker.ts';
import { modelContent, type Selection } from './model-content.ts';
import { type PanelSettings, parseState, simulationOptions } from './settings.ts';
import { modelLabels, type ShownModel, shownModel } from './shown-model.ts';
import type { SimulationWorker } from './simulation-worker.ts';
import { Simulations } from './simulations.ts';
import { csvOf } from './take-away/csv.ts';
import { jsonOf } from './take-away/json.ts';
import { markdownOf } from './take-away/markdown.ts';
import { type ChartPicture, pngOf } from './take-away/picture.ts';
import { fileName, type Report } from './take-away/report.ts';
import type { TakeAway } from './take-away/take-away.ts';
import { type ModelContent, View } from './view.ts';

const NOTHING_SELECTED: Selection = { layer: null, weights: null };

/** Joins what the extension sends, what the user sets and what the worker finds into what is shown. */
export class Panel {
  readonly #host: HostConnection;
  readonly #view: View;
  #settings: PanelSettings;
  #document: DocumentMessage | null = null;
  #shown: ShownModel | null = null;
  /** Null until the worker runs. */
  #simulations: Simulations | null = null;
  /** Lays the map out; a promise, since the page is drawn before it runs. */
  readonly #mapWorker: Promise<MapWorker>;
  #selection: Selection = NOTHING_SELECTED;
  /** Of the last request, or of the worker's start; null if all went well. */
  #error: string | null = null;
  #isDrawingDue = false;

  constructor(body: HTMLElement, mapWorker: Promise<MapWorker>) {
    this.#mapWorker = mapWorker;
    this.#host = new HostConnection(
      (notice) => this.#onNotice(notice),
      () => this.fail(l10n.t('The extension sent what this panel cannot read. Close the panel and open it again.')),
    );
    this.#settings = parseState(this.#host.state).settings;
    this.#view = new View(body, {
      onLayer: ({ id }) => this.#onModel((model) => ({ type: 'reveal', ...model, layer: id })),
      onSettings: (changed) => this.#set(changed),
      onRun: () => this.#simulate(),
      onCancel: () => this.#simulations?.cancel(),
      onAssume: (name, value) => this.#assume({ ...this.#settings.assume, [name]: value }),
      onSelect: (layer) => this.#select(layer),
      onTake: (what, picture) => this.#take(what, picture),
      layOut: async (graph) => (await this.#mapWorker).layOut(graph),
      onApply: () => this.#onModel((model) => ({ type: 'apply', ...model })),
    });
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
      if (model !== undefined) this.#set({ model });
      return;
    }
    if (notice.type === 'explanation') {
      this.#onExplanation(notice);
      return;
    }
    const isSameFile = notice.documentUri === this.#document?.documentUri;
    if (isSameFile && notice.models.length === 0 && this.#shown !== null) {
      this.#view.showBanner(l10n.t('No model can be read in the file as it is now: these curves are of the last one.'));
      return;
    }
    if (!isSameFile) {
      this.#forgetModel();
      // What was assumed of one file says nothing of another; at a restart the file is the one before.
      if (this.#document !== null) this.#settings = { ...this.#settings, assume: {} };
    }
    this.#document = notice;
    this.#view.showBanner(null);
    this.#update();
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
    return { document, model: this.#shown.label, verdict, settings: this.#settings, layers, series };
  }

  #content(shown: ShownModel): ModelContent {
    return modelContent(shown, this.#settings, this.#simulations, this.#error, this.#selection);
  }

  #set(changed: Partial<PanelSettings>): void {
    this.#settings = { ...this.#settings, ...changed };
    this.#update();
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
    const shown = document === null ? null : shownModel(document, this.#settings);
    if (shown?.label !== this.#shown?.label) this.#forgetModel();
    this.#shown = shown;
    if (shown !== null) this.#followSelection(shown);
    this.#simulate();
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
    if (document === null) return;
    this.#view.showDocument(document.documentName);
    if (this.#shown === null) this.#view.showNoModel(document.notes);
    else this.#view.showModel(this.#content(this.#shown));
  }
}
