import * as l10n from '@vscode/l10n';
import type { ModelFinding } from '../../src/model/diagnosis.ts';
import type { LayerId } from '../../src/model/graph.ts';
import type { StatisticsByLayer } from '../series.ts';
import type { ShownModel } from '../shown-model.ts';
import { distance, isHealthy } from '../verdict.ts';
import type { GroupEffect } from './blame.ts';
import { initialiserCause } from './cause.ts';
import { type Course, courseOf, type Judged, misled } from './extremes.ts';
import { concernsSignal, LEVELS, type Level, levelOf, worstLevel } from './levels.ts';
import { structuralFindings, structureOf } from './structure.ts';
import { figuresOf, headlineOf, healthyFigures, lowerFirst } from './words.ts';

/** What one look has to tell about a model. */
export interface Verdict {
  readonly level: Level;
  /** Without a full stop. */
  readonly headline: string;
  /** Clauses that go on behind the headline and a colon; empty if there is nothing to measure. */
  readonly figures: string;
  /** Sentences; empty where nothing is wrong, null as long as it is being found. */
  readonly cause: string | null;
  /** Further, separate problems, the worst first. */
  readonly also: readonly AlsoLine[];
  /** How many more there are. */
  readonly more: number;
}

/** Findings of one rule besides the headline's. */
export interface AlsoLine {
  readonly level: Level;
  readonly text: string;
  readonly places: readonly { readonly layer: LayerId; readonly line: number }[];
}

const MOST_ALSO = 3;

/** The signal is easier to grasp: the gradient comes first only where it is clearly worse, as in the advice. */
const CLEARLY_WORSE = 2;

/**
 * What becomes of signal and gradient under the file's initialisers, why, and what else is wrong.
 * @param current statistics of what the file says, simulated as far as they are.
 * @param recommended the same under the recommended initialisers.
 * @param effects asked for where initialisers are to blame; null as long as they are being predicted.
 */
export function diagnose(
  shown: ShownModel,
  current: StatisticsByLayer,
  recommended: StatisticsByLayer,
  effects: () => readonly GroupEffect[] | null,
): Verdict {
  const { graph, findings } = shown.model;
  const signal = courseOf(graph, current, 'forward');
  const gradient = courseOf(graph, current, 'backward');
  const courses = [signal, gradient];
  const [spoilt, ...alsoSpoilt] = worseFirst(
    courses.map((course) => misled(course, courseOf(graph, recommended, course.direction))),
  );
  if (spoilt !== undefined) {
    const ill = [spoilt, ...alsoSpoilt] as const;
    const { cause, explained } = initialiserCause(shown, { ill, current, recommended }, effects());
    return verdictOn(findings, ill, cause, explained);
  }
  const ill = worseFirst(courses.map(({ worst }) => (worst === null || isHealthy(worst.ratio) ? null : worst)));
  const [worst] = ill;
  const known = worst === undefined ? [] : structuralFindings(findings, worst);
  const [told] = known;
  if (told !== undefined) return verdictOn(findings, ill, l10n.t('Cause: {0}', lowerFirst(told.message)), known);
  const figures = worst === undefined ? healthyFigures(signal, gradient) : figuresOf(ill);
  const [loudest] = [...findings].sort(byLevel).filter((finding) => isLoud(levelOf(finding)));
  if (loudest !== undefined) {
    const others = findings.filter(({ rule }) => rule !== loudest.rule);
    return {
      level: levelOf(loudest),
      headline: loudest.title,
      figures,
      cause: loudest.message,
      ...alsoLines(others),
    };
  }
  if (worst === undefined) return { ...allWell(signal, figures), ...alsoLines(findings) };
  const { cause, isDepth } = structureOf(graph, current, recommended, worst);
  const level = isDepth ? 'info' : 'good';
  const headline = isDepth ? headlineOf(ill) : l10n.t('No initialiser to mend');
  return { level, headline, figures, cause, ...alsoLines(findings) };
}

/** As loud as what the Problems view says of it: what is silenced there, or is a hint, is no warning here. */
function verdictOn(
  findings: readonly ModelFinding[],
  ill: readonly Judged[],
  cause: string | null,
  explained: readonly ModelFinding[],
): Verdict {
  const told = worstLevel(findings.filter(concernsSignal));
  return {
    level: told === null || told === 'good' ? 'info' : told,
    headline: headlineOf(ill),
    figures: figuresOf(ill),
    cause,
    ...alsoLines(findings.filter((finding) => !explained.includes(finding))),
  };
}

function allWell({ worst }: Course, figures: string): Pick<Verdict, 'level' | 'headline' | 'figures' | 'cause'> {
  const isMeasured = worst !== null;
  return {
    level: 'good',
    headline: isMeasured ? l10n.t('Signal and gradient stay healthy') : l10n.t('This model has no hidden layer'),
    figures: isMeasured ? figures : l10n.t('the input meets the output layer at once'),
    cause: '',
  };
}

function worseFirst(judged: readonly (Judged | null)[]): Judged[] {
  const ill = judged.flatMap((each) => each ?? []);
  const [first, second] = ill;
  if (first === undefined || second === undefined) return ill;
  return distance(second.ratio) > distance(first.ratio) + Math.log10(CLEARLY_WORSE) ? [second, first] : ill;
}

function alsoLines(findings: readonly ModelFinding[]): Pick<Verdict, 'also' | 'more'> {
  const byRule = new Map<string, ModelFinding[]>();
  for (const finding of findings.filter((each) => levelOf(each) !== 'good')) {
    byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  }
  const lines = [...byRule.values()].flatMap((group): AlsoLine[] => {
    const [worst] = [...group].sort(byLevel);
    if (worst === undefined) return [];
    const places = group.map(({ layer, line }) => ({ layer, line }));
    return [{ level: levelOf(worst), text: worst.title, places }];
  });
  lines.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return { also: lines.slice(0, MOST_ALSO), more: Math.max(0, lines.length - MOST_ALSO) };
}

function byLevel(a: ModelFinding, b: ModelFinding): number {
  return LEVELS.indexOf(levelOf(a)) - LEVELS.indexOf(levelOf(b));
}

function isLoud(level: Level): boolean {
  return level === 'error' || level === 'warning';
}

/** The verdict as one text, for charts, summaries and who does not see it. */
export function verdictText({ headline, figures, cause }: Verdict): string {
  const first = l10n.t('{0}: {1}.', headline, figures);
  return cause === null || cause === '' ? first : `${first} ${cause}`;
}
