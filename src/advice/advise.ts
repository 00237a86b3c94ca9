import type { Dialect, Surface } from '../dialects/dialect.ts';
import { isKernel, type ModelGraph } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import { deviationsIn } from './deviation.ts';
import { byPlace, type Finding, SEVERITIES, type Severity } from './finding.ts';
import { RULES } from './rules/index.ts';
import type { Report, Rule, RuleContext } from './rules/rule.ts';
import type { AdviceSettings } from './settings.ts';

/** A graph with what its file adds: its place among the file's graphs, and how the file writes. */
export interface Subject {
  readonly graph: ModelGraph;
  readonly index: number;
  readonly dialect: Dialect;
  readonly surface: Surface;
  /** An initialiser as the file would write it; null if it cannot. */
  spell(initializer: InitializerSpec): string | null;
}

/** What every rule finds in one graph, in the order of the text. */
export function advise(subject: Subject, settings: AdviceSettings): Finding[] {
  const { graph, dialect, surface } = subject;
  const context: RuleContext = {
    graph,
    dialect,
    surface,
    settings,
    deviations: deviationsIn(graph, dialect, settings),
    spell: (spec) => subject.spell(spec) ?? `\`${spec.name}\``,
  };
  const findings = heard(RULES.flatMap((rule) => rule.check(context).map((report) => ({ rule, report })))).flatMap(
    ({ rule, report }) => {
      const severity = severityOf(rule, report, graph, settings);
      return severity === 'off' ? [] : [finding(subject, rule, report, severity)];
    },
  );
  return findings.sort(byPlace);
}

interface Said {
  readonly rule: Rule;
  readonly report: Report;
}

/**
 * One cause is reported once: about one call's weight the loudest report is heard, among equals that of the most
 * specific rule, which stands first.
 */
function heard(said: readonly Said[]): Said[] {
  const about = new Map<string, Said>();
  const alone: Said[] = [];
  for (const one of said) {
    const { layer, weight, severity } = one.report;
    if (weight === null) {
      alone.push(one);
      continue;
    }
    const key = `${layer.site} ${weight.option}`;
    const known = about.get(key);
    const isLouder = known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known.report.severity);
    if (isLouder) about.set(key, one);
  }
  return [...about.values(), ...alone];
}

/** What the user sets counts; trained weights replace the initial ones, so that advice on these is at most a hint. */
function severityOf(rule: Rule, report: Report, graph: ModelGraph, { severities }: AdviceSettings): Severity | 'off' {
  const set = severities[rule.id];
  if (set === 'off') return set;
  if (report.concernsInitialValues && graph.trained !== null) return 'hint';
  return set ?? report.severity;
}

const MOST_NAMED = 2;

/** Figures that rest on sizes which the file does not tell say so. */
function assumedSizes({ unknowns }: ModelGraph, { weight, concernsInitialValues }: Report): string {
  const sizes = unknowns.flatMap(({ name, assumed }) => (assumed === null ? [] : [`${name} = ${assumed}`]));
  // What is said of biases holds for any size.
  if (weight === null || !isKernel(weight.role) || !concernsInitialValues || sizes.length === 0) return '';
  const more = sizes.length > MOST_NAMED ? ` and ${sizes.length - MOST_NAMED} more` : '';
  return ` The file does not tell all sizes; assumed: ${sizes.slice(0, MOST_NAMED).join(', ')}${more}.`;
}

function finding({ graph, index }: Subject, rule: Rule, report: Report, severity: Severity): Finding {
  const { layer, weight, span, fixes, message, concernsInitialValues } = report;
  const trained =
    concernsInitialValues && graph.trained !== null
      ? ' The weights are trained: this matters only if it is trained anew.'
      : '';
  return {
    rule: rule.id,
    severity,
    message: `${message}${assumedSizes(graph, report)}${trained}`,
    graph: { index, name: graph.name },
    layer: layer.id,
    site: layer.site,
    weight: weight?.role ?? null,
    span,
    fixes,
  };
}
