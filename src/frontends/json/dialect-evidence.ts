import type { DialectId } from '../../model/graph.ts';
import { classNameOf, type JsonModel } from './models.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { findProperty, itemsOf, propertiesOf, textIn, valueIn } from './tree.ts';

/** Who will load the model, told by the file: a file in TF.js's own format is TF.js's, whoever wrote the model first. */
export function dialectOf(model: JsonModel): DialectId {
  const around = objectsAround(model.object);
  const written = (...names: readonly string[]) =>
    around.map((object) => textIn(object, ...names)).find((text) => text !== null) ?? '';
  const version = written('keras_version', 'kerasVersion') || archiveVersion(around);
  if (around.some((object) => valueIn(object, 'modelTopology') !== null)) return 'tfjs';
  if (version.startsWith('tfjs') || written('backend') === 'tensor_flow.js') return 'tfjs';
  if (written('format') === 'layers-model' || /tfjs|TensorFlow\.js/.test(written('generatedBy'))) return 'tfjs';
  // Only TF.js writes its own spelling.
  if (findProperty(model.object, 'className') !== null) return 'tfjs';
  if (version !== '') return /^[3-9]|^\d{2}/.test(version) ? 'keras3' : 'keras2';
  return isKeras3(model) ? 'keras3' : 'keras2';
}

/** `metadata.json` beside `config.json`: how an archive is shown as one document. */
function archiveVersion(around: readonly JsonObject[]): string {
  const metadata = around.map((object) => valueIn(object, ARCHIVE.metadata)).find((found) => found !== null) ?? null;
  return textIn(metadata, 'keras_version') ?? '';
}

/** Names of an archive's files, which are the keys of the document that stands for it. */
export const ARCHIVE = { config: 'config.json', metadata: 'metadata.json' } as const;

/**
 * Keras 3 says of every object which module it comes from, as the last versions of Keras 2 do; but those give inputs a
 * `batch_input_shape` and list what calls a layer without naming its arguments.
 */
function isKeras3({ object, layers }: JsonModel): boolean {
  const configs = layers.map((layer) => valueIn(layer, 'config'));
  if (configs.some((config) => valueIn(config, 'batch_input_shape') !== null)) return false;
  if (configs.some((config) => valueIn(config, 'batch_shape') !== null)) return true;
  const calls = layers.flatMap((layer) => itemsOf(valueIn(layer, 'inbound_nodes')));
  if (calls.length > 0) return calls.some((call) => valueIn(call, 'args') !== null);
  return [object, ...layers].some((described) => findProperty(described, 'registered_name') !== null);
}

/** The object and those that it lies in, innermost first. */
function objectsAround(object: JsonObject): JsonObject[] {
  const around: JsonObject[] = [];
  for (let node: JsonNode | null = object; node !== null; node = node.parent) {
    if (node.kind === 'object') around.push(node);
  }
  return around;
}

/** A sentence if the file carries trained weights for the model, else null. */
export function trainedWeights(model: JsonModel): string | null {
  const around = objectsAround(model.object);
  if (around.some((object) => itemsOf(valueIn(object, 'weightsManifest')).length > 0))
    return trained('weightsManifest');
  const archive = around.find((object) => valueIn(object, ARCHIVE.config) !== null);
  const weights = propertiesOf(archive).find(({ name }) => name.includes('weights'));
  return weights === undefined ? null : trained(weights.name);
}

/** A sentence about an archive that holds no layers, since its model is a class that makes them; null for others. */
export function madeByCode(root: JsonNode): string | null {
  const className = classNameOf(valueIn(root, ARCHIVE.config));
  if (className === null) return null;
  return `The model of the archive is made by the code of its class \`${className}\`, which the archive does not hold.`;
}

function trained(where: string): string {
  return `The file comes with trained weights (\`${where}\`): initialisers matter only when the model is trained anew.`;
}
