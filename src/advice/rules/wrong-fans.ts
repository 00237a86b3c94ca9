import type { Layer, Weight } from '../../model/graph.ts';
import { meantFans } from '../meant-fans.ts';
import { wronglyFannedAttention } from './attention-fans.ts';
import { docsOf, type Rule, type RuleContext } from './rule.ts';
import { scaleCause } from './scale-cause.ts';
import { type FaultyScale, scaleReports } from './scale-reports.ts';
import { varianceShare } from './variance-share.ts';

export const wrongFans: Rule = {
  id: 'wrong-fans',
  title: 'The framework divides by fans that the kernel does not have',
  severities: ['warning', 'info', 'hint'],
  docs: docsOf('wrong-fans'),
  check: (context) => [
    ...scaleReports(
      context,
      (faulty) => scaleCause(context, faulty) === 'wrong-fans',
      (faulty) => cause(context, faulty),
    ),
    ...wronglyFannedAttention(context),
  ],
};

function cause(context: RuleContext, faulty: FaultyScale): string {
  const { layer, weight } = faulty;
  const meant = meantFans(layer, weight);
  const which = meant.in === weight.fans.in ? 'out' : 'in';
  return `${varianceShare(context, faulty)}: ${context.dialect.label} takes the fan-${which} of this ${kernelName(layer, weight)} to be ${weight.fans[which]}, which is ${meant[which]}.`;
}

function kernelName({ operation }: Layer, { role }: Weight): string {
  if (role === 'depthwise') return 'depthwise kernel';
  if (operation.kind === 'transposedConvolution') return 'transposed kernel';
  return operation.kind === 'convolution' ? 'grouped kernel' : 'kernel';
}
