import type { Dialect, Surface } from '../../dialects/dialect.ts';
import type { Layer, ModelGraph, Weight } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { Span } from '../../model/text.ts';
import type { FindDeviations } from '../deviation.ts';
import type { OfferedFix, Severity } from '../finding.ts';
import type { RuleId } from '../rule-id.ts';
import type { AdviceSettings } from '../settings.ts';

/** One thing that can be wrong with a layer's initialisers: data, and a check that only reports. */
export interface Rule {
  readonly id: RuleId;
  /** What is wrong, in one line; the heading of the rule's page. */
  readonly title: string;
  /** How loud it may be where nothing is trained and nothing is set; worst first, as its page says. */
  readonly severities: readonly Severity[];
  /** Address of the rule's page. */
  readonly docs: string;
  check(context: RuleContext): readonly Report[];
}

export interface RuleContext {
  readonly graph: ModelGraph;
  readonly dialect: Dialect;
  readonly surface: Surface;
  readonly settings: AdviceSettings;
  readonly deviations: FindDeviations;
  /** An initialiser as the file would write it. */
  spell(initializer: InitializerSpec): string;
}

/** What a rule says about one layer; reports of one written call become one finding. */
export interface Report {
  readonly layer: Layer;
  readonly weight: Weight | null;
  readonly severity: Severity;
  /** Whether it goes away once trained weights are loaded. */
  readonly concernsInitialValues: boolean;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly OfferedFix[];
}

/** Where the project's documentation can be read. */
const SITE = 'https://github.com/init-lens/init-lens/blob/main';

export function docsOf(rule: RuleId): string {
  return `${SITE}/docs/rules/${rule}.md`;
}
