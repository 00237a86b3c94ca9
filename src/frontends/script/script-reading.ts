import type { Dialect } from '../../dialects/dialect.ts';
import type { Fix } from '../../model/fix.ts';
import type { Layer, LayerId, ModelGraph, WeightRole } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import { contains, type Span, type TextEdit } from '../../model/text.ts';
import type { OptionInsertion, PositionInLayer, Reading, ValuePlace } from '../frontend.ts';
import { type ScriptSource, scriptEdits } from './edits.ts';
import type { EmbeddedModels } from './embedded-models.ts';
import { extractInitializer } from './extract.ts';
import { optionInsertion } from './ghost-text.ts';
import { optionsLiteral } from './options-text.ts';
import type { Scope } from './scopes.ts';
import type { ScriptModels } from './script-models.ts';
import { namespaceAt, writeInitializer } from './spelling.ts';
import { plainStyle, styleOf } from './style.ts';
import { nodeAt, type SyntaxNode } from './syntax.ts';
import { valueAt, writeAt } from './value-at.ts';

interface Parts {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly scope: Scope;
  readonly models: ScriptModels;
  readonly limits: readonly string[];
  readonly dialect: Dialect;
  readonly embedded: EmbeddedModels;
}

/** One version of a script, read; keeps its syntax tree for edits. */
export class ScriptReading implements Reading {
  readonly limits: readonly string[];
  private readonly source: ScriptSource;
  private readonly embedded: EmbeddedModels;
  private ordered: readonly ModelGraph[] | null = null;
  /** What the file calls the initialisers' namespace, found when it is first asked for. */
  private namespace: string | null = null;

  constructor(parts: Parts) {
    this.embedded = parts.embedded;
    this.limits = parts.limits;
    this.source = { ...parts, style: styleOf(parts.text, parts.root, plainStyle(parts.text)) };
  }

  get graphs(): readonly ModelGraph[] {
    this.ordered ??= inOrder(this.source.models.graphs, this.embedded.graphs);
    return this.ordered;
  }

  /** JSON within a script keeps its own key; all else is silenced by comments. */
  silences(graph: ModelGraph, layer: LayerId, rule: string): boolean {
    return this.embedded.has(graph) && this.embedded.reading.silences(graph, layer, rule);
  }

  edits(graph: ModelGraph, fix: Fix): readonly TextEdit[] | null {
    // A whole file is silenced by its own kind of comment.
    const isFileWide = fix.kind === 'suppress' && fix.layer === null;
    if (this.embedded.has(graph) && !isFileWide) return this.embedded.edits(graph, fix);
    return scriptEdits(this.source, graph, fix);
  }

  spell(graph: ModelGraph, initializer: InitializerSpec): string | null {
    if (this.embedded.has(graph)) return this.embedded.reading.spell(graph, initializer);
    const spelling = this.source.dialect.spellInitializer(initializer, null, 'code');
    this.namespace ??= namespaceAt(this.source.text, null, this.source.scope) ?? 'tf.initializers';
    return spelling === null ? null : writeInitializer(spelling, this.source.style, null, this.namespace);
  }

  positionAt(offset: number): PositionInLayer | null {
    const found = this.source.models.layerAt(offset);
    if (found === null) return this.embedded.reading.positionAt(offset);
    const { graph, layer } = found;
    const at = (where: PositionInLayer['where'], option: string | null = null): PositionInLayer => ({
      graph,
      layer: layer.id,
      where,
      option,
    });
    // What is written at the call is not the layer's options.
    if (layer.source.elsewhere !== null) return at(contains(layer.source.name, offset) ? 'name' : 'other');
    const option = this.optionAt(layer, offset);
    if (option !== null) return at('value', option);
    if (contains(layer.source.name, offset)) return at('name');
    const call = nodeAt(this.source.root, layer.source.call, 'call_expression');
    const literal = call === null ? null : optionsLiteral(call);
    return at(literal !== null && literal.start < offset && offset <= literal.end ? 'options' : 'other');
  }

  optionInsertion(offset: number, role: WeightRole, initializer: InitializerSpec): OptionInsertion | null {
    const own = optionInsertion(this.source, offset, role, initializer);
    return own ?? this.embedded.optionInsertion(offset, role, initializer);
  }

  extraction(value: Span): readonly TextEdit[] | null {
    return extractInitializer(this.source, value);
  }

  valueAt(offset: number): ValuePlace | null {
    return valueAt(this.source, offset) ?? this.embedded.valueAt(offset);
  }

  write(place: ValuePlace, value: InitializerSpec | string): string | null {
    if (this.embedded.has(place.graph)) return this.embedded.write(place, value);
    return writeAt(this.source, place, value);
  }

  /** The option whose value holds the offset; right behind a value counts where the value can still grow. */
  private optionAt(layer: Layer, offset: number): string | null {
    for (const [option, { key, value }] of Object.entries(layer.source.options)) {
      if (value.start === key.start) continue;
      if (value.start <= offset && offset < value.end) return option;
      if (offset === value.end && this.canGrow(value)) return option;
      // Nothing typed yet behind the colon.
      if (value.start === value.end && value.end < offset && this.isBlank(value.end, offset)) return option;
    }
    return null;
  }

  private isBlank(from: number, to: number): boolean {
    return this.source.text.slice(from, to).trim() === '';
  }

  private canGrow(value: Span): boolean {
    return value.start === value.end || /[\w$.]$/.test(this.source.text.slice(value.start, value.end));
  }
}

/** Both kinds of models as they stand in the file, layers of no model last. */
function inOrder(built: readonly ModelGraph[], described: readonly ModelGraph[]): readonly ModelGraph[] {
  if (described.length === 0) return built;
  const isLoose = ({ kind }: ModelGraph) => kind === 'loose';
  const models = [...built.filter((graph) => !isLoose(graph)), ...described];
  return [...models.sort((a, b) => a.span.start - b.span.start), ...built.filter(isLoose)];
}
