import type { LayerTraits } from '../dialects/dialect.ts';
import type { Shape } from '../model/shape.ts';

/**
 * The shape of one of the outputs of a layer, counted from 0: its own, a further one, or a state that a recurrent layer
 * hands on.
 * @param stated what the file says of the outputs: it counts where the dialect cannot tell, and of further outputs, which
 *   Keras 3 does not always build as it computes them (scores of attention to another sequence).
 */
export function leavingShape(traits: LayerTraits, tensor: number, stated: readonly (Shape | null)[]): Shape | null {
  if (tensor === 0) return traits.outputShape ?? stated[0] ?? null;
  return stated[tensor] ?? traits.furtherShape ?? stateShape(traits);
}

/** All states of a cell have its units. */
function stateShape({ operation, parts }: LayerTraits): Shape | null {
  if (operation.kind === 'recurrent' || operation.kind === 'recurrentCell') {
    return operation.cell.kind === 'convLstm' ? null : [operation.cell.units];
  }
  const [part, ...others] = parts;
  const isSame = others.every((other) => unitsOf(other.traits) === (part === undefined ? null : unitsOf(part.traits)));
  return (operation.kind === 'bidirectional' || operation.kind === 'rnn') && part !== undefined && isSame
    ? stateShape(part.traits)
    : null;
}

function unitsOf({ operation }: LayerTraits): number | null {
  const isCell = operation.kind === 'recurrent' || operation.kind === 'recurrentCell';
  return isCell && operation.cell.kind !== 'convLstm' ? operation.cell.units : null;
}
