import { isKernel, type Layer, type Weight } from '../../model/graph.ts';
import { factorBetween, figure } from '../figure.ts';
import type { OfferedFix, Severity } from '../finding.ts';
import { initializerFixes, initializerSpan } from '../initializer-fixes.ts';
import { limitsOf } from '../limits.ts';
import { findResidualGrowth, type ResidualGrowth } from '../residual-growth.ts';
import { structureOf } from '../structure.ts';
import { EXTREME_DEVIATION, PREDICTED_LAYERS } from '../thresholds.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { type FaultyScale, faultyScales, subject } from './scale-reports.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';
import { wouldBeReported } from './would-be-reported.ts';

export const unscaledResidual: Rule = {
  id: 'unscaled-residual',
  title: 'Residual branches as large as their shortcuts, with no normalisation',
  severities: ['warning', 'info'],
  docs: docsOf('unscaled-residual'),
  check: (context) => {
    if (context.graph.layers.length > PREDICTED_LAYERS) return [];
    const found = faultyScales(context).filter((faulty) => isUnscaledBranch(context, faulty));
    if (found.length === 0) return [];
    const growth = findResidualGrowth(context, found);
    if (growth === null || growth.excess < limitsOf(context.settings).harmful) return [];
    const parts = found.map((faulty) => ({ ...faulty, part: faulty.weight.option }));
    return worstOfEachCall(parts, ({ judged }) => judged.ratio).map(({ layer, weight }) =>
      report(context, layer, weight, growth),
    );
  },
};

/** Whether the kernel ends one of several residual branches in a row and gives it more than its share. */
export function isUnscaledBranch({ graph }: Pick<RuleContext, 'graph'>, { layer, judged }: FaultyScale): boolean {
  return structureOf(graph).branch(layer) !== null && judged.ratio > 1;
}

function report(context: RuleContext, layer: Layer, weight: Weight, growth: ResidualGrowth): Report {
  const fixes = [...initializerFixes(context, layer, weight), ...zeros(context, layer, weight)];
  const { blocks, perBlock, total, at } = growth;
  const remedy = fixes[0] === undefined ? '' : ` ${fixes[0].title}, or start these kernels at zeros.`;
  return {
    layer,
    weight,
    severity: severityOf(growth),
    concernsInitialValues: true,
    message: `${subject(context, weight)} makes the residual branch that ends here as large as what it is added to: ${blocks} such blocks in a row, with no normalisation, multiply the signal by ${figure(perBlock)} each, by ${figure(total)} up to ${at}.${remedy}`,
    span: initializerSpan(layer, weight),
    fixes,
  };
}

/** A few blocks grow by what an optimiser makes up for. */
function severityOf({ excess }: ResidualGrowth): Severity {
  return factorBetween(excess, 1) >= EXTREME_DEVIATION ? 'warning' : 'info';
}

/** Each block then begins as its shortcut (Zhang et al. 2019). */
function zeros(context: RuleContext, layer: Layer, weight: Weight): OfferedFix[] {
  if (!isKernel(weight.role) || wouldBeReported(context, layer, weight, { name: 'zeros' })) return [];
  const title = `Set ${weight.option} to ${context.spell({ name: 'zeros' })}`;
  const initializer = { name: 'zeros' } as const;
  const fix = { kind: 'setInitializer', layer: layer.id, role: weight.role, initializer, seed: null } as const;
  return [{ title, preferred: false, safe: true, fix }];
}
