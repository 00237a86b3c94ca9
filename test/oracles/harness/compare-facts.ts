import { isDeepStrictEqual } from 'node:util';
import { type LayerFacts, type ModelFacts, type PartFacts, parametersOf, type WeightFacts } from './facts.ts';

/** The text that a reading and a recording tell places of. */
export interface Source {
  /** In words, for messages. */
  locate(place: number): string;
  /** Whether two places name the same call. */
  isSame(read: number, real: number): boolean;
}

/** In which ways a reading differs from the framework's own model, in words; empty if it does not. */
export function differences(read: ModelFacts, real: ModelFacts, source: Source): string[] {
  if (read.layers.length !== real.layers.length) {
    return [`layers: ${listed(read, source)} read, ${listed(real, source)} in truth`];
  }
  const found = read.layers.flatMap((layer, index) => {
    const truth = real.layers[index];
    return truth === undefined ? [] : layerDifferences(layer, truth, `layer ${index}`, source);
  });
  if (!isDeepStrictEqual(read.outputs, real.outputs)) found.push(told('outputs', read.outputs, real.outputs));
  if (found.length === 0 && real.parameters !== null && read.parameters !== real.parameters) {
    found.push(told('parameters of the whole model', read.parameters, real.parameters));
  }
  return found;
}

function listed({ layers }: ModelFacts, source: Source): string {
  const names = layers.map(
    ({ operation, place }) => `${operation.kind}${place === null ? '' : `@${source.locate(place)}`}`,
  );
  return `${layers.length} (${names.join(' ')})`;
}

function layerDifferences(read: LayerFacts, real: LayerFacts, label: string, source: Source): string[] {
  const found = partDifferences(read, real, label, source);
  for (const field of ['inputs', 'sharedWith'] as const) {
    if (!isDeepStrictEqual(read[field], real[field])) found.push(told(`${label}: ${field}`, read[field], real[field]));
  }
  return found;
}

function partDifferences(read: PartFacts, real: PartFacts, label: string, source: Source): string[] {
  const where = `${label} (${real.operation.kind}${real.place === null ? '' : `, ${source.locate(real.place)}`})`;
  const found: string[] = [];
  const say = (what: string, ours: unknown, theirs: unknown) => found.push(told(`${where}: ${what}`, ours, theirs));
  if (real.place !== null && (read.place === null || !source.isSame(read.place, real.place))) {
    say('place', read.place === null ? 'none' : source.locate(read.place), source.locate(real.place));
  }
  if (real.name !== null && read.name !== real.name) say('name', read.name, real.name);
  if (!isDeepStrictEqual(read.operation, real.operation)) say('operation', read.operation, real.operation);
  if (!isDeepStrictEqual(read.activation, real.activation)) say('activation', read.activation, real.activation);
  // What a class of the user's own makes of a shape is in its code.
  const isOwnClass = real.weights === null && read.outputShape === null;
  if (!isOwnClass && !sameShape(read.outputShape, real.outputShape))
    say('output shape', read.outputShape, real.outputShape);
  if (real.trainable !== null && read.trainable !== real.trainable) say('trainable', read.trainable, real.trainable);
  if (real.weights === null) return found;
  found.push(...weightDifferences(read, real, where));
  if (read.parts.length !== real.parts.length) say('number of parts', read.parts.length, real.parts.length);
  read.parts.forEach((part, index) => {
    const truth = real.parts[index];
    if (truth !== undefined) found.push(...partDifferences(part, truth, `${label}, part ${index}`, source));
  });
  return found;
}

function weightDifferences(read: PartFacts, real: PartFacts, where: string): string[] {
  const found: string[] = [];
  const roles = ({ weights }: PartFacts) => (weights ?? []).map(({ role }) => role).sort();
  if (!isDeepStrictEqual(roles(read), roles(real))) found.push(told(`${where}: weights`, roles(read), roles(real)));
  for (const weight of read.weights ?? []) {
    const truth = real.weights?.find(({ role }) => role === weight.role);
    if (truth === undefined) continue;
    const kept = truth.preset === null ? { ...weight, preset: null } : weight;
    if (!sameWeight(kept, truth)) found.push(told(`${where}: ${weight.role}`, kept, truth));
  }
  if (found.length === 0 && parametersOf(read) !== parametersOf(real)) {
    found.push(told(`${where}: parameters`, parametersOf(read), parametersOf(real)));
  }
  return found;
}

function sameWeight(read: WeightFacts, real: WeightFacts): boolean {
  return sameShape(read.shape, real.shape) && isDeepStrictEqual({ ...read, shape: [] }, { ...real, shape: [] });
}

/** A size that the framework leaves open may be known, or be assumed, in the reading. */
function sameShape(read: PartFacts['outputShape'], real: PartFacts['outputShape']): boolean {
  if (real === null || read === null) return real === read;
  return read.length === real.length && real.every((size, i) => size === null || size === read[i]);
}

function told(what: string, read: unknown, real: unknown): string {
  return `${what}: ${JSON.stringify(read)} read, ${JSON.stringify(real)} in truth`;
}
