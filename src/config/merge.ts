import type { Settings } from '../analyser.ts';
import type { ConfiguredOptions } from './options.ts';

/**
 * The settings of an analysis from all places where options are set, the weakest first.
 *
 * In the editor: the user's settings, the project file, the settings of the workspace and its folder. On the command
 * line: the project file, then what the line says.
 */
export function mergedSettings(places: readonly ConfiguredOptions[]): Settings {
  const { prefer, dialect, severity, assume, thresholds } = places.reduce(overridden, {});
  return {
    prefer: prefer ?? 'auto',
    dialect: dialect ?? 'auto',
    severities: severity ?? {},
    assume: assume ?? {},
    thresholds: thresholds ?? {},
  };
}

/** The stronger place counts option by option, within `severity`, `assume` and `thresholds` entry by entry. */
function overridden(weaker: ConfiguredOptions, stronger: ConfiguredOptions): ConfiguredOptions {
  return {
    ...weaker,
    ...stronger,
    severity: { ...weaker.severity, ...stronger.severity },
    assume: { ...weaker.assume, ...stronger.assume },
    thresholds: { ...weaker.thresholds, ...stronger.thresholds },
  };
}
