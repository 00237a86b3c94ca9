import type { Gaps } from './gaps.ts';
import type { Source } from './network.ts';
import type { Instance, Placed } from './network-uses.ts';
import type { JsonNode } from './node.ts';
import type { Reference } from './references.ts';

/** An output of a layer in the plan, with its shape where the reference to it says it. */
export interface Found {
  readonly key: number;
  readonly tensor: number;
  readonly shape: JsonNode | null;
}

/** How many models in a row may hand on what entered them, and how often that may be followed in one model. */
const MAX_HOPS = 10_000;
const MAX_ALL_HOPS = 2_000_000;

/** Finds the layers that references mean, through the models that are taken apart. */
export class Follower {
  private readonly gaps: Gaps;
  private hops = 0;

  constructor(gaps: Gaps) {
    this.gaps = gaps;
  }

  /**
   * The layer whose output a source is; null, with a gap, if it cannot be found, and undefined for what enters the model
   * at the top.
   * @param by who refers to it, for the gap.
   */
  follow(from: Instance, source: Source, by: string): Found | null | undefined {
    let [instance, at, shape]: [Instance, Source, JsonNode | null] = [from, source, null];
    for (let hops = 0; hops < MAX_HOPS && this.hops < MAX_ALL_HOPS; hops++) {
      this.hops++;
      if ('entering' in at) {
        const { outer } = instance;
        if (outer === null) return undefined;
        const handed: Source | undefined = outer.inputs[at.entering];
        if (handed === undefined) {
          return this.gap(`The nested model \`${instance.scope.join('/')}\` is given fewer inputs than it takes.`);
        }
        [instance, at] = [outer.instance, handed];
        continue;
      }
      shape ??= at.shape;
      const placed = find(instance, at);
      if (placed === undefined) {
        return this.gap(`\`${by}\` refers to a layer \`${at.name}\` that the file does not have.`);
      }
      if (placed.kind === 'layer') return { key: placed.key, tensor: at.tensor, shape };
      if (placed.kind === 'input') {
        at = { entering: placed.entering };
        continue;
      }
      const output: Reference | undefined = placed.instance.network.outputs[at.tensor];
      if (output === undefined) return this.gap(`The nested model \`${at.name}\` has no output ${at.tensor + 1}.`);
      [instance, at] = [placed.instance, output];
    }
    return this.gap('Nested models hand their inputs on to one another in a circle, or too often to be followed.');
  }

  private gap(sentence: string): null {
    this.gaps.add(sentence);
    return null;
  }
}

/** Files number uses from 0, and those of nested models, which count their own making as a use, from 1. */
function find(instance: Instance, { name, use }: Reference): Placed | undefined {
  const member = instance.members.get(name);
  if (member === undefined) return undefined;
  const { first, uses } = member;
  return uses[use - first] ?? uses[0];
}
