import type { Layer, Weight } from '../model/graph.ts';
import type { InitializerName } from '../model/initializer.ts';
import type { Cell } from '../model/operation.ts';
import { elementCount } from '../model/shape.ts';

/** The recurrent cell whose weights stand in the layer; null for other layers. */
export function cellOf({ operation }: Layer): Cell | null {
  return operation.kind === 'recurrent' || operation.kind === 'recurrentCell' ? operation.cell : null;
}

/** Proper, or a deliberate choice: an orthogonal kernel of many units takes long to make. */
const USUAL: ReadonlySet<InitializerName> = new Set<InitializerName>(['orthogonal', 'glorotNormal', 'glorotUniform']);

/** Whether a cell's kernel has one of the initialisers that recurrent layers are usually given. */
export function isUsualInCell(layer: Layer, { initializer }: Weight): boolean {
  return cellOf(layer) !== null && USUAL.has(initializer.spec.name);
}

/** How many units the kernel feeds: those of one gate, of all heads, or of its last dimension. */
export function unitsOf(layer: Layer, { role, shape }: Weight): number {
  const cell = cellOf(layer);
  if (cell !== null) return cell.kind === 'convLstm' ? cell.filters : cell.units;
  return elementCount(role === 'query' || role === 'key' || role === 'value' ? shape.slice(1) : shape.slice(-1));
}
