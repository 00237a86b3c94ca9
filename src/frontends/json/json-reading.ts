import { dialects } from '../../dialects/index.ts';
import type { Fix } from '../../model/fix.ts';
import { type LayerId, layerById, type ModelGraph, type WeightRole } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import { contains, type TextEdit } from '../../model/text.ts';
import type { OptionInsertion, PositionInLayer, Reading, ValuePlace } from '../frontend.ts';
import { layerAt } from '../layer-at.ts';
import { jsonEdits } from './edits.ts';
import { jsonOptionInsertion } from './ghost-text.ts';
import type { JsonNode } from './node.ts';
import { isSilenced } from './suppressions.ts';
import { objectAt, valueIn } from './tree.ts';
import { jsonValueAt, writeJsonAt } from './value-at.ts';

/** One version of a JSON document, read; keeps its tree for edits. */
export class JsonReading implements Reading {
  readonly graphs: readonly ModelGraph[];
  readonly limits: readonly string[];
  private readonly text: string;
  private readonly roots: readonly JsonNode[];

  constructor(text: string, roots: readonly JsonNode[], graphs: readonly ModelGraph[], limits: readonly string[]) {
    this.text = text;
    this.roots = roots;
    this.graphs = graphs;
    this.limits = limits;
  }

  silences(graph: ModelGraph, layer: LayerId, rule: string): boolean {
    const source = layerById(graph, layer)?.source;
    return source !== undefined && isSilenced(this.roots, source.call, rule);
  }

  edits(graph: ModelGraph, fix: Fix): readonly TextEdit[] | null {
    return jsonEdits(this.text, this.roots, graph, dialects[graph.dialect], fix);
  }

  /** The class name, with its arguments where they matter: how people speak of what the object says at length. */
  spell(graph: ModelGraph, initializer: InitializerSpec): string | null {
    const spelling = dialects[graph.dialect].spellInitializer(initializer, null, 'json');
    if (spelling === null || spelling.kind === 'name') return spelling === null ? null : `"${spelling.name}"`;
    const args = spelling.arguments.filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
    return args.length === 0 ? `"${spelling.name}"` : `"${spelling.name}" (${args.join(', ')})`;
  }

  positionAt(offset: number): PositionInLayer | null {
    const found = layerAt(this.graphs, offset);
    if (found === null) return null;
    const { graph, layer } = found;
    const at = (where: PositionInLayer['where'], option: string | null = null) => ({
      graph,
      layer: layer.id,
      where,
      option,
    });
    for (const [option, { value }] of Object.entries(layer.source.options)) {
      if (value.start <= offset && offset < value.end) return at('value', option);
    }
    if (contains(layer.source.name, offset)) return at('name');
    const object = objectAt(this.roots, layer.source.call);
    const config = object === null ? null : valueIn(object, 'config');
    return at(config !== null && config.start < offset && offset < config.end ? 'options' : 'other');
  }

  optionInsertion(offset: number, role: WeightRole, initializer: InitializerSpec): OptionInsertion | null {
    const found = layerAt(this.graphs, offset);
    const option = found?.layer.weights.find((weight) => weight.role === role)?.option;
    const object = found === null ? null : objectAt(this.roots, found.layer.source.call);
    if (found === null || option === undefined || object === null) return null;
    const dialect = dialects[found.graph.dialect];
    return jsonOptionInsertion(this.text, object, found.layer, option, initializer, dialect, offset);
  }

  /** JSON has no names for values. */
  extraction(): null {
    return null;
  }

  valueAt(offset: number): ValuePlace | null {
    return jsonValueAt(this.text, this.roots, this.graphs, offset);
  }

  write(place: ValuePlace, value: InitializerSpec | string): string | null {
    return writeJsonAt(this.text, this.roots, place, value);
  }
}
