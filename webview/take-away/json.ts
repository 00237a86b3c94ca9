import type { TrainingRun } from '../convergence/training-run.ts';
import { known } from '../series.ts';
import { provenance, type Report } from './report.ts';

/** All figures, unrounded; what is no number in JSON is written as text (`"Infinity"`, `"NaN"`). */
export function jsonOf(report: Report): string {
  const { document, model, verdict, settings, differences, layers, series, training } = report;
  const content = {
    document,
    model,
    verdict,
    provenance: provenance(report),
    settings: {
      seeds: settings.seeds,
      seed: settings.seed,
      batch: settings.batch,
      input: settings.input,
      inputScale: settings.scale,
    },
    // A large model is simulated with fewer examples than its settings ask for.
    examples: series.map(({ role, scheme, label, examples }) => ({ role, scheme, label, examples })),
    whatIf: differences.length === 0 ? null : { ...settings.whatIf, differences },
    layers: layers.map(({ id, name, description, line }) => ({
      id,
      name,
      description,
      line,
      series: series.map((each) => ({
        role: each.role,
        scheme: each.scheme,
        label: each.label,
        ...withoutId(known(each).get(id)),
      })),
    })),
    ...(training === null ? {} : { training: trainingOf(training) }),
  };
  const replace = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(content, replace, 2)}\n`;
}

/** The losses of every step, by choice of initialisers and seed. */
function trainingOf({ options, chance, state, schemes, losses }: TrainingRun) {
  return {
    options,
    state,
    lossOfBestConstantAnswer: chance,
    series: schemes.map(({ scheme, label }, i) => ({ scheme, label, losses: losses[i] ?? [] })),
  };
}

function withoutId<T extends { readonly id: string }>(statistics: T | undefined): Omit<T, 'id'> | null {
  if (statistics === undefined) return null;
  const { id: _, ...rest } = statistics;
  return rest;
}
