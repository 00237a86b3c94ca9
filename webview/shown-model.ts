import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../src/model/graph.ts';
import { Notes } from '../src/model/notes.ts';
import { applyScheme, type Scheme } from '../src/model/scheme.ts';
import type { DocumentMessage, PanelModel } from '../src/protocol.ts';
import { predict } from '../src/theory/predict.ts';
import { type ShownLayer, shownLayers } from './layers.ts';
import { byLayer, type SeriesRole, type StatisticsByLayer } from './series.ts';
import type { PanelSettings } from './settings.ts';
import { type Trial, Trials, withTrial } from './what-if/trial.ts';

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
  /** Of the file as it is, where a change of it is shown: what theory predicts; null where it is shown itself. */
  readonly reference: StatisticsByLayer | null;
}

/** A scheme that is shown, and the model's graph under it. */
export interface ShownScheme {
  readonly role: SeriesRole;
  readonly label: string;
  readonly scheme: string;
  readonly graph: ModelGraph;
  readonly predicted: StatisticsByLayer;
}

/** The model that the user chose, else the file's first; null if the file holds none. */
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
        layers: shownLayers(model.graph, model.lines),
        schemes: shownSchemes(model, settings),
        trial,
        reference: written === undefined || trial.changed === null ? null : predicted(written.graph, settings),
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

/** Ids of the schemes that the user may compare with. */
export function comparisons({ schemes }: PanelModel): string[] {
  return schemes.map(({ id }) => id).filter((id) => id !== 'current' && id !== 'recommended');
}

/** The file's own initialisers, the recommended ones, and what the user compares with. */
function shownSchemes({ graph, schemes }: PanelModel, settings: PanelSettings): ShownScheme[] {
  const { comparison } = settings;
  const shown = (role: SeriesRole, label: string, id: string | null): ShownScheme[] => {
    const scheme = schemes.find((known) => known.id === id);
    if (scheme === undefined) return [];
    return [{ role, label, scheme: scheme.id, ...under(graph, scheme, settings) }];
  };
  return [
    ...shown('current', l10n.t('Current'), 'current'),
    ...shown('recommended', l10n.t('Recommended'), 'recommended'),
    ...shown('comparison', l10n.t('{0} everywhere', comparison ?? ''), comparison),
  ];
}

type Under = Pick<ShownScheme, 'graph' | 'predicted'>;

/** Theory is asked anew for what has changed only: settings change one by one, and the file's own curve stays in sight. */
const known = new Notes<ModelGraph, Map<string, Under>>();

/** A graph under one of its schemes. */
function under(graph: ModelGraph, scheme: Scheme, { input, batch, scale }: PanelSettings): Under {
  const byKey = known.of(graph, () => new Map());
  const key = JSON.stringify([scheme.id, input, batch, scale]);
  const before = byKey.get(key);
  if (before !== undefined) return before;
  const applied = applyScheme(graph, scheme);
  const found = { graph: applied, predicted: byLayer(predict(applied, { input, batch, scale })) };
  byKey.set(key, found);
  return found;
}

const AS_IN_FILE: Scheme = { id: 'current', replacements: [] };

function predicted(graph: ModelGraph, settings: PanelSettings): StatisticsByLayer {
  return under(graph, AS_IN_FILE, settings).predicted;
}
