import type { Gaps } from './gaps.ts';
import type { JsonModel } from './models.ts';
import { isInput, type Member, type Nested, type Network, networkOf, type Source, type Use } from './network.ts';
import type { JsonNode } from './node.ts';
import type { Reference } from './references.ts';
import { textIn, valueIn } from './tree.ts';

/** One use of a model: the model read at the top, or one in a layer's place. */
export interface Instance {
  readonly network: Network;
  /** Names of the nested models around its layers, outermost first. */
  readonly scope: readonly string[];
  readonly distributed: boolean;
  /** Where it stands and what is handed to it; null at the top. */
  readonly outer: { readonly instance: Instance; readonly inputs: readonly Source[] } | null;
  /** What each layer's uses have become, by the layer's name. */
  readonly members: Map<string, { readonly first: number; readonly uses: readonly Placed[] }>;
}

/** A use of a layer: one in the plan, a model taken apart, or an input layer whose place something from outside takes. */
type Placed =
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

/** More layers than any model has; a model used ten times within one used ten times, and so on, has no end. */
const MAX_USES = 20_000;

/** Takes models apart, down to the uses of their layers. */
export class Unfolding {
  readonly uses: LayerUse[] = [];
  private readonly gaps: Gaps;
  private readonly networks = new Map<JsonModel['object'], Network>();

  constructor(gaps: Gaps) {
    this.gaps = gaps;
  }

  unfold(model: JsonModel): Instance {
    return this.instance({ model, distributed: false }, [], null);
  }

  private instance({ model, distributed }: Nested, scope: readonly string[], outer: Instance['outer']): Instance {
    const network = this.networks.get(model.object) ?? networkOf(model);
    this.networks.set(model.object, network);
    const instance: Instance = { network, scope, distributed, outer, members: new Map() };
    const lowest = lowestUses(network);
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

  private place(instance: Instance, member: Member, use: Use): Placed {
    if (member.nested !== null) {
      const written = textIn(member.nested.model.config, 'name');
      const inner = (member.nested.distributed ? null : written) ?? nameOf(member) ?? written;
      const scope = inner === null ? instance.scope : [...instance.scope, inner];
      return { kind: 'model', instance: this.instance(member.nested, scope, { instance, inputs: use.inputs }) };
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

/** The lowest number by which each layer's uses are named. */
function lowestUses({ members, outputs }: Network): Map<string, number> {
  const lowest = new Map<string, number>();
  const inputs = members.flatMap(({ uses }) => uses.flatMap((use) => use.inputs));
  for (const source of [...inputs, ...outputs]) {
    if (!('entering' in source)) lowest.set(source.name, Math.min(lowest.get(source.name) ?? source.use, source.use));
  }
  return lowest;
}

/** An output of a layer in the plan, with its shape where the reference to it says it. */
export interface Found {
  readonly key: number;
  readonly tensor: number;
  readonly shape: JsonNode | null;
}

/** How many models in a row may hand on what entered them. */
const MAX_HOPS = 100_000;

/**
 * The layer whose output a source is, through models that are taken apart; null, with a gap, if it cannot be found, and
 * undefined for what enters the model at the top.
 * @param by who refers to it, for the gap.
 */
export function follow(from: Instance, source: Source, by: string, gaps: Gaps): Found | null | undefined {
  let [instance, at, shape]: [Instance, Source, JsonNode | null] = [from, source, null];
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if ('entering' in at) {
      const { outer } = instance;
      if (outer === null) return undefined;
      const handed: Source | undefined = outer.inputs[at.entering];
      if (handed === undefined) {
        gaps.add(`The nested model \`${instance.scope.join('/')}\` is given fewer inputs than it takes.`);
        return null;
      }
      [instance, at] = [outer.instance, handed];
      continue;
    }
    shape ??= at.shape;
    const placed = find(instance, at);
    if (placed === undefined) {
      gaps.add(`\`${by}\` refers to a layer \`${at.name}\` that the file does not have.`);
      return null;
    }
    if (placed.kind === 'layer') return { key: placed.key, tensor: at.tensor, shape };
    if (placed.kind === 'input') at = { entering: placed.entering };
    else {
      const output: Reference | undefined = placed.instance.network.outputs[at.tensor];
      if (output === undefined) {
        gaps.add(`The nested model \`${at.name}\` has no output ${at.tensor + 1}.`);
        return null;
      }
      [instance, at] = [placed.instance, output];
    }
  }
  gaps.add('Nested models hand their inputs on to one another in a circle.');
  return null;
}

/** Files number uses from 0, and those of nested models, which count their own making as a use, from 1. */
function find(instance: Instance, { name, use }: Reference): Placed | undefined {
  const member = instance.members.get(name);
  if (member === undefined) return undefined;
  const { first, uses } = member;
  return uses[use - first] ?? uses[0];
}
