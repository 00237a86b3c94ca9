import { distributionMean } from '../../model/distribution.ts';
import { allLayers, type Layer, type Weight } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';
import { figure } from '../figure.ts';
import type { OfferedFix } from '../finding.ts';
import { structureOf } from '../structure.ts';
import { USUAL_BIAS } from '../thresholds.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const nonzeroBias: Rule = {
  id: 'nonzero-bias',
  title: 'Biases of a hidden layer that do not start at 0',
  severities: ['info'],
  docs: docsOf('nonzero-bias'),
  check: (context) => {
    const structure = structureOf(context.graph);
    const found = allLayers(context.graph).flatMap((layer) => {
      const bias = layer.weights.find(({ role }) => role === 'bias');
      // The last layer's biases are its classes' prior probabilities, or a regression's mean.
      if (bias === undefined || !structure.isHidden(layer)) return [];
      const shift = shiftOf(bias);
      return Math.abs(shift) > USUAL_BIAS ? [{ layer, bias, shift, part: bias.option }] : [];
    });
    return worstOfEachCall(found, ({ shift }) => Math.abs(shift)).map(({ layer, bias, shift }) =>
      report(context, layer, bias, shift),
    );
  },
};

/** What every unit is shifted by on average; that of a forget gate is meant. */
function shiftOf({ shape, initializer: { sampled } }: Weight): number {
  const distribution = sampled.family === 'unitForgetBias' ? sampled.others : sampled;
  return distributionMean(distribution, sizes(shape)) ?? 0;
}

function report(context: RuleContext, layer: Layer, bias: Weight, shift: number): Report {
  const fix: OfferedFix = {
    title: `Set ${bias.option} to ${context.spell({ name: 'zeros' })}`,
    preferred: true,
    safe: true,
    fix: { kind: 'setInitializer', layer: layer.id, role: 'bias', initializer: { name: 'zeros' }, seed: null },
  };
  return {
    layer,
    weight: bias,
    severity: 'info',
    concernsInitialValues: true,
    message: `${context.spell(bias.initializer.spec)} shifts every unit of this hidden layer by ${figure(shift)} before it has seen an example, on top of a signal of about 1: the kernels alone break the symmetry between units, biases need not. ${fix.title}.`,
    span: bias.initializer.span ?? layer.source.name,
    fixes: [fix],
  };
}
