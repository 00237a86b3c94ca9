/** Documentation addresses (docs/rules/ID.md), settings and suppressions depend on these names. */
export const RULE_IDS = [
  'symmetric-initializer',
  'activation-mismatch',
  'fixed-scale',
  'uncorrected-truncation',
  'wrong-fans',
  'unscaled-residual',
  'unstable-activation',
  'vanishing-signal',
  'exploding-signal',
  'vanishing-gradient',
  'exploding-gradient',
  'selu-conditions',
  'unknown-name',
  'unloadable-name',
  'unknown-option',
  'dropped-argument',
  'shared-seed',
  'forget-bias',
  'nonzero-bias',
  'needless-bias',
  'slow-orthogonal',
] as const;

export type RuleId = (typeof RULE_IDS)[number];
