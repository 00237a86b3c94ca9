import { figure } from '../figure.ts';
import { meantFans } from '../meant-fans.ts';
import { fixedSpread } from './fixed-spread.ts';
import { docsOf, type Rule, type RuleContext } from './rule.ts';
import { scaleCause } from './scale-cause.ts';
import { type FaultyScale, scaleReports } from './scale-reports.ts';
import { varianceShare } from './variance-share.ts';

export const fixedScale: Rule = {
  id: 'fixed-scale',
  title: 'A spread of the weights that does not depend on how many inputs a unit has',
  severities: ['warning', 'info', 'hint'],
  docs: docsOf('fixed-scale'),
  check: (context) =>
    scaleReports(
      context,
      (faulty) => scaleCause(context, faulty) === 'fixed-scale',
      (faulty) => cause(context, faulty),
    ),
};

function cause(context: RuleContext, faulty: FaultyScale): string {
  const spread = fixedSpread(faulty);
  if (spread === null) return `${varianceShare(context, faulty)}.`;
  const { mean, deviation } = spread;
  const size = `a standard deviation of ${figure(deviation)}`;
  const is = mean === 0 ? size : `a mean of ${figure(mean)} and ${size}`;
  const inputs = meantFans(faulty.layer, faulty.weight).in;
  return `${varianceShare(context, faulty)}: it has ${is} whatever the fan-in, which is ${Number(inputs.toFixed(2))} here.`;
}
