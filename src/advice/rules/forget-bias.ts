import { allLayers, type Layer, type Weight } from '../../model/graph.ts';
import { cellOf } from '../cells.ts';
import type { OfferedFix } from '../finding.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const forgetBias: Rule = {
  id: 'forget-bias',
  title: 'An LSTM whose forget gates start half closed',
  severities: ['info'],
  docs: docsOf('forget-bias'),
  check: (context) => {
    const found = allLayers(context.graph).flatMap((layer) => {
      const bias = halfClosed(layer);
      return bias === null || isDeliberate(context, layer) ? [] : [{ layer, bias, part: bias.option }];
    });
    return worstOfEachCall(found, () => 0).map(({ layer, bias }) => report(context, layer, bias));
  },
};

/** The bias of an LSTM whose forget gates get 0, as the others do; null for all else. */
function halfClosed(layer: Layer): Weight | null {
  const cell = cellOf(layer);
  const isLstm = cell?.kind === 'lstm' || cell?.kind === 'convLstm';
  if (!isLstm || cell.unitForgetBias) return null;
  const bias = layer.weights.find(({ role }) => role === 'bias');
  return bias?.initializer.spec.name === 'zeros' ? bias : null;
}

/** In code nobody writes `false` by chance; a saved file always says one or the other. */
function isDeliberate({ surface }: RuleContext, { source }: Layer): boolean {
  return surface === 'code' && source.options.unitForgetBias !== undefined;
}

function report({ dialect, surface }: RuleContext, layer: Layer, bias: Weight): Report {
  const option = surface === 'json' && layer.source.options.unitForgetBias === undefined ? JSON_OPTION : OPTION;
  const fix: OfferedFix = {
    title: `Set ${option} to true`,
    // Short sequences do without: nothing that is to be changed unasked.
    preferred: false,
    safe: true,
    fix: { kind: 'setOption', layer: layer.id, option, value: true },
  };
  const why = surface === 'code' ? `${dialect.label} starts the forget gates` : 'The forget gates start';
  return {
    layer,
    weight: bias,
    severity: 'info',
    concernsInitialValues: true,
    message: `${why} at 0.5: of what the cell remembers half is lost at every step, 0.1% is left after ten. ${fix.title}.`,
    span: layer.source.options[option]?.value ?? layer.source.name,
    fixes: [fix],
  };
}

const OPTION = 'unitForgetBias';
const JSON_OPTION = 'unit_forget_bias';
