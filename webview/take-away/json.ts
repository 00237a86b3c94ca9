import { known } from '../series.ts';
import { provenance, type Report } from './report.ts';

/** All figures, unrounded; what is no number in JSON is written as text (`"Infinity"`, `"NaN"`). */
export function jsonOf(report: Report): string {
  const { document, model, verdict, settings, differences, layers, series } = report;
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
  };
  const replace = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(content, replace, 2)}\n`;
}

function withoutId<T extends { readonly id: string }>(statistics: T | undefined): Omit<T, 'id'> | null {
  if (statistics === undefined) return null;
  const { id: _, ...rest } = statistics;
  return rest;
}
