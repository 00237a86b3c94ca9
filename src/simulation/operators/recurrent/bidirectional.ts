import type { Layer } from '../../../model/graph.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Operator, Tensor } from '../../operator.ts';
import { passOn, reverseSteps } from '../arrangement.ts';
import { merge as mergeElements } from '../broadcast.ts';
import { add, concatenate } from '../merge.ts';
import { asPart, inOrder, like, type MakePart } from '../parts.ts';

type Merge = Extract<Operation, { readonly kind: 'bidirectional' }>['merge'];

/** Two layers over the same steps, one of them from the end; the latter's steps are put into the input's order. */
export function bidirectional(
  parts: readonly [forward: Layer, backward: Layer],
  merge: Merge,
  input: Tensor,
  output: Tensor,
  make: MakePart<Layer>,
): Operator {
  const width = output.shape.at(-1) ?? 1;
  const units = merge === 'concatenate' ? width / 2 : width;
  const own = [...output.shape.slice(0, -1), units];
  const [ahead, back, turned] = [like(output, own), like(output, own), like(output, own)];
  const isSequence = own.length > 1;
  return inOrder(
    [
      asPart(parts[0], make(parts[0], input, ahead)),
      asPart(parts[1], make(parts[1], input, back)),
      isSequence ? reverseSteps(back, turned) : passOn(back, turned),
      merged(merge, [ahead, turned], output),
    ],
    [ahead, back, turned],
  );
}

/** Of two outputs that are not merged, the first is the one that counts. */
function merged(merge: Merge, outputs: readonly [Tensor, Tensor], output: Tensor): Operator {
  switch (merge) {
    case 'concatenate':
      return concatenate(-1, outputs, output);
    case 'sum':
      return add(outputs, output);
    case 'multiply':
      return mergeElements('multiply', outputs, output);
    case 'average':
      return mergeElements('average', outputs, output);
    case 'none':
      return passOn(outputs[0], output);
  }
}
