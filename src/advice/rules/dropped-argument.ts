import { allLayers, type Layer } from '../../model/graph.ts';
import type { Problem } from '../../model/problem.ts';
import type { OfferedFix } from '../finding.ts';
import { docsOf, type Report, type Rule } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

type DroppedArgument = Extract<Problem, { kind: 'droppedArgument' }>;

export const droppedArgument: Rule = {
  id: 'dropped-argument',
  title: 'The framework takes an argument and uses another value',
  severities: ['info'],
  docs: docsOf('dropped-argument'),
  check: ({ graph }) => {
    const dropped = allLayers(graph).flatMap((layer) =>
      layer.problems.flatMap((problem) =>
        problem.kind === 'droppedArgument' ? [{ layer, problem, part: String(problem.span.start) }] : [],
      ),
    );
    return worstOfEachCall(dropped, () => 0).map(({ layer, problem }) => report(layer, problem));
  },
};

function report(layer: Layer, problem: DroppedArgument): Report {
  return {
    layer,
    weight: null,
    severity: 'info',
    concernsInitialValues: isInitializers(layer, problem),
    message: `\`${problem.argument}\` has no effect as it is written here. ${problem.detail}`,
    span: problem.span,
    fixes: removal(layer, problem),
  };
}

/** An initialiser's argument, or an initialiser itself, as against an option that changes what the layer computes. */
function isInitializers({ source }: Layer, { argument }: DroppedArgument): boolean {
  return source.options[argument] === undefined || /initializer$/i.test(argument);
}

/** A layer's own option can go; an argument within an initialiser may be meant otherwise. */
function removal(layer: Layer, { argument, span }: DroppedArgument): OfferedFix[] {
  const own = layer.source.options[argument]?.whole;
  if (own === undefined || own.start !== span.start || own.end !== span.end) return [];
  const fix = { kind: 'removeOption', layer: layer.id, option: argument } as const;
  return [{ title: `Remove ${argument}`, preferred: true, safe: true, fix }];
}
