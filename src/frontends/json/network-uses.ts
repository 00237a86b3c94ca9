import type { Gaps } from './gaps.ts';
import type { JsonModel } from './models.ts';
import { isInput, type Member, type Nested, type Network, networkOf, type Source, type Use } from './network.ts';
import { textIn, valueIn } from './tree.ts';

/** One use of a model: the model read at the top, or one in a layer's place. */
export interface Instance {
  readonly network: Network;
  /** Names of the nested models around its layers, outermost first. */
  readonly scope: readonly string[];
  /** What runs its layers at each time step; null for a model by itself. */
  readonly wrapper: Nested['wrapper'];
  /** Where it stands and what is handed to it; null at the top, and where nothing is. */
  readonly outer: { readonly instance: Instance; readonly inputs: readonly Source[] } | null;
  /** What each layer's uses have become, by the layer's name. */
  readonly members: Map<string, { readonly first: number; readonly uses: readonly Placed[] }>;
}

/** A use of a layer: one in the plan, a model taken apart, or an input layer whose place something from outside takes. */
export type Placed =
  | { readonly kind: 'layer'; readonly key: number }
  | { readonly kind: 'model'; readonly instance: Instance }
  | { readonly kind: 'input'; readonly entering: number };

/** A layer's use that the plan takes up. */
export interface LayerUse {
  readonly key: number;
  readonly instance: Instance;
  readonly member: Member;
  readonly use: Use;
}

interface Known {
  readonly network: Network;
  /** The lowest number by which each layer's uses are named. */
  readonly lowest: ReadonlyMap<string, number>;
}

/** More layers than any model has; a model used ten times within one used ten times, and so on, has no end. */
const MAX_USES = 20_000;

/** Takes models apart, down to the uses of their layers. */
export class Unfolding {
  readonly uses: LayerUse[] = [];
  private readonly gaps: Gaps;
  private readonly networks = new Map<JsonModel['object'], Known>();

  constructor(gaps: Gaps) {
    this.gaps = gaps;
  }

  unfold(model: JsonModel): Instance {
    return this.instance({ model, wrapper: null }, [], null);
  }

  private instance({ model, wrapper }: Nested, scope: readonly string[], outer: Instance['outer']): Instance {
    const { network, lowest } = this.known(model);
    const instance: Instance = { network, scope, wrapper, outer, members: new Map() };
    for (const member of network.members) {
      if (this.uses.length > MAX_USES) {
        this.gaps.add(`The model has more than ${MAX_USES} layers: the others are left out.`);
        break;
      }
      const uses = member.uses.map((use) => this.place(instance, member, use));
      // A name that is given twice means its first bearer.
      if (!instance.members.has(member.name)) {
        const first = lowest.get(member.name) ?? 0;
        instance.members.set(member.name, { first: first >= 1 && member.nested !== null ? 1 : 0, uses });
      }
    }
    return instance;
  }

  /** A model that is used a hundred times is read once. */
  private known(model: JsonModel): Known {
    const before = this.networks.get(model.object);
    if (before !== undefined) return before;
    const network = networkOf(model);
    const known = { network, lowest: lowestUses(network) };
    this.networks.set(model.object, known);
    return known;
  }

  private place(instance: Instance, member: Member, use: Use): Placed {
    if (member.nested !== null) {
      const written = textIn(member.nested.model.config, 'name');
      const inner = (member.nested.wrapper === null ? written : null) ?? nameOf(member) ?? written;
      const scope = inner === null ? instance.scope : [...instance.scope, inner];
      // A model that nothing is handed to starts by itself, and so does the first of a stack without an input layer.
      const starts = use.inputs.every((source) => 'entering' in source && instance.outer === null);
      const outer = starts ? null : { instance, inputs: use.inputs };
      return { kind: 'model', instance: this.instance(member.nested, scope, outer) };
    }
    const entering = instance.network.inputs.findIndex(({ name }) => name === member.name);
    if (instance.outer !== null && entering >= 0 && isInput(member.layer)) return { kind: 'input', entering };
    const key = this.uses.length;
    this.uses.push({ key, instance, member, use });
    return { kind: 'layer', key };
  }
}

/** The name in the file: a layer of a sequential model goes by its place otherwise. */
function nameOf({ layer }: Member): string | null {
  return textIn(layer, 'name') ?? textIn(valueIn(layer, 'config'), 'name');
}

function lowestUses({ members, outputs }: Network): Map<string, number> {
  const lowest = new Map<string, number>();
  const inputs = members.flatMap(({ uses }) => uses.flatMap((use) => use.inputs));
  for (const source of [...inputs, ...outputs]) {
    if (!('entering' in source)) lowest.set(source.name, Math.min(lowest.get(source.name) ?? source.use, source.use));
  }
  return lowest;
}
