import type { Node } from 'jsonc-parser';
import type { DialectId } from '../../model/graph.ts';
import type { JsonModel } from './models.ts';
import { itemsOf, textIn, valueIn } from './tree.ts';

/** Who will load the model, told by the file: a file in TF.js's own format is TF.js's, whoever wrote the model first. */
export function dialectOf(model: JsonModel): DialectId {
  const around = objectsAround(model.object);
  const written = (name: string) => around.map((object) => textIn(object, name)).find((text) => text !== null) ?? '';
  const version = written('keras_version');
  if (around.some((object) => valueIn(object, 'modelTopology') !== null)) return 'tfjs';
  if (version.startsWith('tfjs') || written('backend') === 'tensor_flow.js') return 'tfjs';
  if (written('format') === 'layers-model' || /tfjs|TensorFlow\.js/.test(written('generatedBy'))) return 'tfjs';
  if (version !== '') return /^[3-9]/.test(version) ? 'keras3' : 'keras2';
  return model.layers.some(isKeras3) ? 'keras3' : 'keras2';
}

/** Keras 3 says of every object which module it comes from. */
function isKeras3(layer: Node): boolean {
  return valueIn(layer, 'module') !== null && valueIn(layer, 'registered_name') !== null;
}

/** The object and those that it lies in, innermost first. */
export function objectsAround(object: Node): Node[] {
  const around: Node[] = [];
  for (let node: Node | undefined = object; node !== undefined; node = node.parent) {
    if (node.type === 'object') around.push(node);
  }
  return around;
}

/** A sentence if the file carries trained weights for the model, else null. */
export function trainedWeights(model: JsonModel): string | null {
  const carries = objectsAround(model.object).some((object) => itemsOf(valueIn(object, 'weightsManifest')).length > 0);
  if (!carries) return null;
  return 'The file comes with trained weights (`weightsManifest`): initialisers matter only when the model is trained anew.';
}
