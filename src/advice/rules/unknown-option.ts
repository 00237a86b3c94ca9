import { allLayers, isKernel, type Layer, type Weight } from '../../model/graph.ts';
import type { Problem } from '../../model/problem.ts';
import { type OfferedFix, SEVERITIES, type Severity } from '../finding.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

type UnknownOption = Extract<Problem, { kind: 'unknownOption' }>;

export const unknownOption: Rule = {
  id: 'unknown-option',
  title: 'The layer does not know an option',
  severities: ['error', 'warning', 'info', 'hint'],
  docs: docsOf('unknown-option'),
  check: (context) => {
    const unknown = allLayers(context.graph).flatMap((layer) =>
      layer.problems.flatMap((problem) =>
        problem.kind === 'unknownOption' && !isHalfTyped(layer, problem)
          ? [{ layer, problem, part: String(problem.span.start) }]
          : [],
      ),
    );
    return worstOfEachCall(unknown, ({ problem }) => -SEVERITIES.indexOf(severityOf(problem))).map(
      ({ layer, problem }) => report(context, layer, problem),
    );
  },
};

/** A key without a value yet, or one that stands for both: the name of an option may be on its way. */
function isHalfTyped({ source }: Layer, { written }: UnknownOption): boolean {
  const option = source.options[written];
  return option !== undefined && (option.value.start === option.key.start || option.value.start === option.value.end);
}

function report(context: RuleContext, layer: Layer, problem: UnknownOption): Report {
  const fixes = fixesOf(layer, problem);
  const remedy = fixes[0] === undefined ? '' : ` ${fixes[0].title}.`;
  return {
    layer,
    weight: weightOf(layer, problem),
    severity: severityOf(problem),
    concernsInitialValues: false,
    message: `This layer does not take \`${problem.written}\`: ${consequence(context, problem)}${remedy}`,
    span: problem.span,
    fixes,
  };
}

/** The weight whose initialiser, or whose activation, was meant: what else is wrong with it is this rule's doing. */
function weightOf(layer: Layer, { suggestion }: UnknownOption): Weight | null {
  const isMeant = ({ option, role }: Weight) => (suggestion === 'activation' ? isKernel(role) : option === suggestion);
  return layer.weights.find(isMeant) ?? null;
}

/** As loud as what is lost: a program that throws, an initialiser or activation that was meant, anything else. */
function severityOf({ consequence, suggestion }: UnknownOption): Severity {
  if (consequence === 'throws') return 'error';
  if (suggestion === null) return 'hint';
  return isInitializer(suggestion) || suggestion === 'activation' ? 'warning' : 'info';
}

function isInitializer(option: string): boolean {
  return /initializer$/i.test(option);
}

function consequence({ dialect }: RuleContext, { consequence, suggestion }: UnknownOption): string {
  if (consequence === 'throws') return `${dialect.label} throws when the layer is made.`;
  const instead = suggestion === null ? '' : `, and the default of \`${suggestion}\` is used`;
  return `${dialect.label} drops it without a word${instead}.`;
}

/** What was meant, if the layer does not have that already; else the option goes, which changes nothing that works. */
function fixesOf(layer: Layer, { written, suggestion, consequence }: UnknownOption): OfferedFix[] {
  const removal: OfferedFix = {
    title: `Remove ${written}`,
    preferred: false,
    safe: true,
    fix: { kind: 'removeOption', layer: layer.id, option: written },
  };
  if (suggestion === null || layer.source.options[suggestion] !== undefined) {
    return [{ ...removal, preferred: suggestion !== null || consequence === 'throws' }];
  }
  const renaming: OfferedFix = {
    title: `Rename ${written} to ${suggestion}`,
    preferred: true,
    // Another option than an initialiser's may change what the model computes.
    safe: isInitializer(suggestion),
    fix: { kind: 'renameOption', layer: layer.id, option: written, name: suggestion },
  };
  return [renaming, removal];
}
