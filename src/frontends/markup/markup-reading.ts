import type { Fix } from '../../model/fix.ts';
import type { LayerId, ModelGraph, WeightRole } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import { contains, type Span, type TextEdit } from '../../model/text.ts';
import type { OptionInsertion, PositionInLayer, Reading, ValuePlace } from '../frontend.ts';
import { suppressionInBlock } from './suppression-edits.ts';

/** What one frontend read of a page's blocks: its scripts together, or one block of JSON. */
export interface BlockReading {
  readonly reading: Reading;
  /** Contents of the blocks; the first is where a comment for the whole file goes. */
  readonly blocks: readonly Span[];
}

/** One version of a page or component: what its blocks say, each answering for the places within it. */
export class MarkupReading implements Reading {
  readonly graphs: readonly ModelGraph[];
  readonly limits: readonly string[];
  private readonly text: string;
  private readonly parts: readonly BlockReading[];

  constructor(text: string, parts: readonly BlockReading[], limits: readonly string[]) {
    this.text = text;
    this.parts = parts;
    this.graphs = inOrder(parts.flatMap(({ reading }) => reading.graphs));
    this.limits = [...limits, ...new Set(parts.flatMap(({ reading }) => reading.limits))];
  }

  silences(graph: ModelGraph, layer: LayerId, rule: string): boolean {
    return this.partOf(graph)?.reading.silences(graph, layer, rule) === true;
  }

  /** None may leave its block: what is written above the first line of a script goes to the script's start. */
  edits(graph: ModelGraph, fix: Fix): readonly TextEdit[] | null {
    const part = this.partOf(graph);
    const edits = part?.reading.edits(graph, fix) ?? null;
    if (part === undefined || edits === null || edits.every((edit) => isWithin(edit, part.blocks))) return edits;
    return fix.kind === 'suppress' ? suppressionInBlock(this.text, part.blocks, graph, fix) : null;
  }

  spell(graph: ModelGraph, initializer: InitializerSpec): string | null {
    return this.partOf(graph)?.reading.spell(graph, initializer) ?? null;
  }

  positionAt(offset: number): PositionInLayer | null {
    return this.partAt(offset)?.reading.positionAt(offset) ?? null;
  }

  optionInsertion(offset: number, role: WeightRole, initializer: InitializerSpec): OptionInsertion | null {
    const part = this.partAt(offset);
    const insertion = part?.reading.optionInsertion(offset, role, initializer) ?? null;
    return part !== null && insertion !== null && isWithin(insertion.replace, part.blocks) ? insertion : null;
  }

  /** A constant of one script may come too late for another one, or be none of its names. */
  extraction(value: Span): readonly TextEdit[] | null {
    const part = this.partAt(value.start);
    const edits = part?.reading.extraction(value) ?? null;
    const block = part?.blocks.find((candidate) => contains(candidate, value.start));
    return block !== undefined && edits?.every((edit) => isWithin(edit, [block])) === true ? edits : null;
  }

  valueAt(offset: number): ValuePlace | null {
    return this.partAt(offset)?.reading.valueAt(offset) ?? null;
  }

  write(place: ValuePlace, value: InitializerSpec | string): string | null {
    return this.partOf(place.graph)?.reading.write(place, value) ?? null;
  }

  /** A graph with something changed in it is of the part that it was read in. */
  private partOf(graph: ModelGraph): BlockReading | undefined {
    return (
      this.parts.find(({ reading }) => reading.graphs.includes(graph)) ?? this.partAt(graph.span.start) ?? undefined
    );
  }

  private partAt(offset: number): BlockReading | null {
    return this.parts.find(({ blocks }) => blocks.some((block) => contains(block, offset))) ?? null;
  }
}

/** Models as they stand in the file; layers of no model last. */
function inOrder(graphs: readonly ModelGraph[]): ModelGraph[] {
  const isLoose = ({ kind }: ModelGraph) => kind === 'loose';
  const models = graphs.filter((graph) => !isLoose(graph)).sort((a, b) => a.span.start - b.span.start);
  return [...models, ...graphs.filter(isLoose)];
}

function isWithin({ start, end }: Span, blocks: readonly Span[]): boolean {
  return blocks.some((block) => block.start <= start && end <= block.end);
}
