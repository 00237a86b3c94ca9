/** One use of a layer in the terms in which Keras's word and ours are compared; texts, so that differences print. */
export interface ComparableLayer {
  /** Name with the nested models around it, and the number of the use. */
  readonly label: string;
  /** Without batch; `?` for an open size, and for a shape that cannot be told. Null: not to be compared. */
  readonly shape: string | null;
  /** Of a first use, parts included; 0 for a further one. */
  readonly parameters: number;
  readonly inputs: readonly string[];
  /** Parts' included; null: not told. */
  readonly weights: readonly ComparableWeight[] | null;
  /** Nonlinearities of the layer or of its parts, in order; linear ones are left out. Null: not told. */
  readonly activations: readonly string[] | null;
  /** Whether the layer is code of somebody's own, of which a file tells no more than the name. */
  readonly isOwnCode: boolean;
}

export interface ComparableWeight {
  /** Role and shape. */
  readonly text: string;
  /** Null: not told. */
  readonly initializer: string | null;
}

export interface ComparableModel {
  readonly layers: readonly ComparableLayer[];
  readonly outputs: readonly string[];
}

/** Numbers the uses of layers of one name: `encoder`, `encoder#2`. */
export class Labels {
  private readonly uses = new Map<string, number>();

  next(name: string): { readonly label: string; readonly isFirst: boolean } {
    const use = (this.uses.get(name) ?? 0) + 1;
    this.uses.set(name, use);
    return { label: use === 1 ? name : `${name}#${use}`, isFirst: use === 1 };
  }
}

export function shapeText(shape: readonly (number | null)[]): string {
  return `[${shape.map((extent) => extent ?? '?').join(', ')}]`;
}

/** What differs, a sentence each; empty if the layers agree. What Keras does not tell is not compared. */
export function differences(ours: ComparableLayer, keras: ComparableLayer): string[] {
  const compared: [what: string, ours: string, keras: string][] = [
    ['inputs', String(ours.inputs), String(keras.inputs)],
  ];
  if (keras.shape !== null) compared.push(['shape', String(ours.shape), keras.shape]);
  if (keras.isOwnCode) compared.push(['own code', String(ours.isOwnCode), 'true']);
  else {
    compared.push(['parameters', String(ours.parameters), String(keras.parameters)]);
    const pairs = keras.weights === null ? [] : pairsOf(ours.weights ?? [], keras.weights);
    for (const [mine, theirs] of pairs) {
      const initializer = theirs?.initializer ?? null;
      const written = initializer === null ? '' : ` ${mine?.initializer}`;
      compared.push(['weight', `${mine?.text}${written}`, `${theirs?.text} ${initializer ?? ''}`.trimEnd()]);
    }
  }
  if (keras.activations !== null && !keras.isOwnCode) {
    compared.push(['activations', String(ours.activations), String(keras.activations)]);
  }
  return compared
    .filter(([, mine, theirs]) => mine !== theirs)
    .map(([what, mine, theirs]) => `${keras.label}: ${what} ${mine || 'none'}, Keras: ${theirs || 'none'}`);
}

/** Weights of the same text next to one another, whatever their order. */
function pairsOf(
  ours: readonly ComparableWeight[],
  keras: readonly ComparableWeight[],
): [ours: ComparableWeight | undefined, keras: ComparableWeight | undefined][] {
  const [mine, theirs] = [ours, keras].map((weights) => [...weights].sort((a, b) => compare(keyOf(a), keyOf(b))));
  const length = Math.max(ours.length, keras.length);
  return Array.from({ length }, (_, i) => [mine?.[i], theirs?.[i]]);
}

function keyOf({ text, initializer }: ComparableWeight): string {
  return `${text} ${initializer ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Class and arguments in one text, whatever the order of the arguments. */
export function initializerText(className: string, config: Readonly<Record<string, unknown>>): string {
  const written = Object.entries(config).sort(([a], [b]) => compare(a, b));
  return `${className} ${JSON.stringify(Object.fromEntries(written))}`;
}
