import * as l10n from '@vscode/l10n';
import { countedMagnitudes, type Magnitudes, magnitudeQuantile } from '../../src/model/magnitudes.ts';
import { figure, percentage } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import type { Series } from '../series.ts';

/** What a layer's ridges show, in words: half of the sizes, and the share of zeros, a sentence a series. */
export function readout(layer: ShownLayer, series: readonly Series[]): string {
  const sentences = series.flatMap(({ label, simulated }) => {
    const statistics = simulated?.get(layer.id);
    if (statistics === undefined) return [];
    const { forward, backward } = statistics;
    return [l10n.t('{0}: outputs {1}; gradients {2}.', label, spread(forward.magnitudes), spread(backward.magnitudes))];
  });
  return [`${layer.name} (${layer.description}).`, ...sentences].join(' ');
}

/** `half below 0.67, 50% are 0`. */
function spread(magnitudes: Magnitudes | null): string {
  const middle = magnitudes === null ? null : magnitudeQuantile(magnitudes, 0.5);
  if (magnitudes === null || middle === null) return l10n.t('unknown');
  const all = countedMagnitudes(magnitudes);
  // Half of the sizes below 0 would say what the share of zeros says.
  const half = middle === 0 ? null : l10n.t('half below {0}', figure(middle));
  const zeros = magnitudes.zeros === 0 ? null : l10n.t('{0} are 0', percentage(magnitudes.zeros / all));
  const lost = magnitudes.nonFinite === 0 ? null : l10n.t('{0} are not finite', percentage(magnitudes.nonFinite / all));
  return [half, zeros, lost].filter((part) => part !== null).join(', ');
}
