import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../src/model/graph.ts';
import { applyScheme } from '../src/model/scheme.ts';
import type { DocumentMessage, PanelModel } from '../src/protocol.ts';
import { predict } from '../src/theory/predict.ts';
import { type ShownLayer, shownLayers } from './layers.ts';
import { byLayer, type SeriesRole, type StatisticsByLayer } from './series.ts';
import type { PanelSettings } from './settings.ts';

/** The model that the panel shows, with what theory says about it. */
export interface ShownModel {
  readonly document: DocumentMessage;
  readonly model: PanelModel;
  /** Index among the document's models. */
  readonly index: number;
  readonly label: string;
  readonly layers: readonly ShownLayer[];
  readonly schemes: readonly ShownScheme[];
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
export function shownModel(document: DocumentMessage, settings: PanelSettings): ShownModel | null {
  const labels = modelLabels(document.models);
  const index = Math.max(0, labels.indexOf(settings.model ?? ''));
  const model = document.models[index];
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
  const { comparison, input, batch } = settings;
  const shown = (role: SeriesRole, label: string, id: string | null): ShownScheme[] => {
    const scheme = schemes.find((known) => known.id === id);
    if (scheme === undefined) return [];
    const applied = applyScheme(graph, scheme);
    return [{ role, label, scheme: scheme.id, graph: applied, predicted: byLayer(predict(applied, { input, batch })) }];
  };
  return [
    ...shown('current', l10n.t('Current'), 'current'),
    ...shown('recommended', l10n.t('Recommended'), 'recommended'),
    ...shown('comparison', l10n.t('{0} everywhere', comparison ?? ''), comparison),
  ];
}
