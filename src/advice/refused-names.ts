import { allLayers, isKernel, type Layer, type Weight } from '../model/graph.ts';
import type { Problem } from '../model/problem.ts';
import type { OfferedFix } from './finding.ts';
import { initializerFixes } from './initializer-fixes.ts';
import { spelledInitializer } from './named-initializers.ts';
import type { Report, RuleContext } from './rules/rule.ts';
import { worstOfEachCall } from './rules/worst-of-each-call.ts';
import { wouldBeReported } from './rules/would-be-reported.ts';

type UnknownName = Extract<Problem, { kind: 'unknownName' }>;

/** Reports of the names that go wrong where `consequence` says: at run time, or when a saved file is loaded. */
export function refusedNames(context: RuleContext, consequence: UnknownName['consequence']): Report[] {
  const refused = allLayers(context.graph).flatMap((layer) =>
    layer.problems.flatMap((problem) =>
      problem.kind === 'unknownName' && problem.consequence === consequence
        ? [{ layer, problem, part: String(problem.span.start) }]
        : [],
    ),
  );
  return worstOfEachCall(refused, () => 0).map(({ layer, problem }) => report(context, layer, problem));
}

function report(context: RuleContext, layer: Layer, problem: UnknownName): Report {
  const weight =
    layer.weights.find(({ option }) => option === problem.option && problem.what === 'initializer') ?? null;
  const fixes = weight === null ? replaceName(layer, problem) : initializerNameFixes(context, layer, weight, problem);
  const remedy = fixes[0] === undefined ? '' : ` ${fixes[0].title}.`;
  return {
    layer,
    weight,
    severity: worksForNow(context, problem) ? 'hint' : 'error',
    concernsInitialValues: false,
    message: `${problem.detail}${consequence(context, problem)}${remedy}`,
    span: problem.span,
    fixes,
  };
}

/** In code only what is saved has to be loaded again: a name that runs there does until then. */
function worksForNow({ surface }: RuleContext, { consequence }: UnknownName): boolean {
  return surface === 'code' && consequence === 'unloadable';
}

function consequence(context: RuleContext, problem: UnknownName): string {
  if (worksForNow(context, problem)) return '';
  const { label } = context.dialect;
  return problem.consequence === 'throws'
    ? ` ${label} throws when the layer is made.`
    : ` ${label} cannot load this file.`;
}

function replaceName(layer: Layer, { option, written, suggestion }: UnknownName): OfferedFix[] {
  if (suggestion === null) return [];
  return [
    {
      title: suggestion === written ? `Write ${written} as a string` : `Replace ${written} by ${suggestion}`,
      preferred: true,
      // The framework refuses the name: nothing that works is changed.
      safe: true,
      fix: { kind: 'replaceName', layer: layer.id, option, name: suggestion },
    },
  ];
}

/** The name that was meant, if it suits the layer; else the proper initialiser first. */
function initializerNameFixes(context: RuleContext, layer: Layer, weight: Weight, problem: UnknownName): OfferedFix[] {
  const meant = replaceName(layer, problem);
  if (!isKernel(weight.role)) return meant;
  const spec = problem.suggestion === null ? null : spelledInitializer(problem.suggestion);
  const proper = initializerFixes(context, layer, weight);
  if (spec !== null && !wouldBeReported(context, layer, weight, spec)) {
    return [...meant, ...proper.map((fix) => ({ ...fix, preferred: false }))];
  }
  const isPreferred = proper.some(({ preferred }) => preferred);
  return [...proper, ...meant.map((fix) => ({ ...fix, preferred: !isPreferred }))];
}
