import type * as tf from '@tensorflow/tfjs';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { differences, type Source } from './compare-facts.ts';
import { factsOfGraph } from './graph-facts.ts';
import type { RecordedModel, Recording } from './recorder.ts';
import { factsOfModel, type Writing } from './tfjs-facts.ts';

/** Lines and columns from 1, as editors show them. */
export function sourceOf(text: string): Source {
  const locate = (place: number) => {
    const before = text.slice(0, place).split('\n');
    return `line ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
  return {
    locate,
    isSame(read, real) {
      // A factory that is looked up (`layers[kind]`) has no name of its own; the engine then tells its bracket.
      if (/[\w$]/.test(text.charAt(real)) && !text.slice(read).startsWith('[')) return read === real;
      return text.slice(read, real).includes('\n') === false;
    },
  };
}

export function writingOf({ places, names }: Recording): Writing {
  return { placeOf: (layer) => places.get(layer) ?? null, nameOf: (layer) => names.get(layer) ?? null };
}

/**
 * In which ways the graphs read from a text differ from the models that its program made: every graph must be one of
 * the models made at the same place, and every model that is no layer of another must be among the graphs.
 * @param named models that stand for graphs of layers that the file itself makes no model of, by the graph's name.
 */
export function disagreements(
  text: string,
  graphs: readonly ModelGraph[],
  recording: Recording,
  named: Readonly<Record<string, tf.LayersModel>> = {},
): string[] {
  const source = sourceOf(text);
  const { locate } = source;
  const writing = writingOf(recording);
  const built = recording.models.filter(({ model }) => isBuilt(model));
  const compared = (graph: ModelGraph, { model }: RecordedModel) =>
    differences(factsOfGraph(graph), factsOfModel(model, writing), source);
  const found: string[] = [];
  const read = graphs.filter(({ kind }) => kind !== 'loose');
  for (const [name, model] of Object.entries(named)) {
    const graph = graphs.find((candidate) => candidate.name === name);
    if (graph === undefined) found.push(`${name} is not read`);
    else found.push(...compared(graph, { model, place: 0 }).map((way) => `${name}: ${way}`));
  }
  for (const graph of read) {
    if (graph.name in named) continue;
    const here = madeAt(graph, built);
    if (here.length === 0) found.push(`${graph.name} (${locate(graph.span.start)}): read, but never made`);
    const ways = here.map((made) => compared(graph, made)).sort((a, b) => a.length - b.length);
    found.push(...(ways[0] ?? []).map((way) => `${graph.name}: ${way}`));
  }
  for (const made of built) {
    if (isWithinAnother(made.model, recording.models)) continue;
    const here = read.filter((graph) => madeAt(graph, built).includes(made));
    if (here.some(({ name }) => name in named)) continue;
    if (here.some((graph) => compared(graph, made).length === 0)) continue;
    if (here.length === 0) found.push(`a model made at ${locate(made.place)} is not read`);
    else found.push(`a model made at ${locate(made.place)} is read otherwise`);
  }
  return found;
}

/** A graph that was read, and a model that the program made of the same layers. */
export interface Pair {
  readonly graph: ModelGraph;
  readonly model: tf.LayersModel;
}

/** For every graph that agrees with a model made at its place, or one that stands for it, the first such model. */
export function agreeingPairs(
  text: string,
  graphs: readonly ModelGraph[],
  recording: Recording,
  named: Readonly<Record<string, tf.LayersModel>> = {},
): Pair[] {
  const source = sourceOf(text);
  const writing = writingOf(recording);
  const built = recording.models.filter(({ model }) => isBuilt(model));
  return graphs
    .filter(({ kind, name }) => kind !== 'loose' || name in named)
    .flatMap((graph) => {
      const standing = named[graph.name];
      const models = standing === undefined ? madeAt(graph, built).map(({ model }) => model) : [standing];
      const facts = factsOfGraph(graph);
      const model = models.find((made) => differences(facts, factsOfModel(made, writing), source).length === 0);
      return model === undefined ? [] : [{ graph, model }];
    });
}

/** The models that the graph's call made: it may be called many times, and its arguments may make other models. */
function madeAt({ span }: ModelGraph, models: readonly RecordedModel[]): RecordedModel[] {
  const inside = models.filter(({ place }) => place >= span.start && place < span.end);
  const first = Math.min(...inside.map(({ place }) => place));
  return inside.filter(({ place }) => place === first);
}

/** Whether the model knows what enters it; a sequential one without an input shape does not. */
function isBuilt(model: tf.LayersModel): boolean {
  return Array.isArray(model.outputs) && model.outputs.length > 0;
}

function isWithinAnother(model: tf.LayersModel, models: readonly RecordedModel[]): boolean {
  return models.some((other) => other.model !== model && isBuilt(other.model) && other.model.layers.includes(model));
}
