import type { Fix } from '../model/fix.ts';
import type { LayerId, SiteId, WeightRole } from '../model/graph.ts';
import type { Span } from '../model/text.ts';
import type { RuleId } from './rule-id.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** One thing to mend, reported once a site with the worst layer's figures. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Plain sentences with the figure and the remedy. */
  readonly message: string;
  /** The graph's index in the reading and its name. */
  readonly graph: { readonly index: number; readonly name: string };
  readonly layer: LayerId;
  readonly site: SiteId;
  readonly weight: WeightRole | null;
  readonly span: Span;
  /** Best first; the first preferred one is what fix-all takes if it is safe. */
  readonly fixes: readonly OfferedFix[];
}

export interface OfferedFix {
  readonly title: string;
  /** It truly resolves the finding. At most one a finding. */
  readonly preferred: boolean;
  /** It changes only initial values, or an option that the framework drops or refuses. Only such are applied by fix-all. */
  readonly safe: boolean;
  readonly fix: Fix;
}

/** In the order of the text; where two are shown at one place the worse one comes first. */
export function byPlace(a: Finding, b: Finding): number {
  const [first, second] = [SEVERITIES.indexOf(a.severity), SEVERITIES.indexOf(b.severity)];
  return a.span.start - b.span.start || a.span.end - b.span.end || first - second;
}
