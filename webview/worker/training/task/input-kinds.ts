import { type Layer, layerById, type ModelGraph } from '../../../../src/model/graph.ts';
import { sizes } from '../../../../src/model/shape.ts';

/** What an input of the model is fed with. */
export interface InputKind {
  /** Of one example. */
  readonly shape: readonly number[];
  /** Whole numbers from `first` to below `end`; null for real numbers. */
  readonly tokens: { readonly first: number; readonly end: number } | null;
}

/** Where nothing says how many different whole numbers an input takes. */
const FEW_TOKENS = 10;

export function inputKind(graph: ModelGraph, input: Layer): InputKind {
  const shape = sizes(input.outputShape ?? []);
  const tables = tablesBehind(graph, input.id);
  const isInteger = input.operation.kind === 'input' && input.operation.integer;
  if (tables.length === 0 && !isInteger) return { shape, tokens: null };
  const end = tables.length === 0 ? FEW_TOKENS : Math.min(...tables.map(({ inputDim }) => inputDim));
  // 0 would be skipped as padding.
  const first = end > 1 && tables.some(({ maskZero }) => maskZero) ? 1 : 0;
  return { shape, tokens: { first, end } };
}

const PASSES: ReadonlySet<string> = new Set(['reshape', 'flatten', 'permute', 'masking', 'cropping']);

interface Table {
  readonly inputDim: number;
  readonly maskZero: boolean;
}

function tablesBehind(graph: ModelGraph, id: string): Table[] {
  return graph.layers.flatMap((layer) => {
    if (!layer.inputs.includes(id)) return [];
    const found = tableOf(layer);
    if (found !== null) return [found];
    return PASSES.has(layer.operation.kind) && layerById(graph, layer.id) !== undefined
      ? tablesBehind(graph, layer.id)
      : [];
  });
}

function tableOf({ operation, parts }: Layer): Table | null {
  if (operation.kind === 'embedding') return operation;
  const [part] = parts;
  return part === undefined ? null : tableOf(part);
}
