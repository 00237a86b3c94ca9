import { allLayers, type Layer, type Weight } from '../../model/graph.ts';
import { unitsOf } from '../cells.ts';
import { SEVERITIES, type Severity } from '../finding.ts';
import { activationLabel, initializerFixes, initializerSpan, placeOf } from '../initializer-fixes.ts';
import { judgeSymmetry, type Symmetry } from '../symmetry.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const symmetricInitializer: Rule = {
  id: 'symmetric-initializer',
  title: 'Zeros or a constant keep the units of a layer copies of one another',
  severities: ['error', 'warning'],
  docs: docsOf('symmetric-initializer'),
  check: (context) => worstOfEachCall(constants(context), loudness).map((one) => report(context, one)),
};

interface Constant {
  readonly layer: Layer;
  readonly weight: Weight;
  readonly part: string;
  readonly symmetry: Symmetry;
}

const SEVERITY: Readonly<Record<Symmetry, Severity>> = {
  neverMoves: 'error',
  productOfZeros: 'error',
  staysCopies: 'error',
  startsAsCopies: 'warning',
  copiesUntilDropout: 'warning',
};

function constants({ graph }: RuleContext): Constant[] {
  return allLayers(graph).flatMap((layer) =>
    layer.weights.flatMap((weight) => {
      const symmetry = judgeSymmetry(graph, layer, weight);
      return symmetry === null ? [] : [{ layer, weight, part: weight.option, symmetry }];
    }),
  );
}

function loudness({ symmetry }: Constant): number {
  return -SEVERITIES.indexOf(SEVERITY[symmetry]);
}

function report(context: RuleContext, { layer, weight, symmetry }: Constant): Report {
  const fixes = initializerFixes(context, layer, weight);
  const remedy = fixes[0] === undefined ? '' : ` ${fixes[0].title}.`;
  return {
    layer,
    weight,
    severity: SEVERITY[symmetry],
    concernsInitialValues: true,
    message: `${consequence(context, layer, weight, symmetry)}${remedy}`,
    span: initializerSpan(layer, weight),
    fixes,
  };
}

function consequence(context: RuleContext, layer: Layer, weight: Weight, symmetry: Symmetry): string {
  const name = context.spell(weight.initializer.spec);
  const units = unitsOf(layer, weight);
  switch (symmetry) {
    case 'neverMoves': {
      const activation = activationLabel(placeOf(context, layer, weight));
      return `With ${name} every unit outputs 0, where ${activation} has slope 0: no gradient comes back, and this layer never learns.`;
    }
    case 'productOfZeros':
      return `With ${name} the projections of value and output are both 0, and each one's gradient is a multiple of the other: neither moves, and this layer passes nothing on.`;
    case 'staysCopies':
      return `With ${name} here and a constant kernel behind, all ${units} units get the same gradient: they stay copies of one another, and the layer learns one feature.`;
    case 'startsAsCopies':
      return `With ${name} all ${units} units start as copies of one another: only the random kernels behind tell them apart, and the layer learns slowly.`;
    case 'copiesUntilDropout':
      return `With ${name} here and a constant kernel behind, all ${units} units start as copies of one another: only dropout tells them apart, and the layer learns slowly.`;
  }
}
