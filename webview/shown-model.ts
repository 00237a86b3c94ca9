import type { ModelGraph } from '../src/model/graph.ts';
import { Notes } from '../src/model/notes.ts';
import { applyScheme } from '../src/model/scheme.ts';
import { type DocumentMessage, type PanelModel, PREDICTED_INPUT } from '../src/protocol.ts';
import { type ShownLayer, shownLayers } from './layers.ts';
import { inOrder, schemeLabel } from './schemes/names.ts';
import { byLayer, type SeriesRole, type StatisticsByLayer } from './series.ts';
import type { PanelSettings } from './settings.ts';
import type { TheoryWorker } from './theory-worker.ts';
import { type Trial, Trials, withTrial } from './what-if/trial.ts';
import type { PredictedInput } from './worker/theory-messages.ts';

/** The model that the panel shows, with what theory says about it. */
export interface ShownModel {
  readonly document: DocumentMessage;
  readonly model: PanelModel;
  /** Index among the document's models. */
  readonly index: number;
  readonly label: string;
  readonly layers: readonly ShownLayer[];
  readonly schemes: readonly ShownScheme[];
  readonly trial: Trial;
  /** The model's graph as the file has it. */
  readonly written: ModelGraph;
  /** Of the file as it is, where a change of it is shown: what theory predicts; null where it is shown itself. */
  readonly reference: StatisticsByLayer | null;
  /** What theory is asked with. */
  readonly options: PredictedInput;
}

/** A scheme that is shown, and the model's graph under it. */
export interface ShownScheme {
  readonly role: SeriesRole;
  readonly label: string;
  readonly scheme: string;
  readonly graph: ModelGraph;
  /** What theory says; empty until it was asked. */
  readonly predicted: StatisticsByLayer;
}

/** The model that the user chose, else the file's first, not yet predicted; null if the file holds none. */
export function shownModel(
  document: DocumentMessage,
  settings: PanelSettings,
  trials = new Trials(),
): ShownModel | null {
  const labels = modelLabels(document.models);
  const index = Math.max(0, labels.indexOf(settings.model ?? ''));
  const written = document.models[index];
  const trial = trials.of(index, settings.whatIf);
  const model = written === undefined ? undefined : withTrial(written, trial);
  const label = labels[index];
  return model === undefined || label === undefined
    ? null
    : {
        document,
        model,
        index,
        label,
        layers: layers.of(model, () => shownLayers(model.graph, model.lines)),
        schemes: shownSchemes(model, settings),
        trial,
        written: written?.graph ?? model.graph,
        reference: null,
        options: { input: settings.input, batch: settings.batch, scale: settings.scale },
      };
}

const NOTHING_PREDICTED: StatisticsByLayer = new Map();

/** What theory has said of a graph, by what it was asked. */
const predictions = new Notes<ModelGraph, Map<string, StatisticsByLayer>>();

function questionOf({ input, batch, scale }: PredictedInput): string {
  return [input, batch, scale].join(' ');
}

/** The same model with what theory says about it, which is asked about each graph once. Rejects with a message for the user. */
export async function predictedModel(shown: ShownModel, theory: TheoryWorker): Promise<ShownModel> {
  const question = questionOf(shown.options);
  const known = (graph: ModelGraph) => predictions.of(graph, () => new Map());
  const isTried = shown.trial.changed !== null;
  const graphs = [...shown.schemes.map(({ graph }) => graph), ...(isTried ? [shown.written] : [])];
  const open = graphs.filter((graph) => !known(graph).has(question));
  const answers = open.length === 0 ? [] : await theory.predict(open, shown.options);
  answers.forEach((answer, i) => {
    const graph = open[i];
    if (graph !== undefined) known(graph).set(question, answer);
  });
  const predicted = (graph: ModelGraph) => known(graph).get(question) ?? NOTHING_PREDICTED;
  return {
    ...shown,
    reference: isTried ? predicted(shown.written) : null,
    schemes: shown.schemes.map((each) => ({ ...each, predicted: predicted(each.graph) })),
  };
}

/** A name of its own for each model of a file. */
export function modelLabels(models: readonly PanelModel[]): string[] {
  const seen = new Map<string, number>();
  return models.map(({ graph: { name } }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** Ids of the schemes that the user may compare with, in the order in which they are offered. */
export function comparisons({ schemes }: PanelModel): string[] {
  return inOrder(schemes.map(({ id }) => id).filter((id) => id !== 'current' && id !== 'recommended'));
}

/** The file's own initialisers, the recommended ones, and what the user compares with. */
function shownSchemes(model: PanelModel, settings: PanelSettings): ShownScheme[] {
  const chosen = comparisons(model).filter((id) => settings.comparisons.includes(id));
  return ['current', 'recommended', ...chosen].flatMap((scheme): ShownScheme[] => {
    const graph = underScheme(model, scheme);
    if (graph === null) return [];
    const role = scheme === 'current' || scheme === 'recommended' ? scheme : 'comparison';
    return [{ role, label: schemeLabel(scheme), scheme, graph, predicted: NOTHING_PREDICTED }];
  });
}

/** The same list as long as the model is the same: what is drawn of it is then left as it is. */
const layers = new Notes<PanelModel, readonly ShownLayer[]>();

const applied = new Notes<PanelModel, Map<string, ModelGraph>>();

/** The model's graph under a scheme, made once; null for a scheme that the model does not have. */
function underScheme(model: PanelModel, id: string): ModelGraph | null {
  const graphs = applied.of(model, () => new Map());
  const known = graphs.get(id);
  if (known !== undefined) return known;
  const scheme = model.schemes.find((each) => each.id === id);
  if (scheme === undefined) return null;
  const graph = applyScheme(model.graph, scheme);
  graphs.set(id, graph);
  const told = model.predicted[id];
  if (told !== undefined) predictions.set(graph, new Map([[questionOf(PREDICTED_INPUT), byLayer(told)]]));
  return graph;
}
