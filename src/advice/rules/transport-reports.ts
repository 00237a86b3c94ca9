import type { LayerId } from '../../model/graph.ts';
import { figure } from '../figure.ts';
import type { OfferedFix } from '../finding.ts';
import { activationLabel, initializerFixes, placeOf } from '../initializer-fixes.ts';
import { properInitializer } from '../proper-initializer.ts';
import { type Arrival, layersInARow, stacksOf } from '../stack.ts';
import { PREDICTED_LAYERS, SHALLOW_DEPTH } from '../thresholds.ts';
import { factorOf, type Transport, transportThrough } from '../transport.ts';
import type { Report, RuleContext } from './rule.ts';
import { severityOverStack } from './severity-over-stack.ts';
import { unstableLayers } from './unstable-activation.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

/** What a rule of this kind is about. */
export interface Course {
  readonly of: Transport['of'];
  readonly to: 'vanishes' | 'explodes';
}

/**
 * Stacks that lose or multiply what passes through them, for no reason that a more specific rule names: initialisers of a
 * wrong size count as mended, unstable activations as changing nothing. One report a stack, at the layer that does most.
 */
export function transportReports(context: RuleContext, course: Course): Report[] {
  if (context.graph.layers.length > PREDICTED_LAYERS) return [];
  const explained = new Set([...unstableLayers(context), ...keptByIdentity(context)]);
  const found = layersInARow(stacksOf(context)).flatMap((row) => {
    const transport = row.length > SHALLOW_DEPTH ? transportThrough(row, explained) : null;
    if (transport === null || transport.of !== course.of) return [];
    if ((course.to === 'vanishes') !== transport.left < 1) return [];
    return [{ layer: transport.chiefly.layer, part: 'kernel', transport, layers: row.length }];
  });
  return worstOfEachCall(found, ({ transport }) => factorOf(transport)).flatMap(({ transport, layers }) =>
    report(context, transport, layers),
  );
}

/**
 * Behind an identity a nonlinearity meets what an earlier one has shaped: relu after relu loses nothing, which moments of a
 * normal pre-activation cannot tell. Without one the gain says all.
 */
function keptByIdentity(context: RuleContext): LayerId[] {
  return stacksOf(context).arrivals.flatMap(({ layer, weight, activation }) =>
    weight.initializer.spec.name === 'identity' && activation.name !== 'linear' ? [layer.id] : [],
  );
}

function report(context: RuleContext, transport: Transport, layers: number): Report[] {
  const severity = severityOverStack(factorOf(transport), context.settings);
  if (severity === null) return [];
  const { layer, weight } = transport.chiefly;
  const { options, name } = layer.source;
  const offered = fixes(context, transport.chiefly);
  return [
    {
      layer,
      weight,
      severity,
      concernsInitialValues: true,
      message: `${whole(transport, layers)} ${share(context, transport)} ${remedy(transport.chiefly, offered)}`,
      span: options.activation?.value ?? weight.initializer.span ?? name,
      fixes: offered,
    },
  ];
}

function whole({ of, left, at }: Transport, layers: number): string {
  const over = `Over ${layers} layers in a row`;
  if (left === 0) return `${over} nothing is left of the ${of}, at ${at.name}.`;
  if (left < 1) return `${over} only ${figure(left)} of the ${of}'s second moment is left, at ${at.name}.`;
  if (!Number.isFinite(left)) return `${over} the ${of} overflows, at ${at.name}.`;
  return `${over} the ${of}'s second moment grows ${figure(left)}-fold, up to ${at.name}.`;
}

function share(context: RuleContext, { chiefly, share }: Transport): string {
  const { name } = chiefly.activation;
  const label = activationLabel(placeOf(context, chiefly.layer, chiefly.weight));
  const layer = name === 'linear' ? 'This layer' : `This layer, with ${label},`;
  if (share < 1) return `${layer} loses most: it passes on ${figure(share)}.`;
  return `${layer} adds most: it multiplies by ${figure(share)}.`;
}

function remedy({ weight: { initializer } }: Arrival, offered: readonly OfferedFix[]): string {
  const [first] = offered;
  if (first !== undefined) return `${first.title} in these layers; a normalisation in each or shortcuts help too.`;
  return initializer.spec.name === 'identity'
    ? 'An identity with gain 1 keeps it.'
    : 'A normalisation in each layer or shortcuts keep it, whatever the initialiser.';
}

/** What is recommended here, where that is not what is written: it mends this layer's share and no more. */
function fixes(context: RuleContext, { layer, weight }: Arrival): OfferedFix[] {
  const { spec } = weight.initializer;
  const proper = properInitializer(placeOf(context, layer, weight));
  const written = JSON.stringify(spec);
  // An identity is chosen for its structure.
  if (proper === null || spec.name === 'identity' || JSON.stringify(proper.initializer) === written) return [];
  return initializerFixes(context, layer, weight)
    .filter(({ fix }) => fix.kind !== 'setInitializer' || JSON.stringify(fix.initializer) !== written)
    .map((fix) => ({ ...fix, preferred: false }));
}
