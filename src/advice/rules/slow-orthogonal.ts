import { allLayers, type Layer, type Weight } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';
import { cellOf } from '../cells.ts';
import { figure } from '../figure.ts';
import type { OfferedFix } from '../finding.ts';
import { SECONDS_PER_ORTHOGONAL_STEP, SLOW_SECONDS, WASM_SHARE } from '../thresholds.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const slowOrthogonal: Rule = {
  id: 'slow-orthogonal',
  title: 'An orthogonal kernel so large that making it takes long',
  severities: ['info'],
  docs: docsOf('slow-orthogonal'),
  check: (context) => {
    if (context.dialect.id !== 'tfjs') return [];
    const found = allLayers(context.graph).flatMap((layer) =>
      layer.weights.flatMap((weight) => {
        const seconds = secondsOf(weight);
        return seconds < SLOW_SECONDS ? [] : [{ layer, weight, seconds, part: weight.option }];
      }),
    );
    return worstOfEachCall(found, ({ seconds }) => seconds).map(({ layer, weight, seconds }) =>
      report(context, layer, weight, seconds),
    );
  },
};

/** TensorFlow.js decomposes the larger side's square matrix: time grows with its square times the smaller side. */
function secondsOf({ shape, initializer }: Weight): number {
  if (initializer.sampled.family !== 'orthogonal') return 0;
  const [columns = 1, ...rows] = sizes(shape).reverse();
  const others = rows.reduce((a, b) => a * b, 1);
  const [smaller, larger] = [Math.min(columns, others), Math.max(columns, others)];
  return SECONDS_PER_ORTHOGONAL_STEP * larger ** 2 * smaller;
}

function report(context: RuleContext, layer: Layer, weight: Weight, seconds: number): Report {
  const { initializer, option, role, shape } = weight;
  const glorot = context.spell({ name: 'glorotNormal' });
  const fix: OfferedFix = {
    title: `Set ${option} to ${glorot}`,
    preferred: false,
    safe: true,
    fix: {
      kind: 'setInitializer',
      layer: layer.id,
      role,
      initializer: { name: 'glorotNormal' },
      seed: initializer.seed,
    },
  };
  const size = sizes(shape).join(' x ');
  const what = initializer.explicit ? 'Making an orthogonal kernel' : 'The default, an orthogonal kernel';
  return {
    layer,
    weight,
    severity: 'info',
    concernsInitialValues: true,
    message: `${what} of ${size}, takes TensorFlow.js about ${figure(seconds)} s on its CPU backend and ${figure(seconds * WASM_SHARE)} s on WebAssembly, in which a page stands still. ${alternative(layer, glorot)}`,
    span: initializer.span ?? layer.source.name,
    fixes: [fix],
  };
}

function alternative(layer: Layer, glorot: string): string {
  return cellOf(layer) === null
    ? `${glorot} is made at once.`
    : `${glorot} is made at once, and gates do well with it over tens of steps.`;
}
