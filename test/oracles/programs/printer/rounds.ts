import { isDeepStrictEqual } from 'node:util';
import type { LayerPlan, PlanValue } from '../plan.ts';
import type { Bindings } from './options.ts';
import { writeValue } from './values.ts';
import type { Writer } from './writer.ts';

/** A block of layers with what changes from round to round. */
export interface Rounds {
  readonly block: readonly LayerPlan[];
  readonly count: number;
  readonly varying: readonly Varying[];
}

export interface Varying {
  /** Index in the block. */
  readonly layer: number;
  readonly option: string;
  readonly values: readonly PlanValue[];
}

export function roundsOf(rounds: readonly (readonly LayerPlan[])[]): Rounds {
  const [block = []] = rounds;
  const varying = block.flatMap((layer, index) =>
    Object.keys(layer.options).flatMap((option): Varying[] => {
      const values = rounds.map((round) => round[index]?.options[option] ?? null);
      return values.every((value) => isDeepStrictEqual(value, values[0])) ? [] : [{ layer: index, option, values }];
    }),
  );
  return { block, count: rounds.length, varying };
}

/** How a loop over the rounds is headed, and what stands for the varying options inside. */
export interface Loop {
  /** An expression for the list that is gone through; null for a loop that counts. */
  readonly list: string | null;
  /** The loop variable, or the pattern that takes the item apart. */
  readonly item: string;
  /** The counter's name. */
  readonly index: string;
  readonly usesIndex: boolean;
  /** For every layer of the block. */
  readonly bindings: readonly Bindings[];
}

/** @param mayCount whether the rounds may be counted instead of listed. */
export function planLoop(writer: Writer, { block, count, varying }: Rounds, mayCount: boolean): Loop {
  const { dice } = writer;
  const index = writer.fresh(dice.pick(['index', 'n', 'k', 'round']));
  const bindings = block.map(() => new Map<string, string>());
  let usesIndex = false;
  const listed: { name: string; values: readonly PlanValue[]; bind: (expression: string) => void }[] = [];
  for (const { layer, option, values } of varying) {
    const bind = (expression: string) => bindings[layer]?.set(option, expression);
    if (option === 'inputShape' || option === 'batchInputShape') {
      const shape = writeValue(writer, values[0] ?? null, 'shape');
      bind(`${index} === 0 ? ${shape} : ${dice.pick(['undefined', 'null'])}`);
      usesIndex = true;
      continue;
    }
    const counted = mayCount || option === 'name' ? byIndex(writer, values, index) : null;
    if (counted !== null) {
      bind(counted);
      usesIndex = true;
    } else listed.push({ name: writer.fresh(option), values, bind });
  }
  const only = listed[0];
  if (only === undefined) return { list: null, item: index, index, usesIndex, bindings };
  const items = (make: (round: number) => string) =>
    listOf(
      writer,
      Array.from({ length: count }, (_, i) => make(i)),
    );
  const value = (values: readonly PlanValue[], round: number) => writeValue(writer, values[round] ?? null, 'size');
  if (listed.length === 1 && dice.chance(0.7)) {
    only.bind(only.name);
    return { list: items((round) => value(only.values, round)), item: only.name, index, usesIndex, bindings };
  }
  const form = dice.pick(['object', 'tuple', 'whole'] as const);
  const whole = writer.fresh('item');
  for (const one of listed) one.bind(form === 'whole' ? `${whole}.${one.name}` : one.name);
  const names = listed.map(({ name }) => name);
  if (form === 'tuple') {
    const list = items((round) => `[${listed.map(({ values }) => value(values, round)).join(', ')}]`);
    return { list, item: `[${names.join(', ')}]`, index, usesIndex, bindings };
  }
  const list = items(
    (round) => `{ ${listed.map(({ name, values }) => `${name}: ${value(values, round)}`).join(', ')} }`,
  );
  return { list, item: form === 'object' ? `{ ${names.join(', ')} }` : whole, index, usesIndex, bindings };
}

/** The list that is gone through, in one of the ways to come by one. */
function listOf(writer: Writer, items: readonly string[]): string {
  const { dice } = writer;
  const plain = (list: readonly string[]) => `[${list.join(', ')}]`;
  const [first = '', ...rest] = items;
  if (dice.chance(0.7)) return writer.constantOrHere('items', plain(items));
  return dice.pick([
    () => `${writer.constantOrHere('items', plain([...items, first]))}.slice(0, ${items.length})`,
    () => `[...${writer.constantOrHere('items', plain(items))}]`,
    () => `[${first}].concat(${plain(rest)})`,
    () => `${plain([...items].reverse())}.reverse()`,
    () => `Array.from(${plain(items)})`,
    () => `${plain(items)}.map((one) => one)`,
    () => `Object.values({ ${items.map((item, i) => `k${i}: ${item}`).join(', ')} })`,
    () => `[${first}, ...${writer.constantOrHere('more', plain(rest))}]`,
    () => `${plain([...items, 'null'])}.filter((one) => one !== null)`,
    () => `Object.freeze(${plain(items)})`,
  ])();
}

/** A formula in the round's number that gives the values; null if none is at hand. */
function byIndex(writer: Writer, values: readonly PlanValue[], index: string): string | null {
  const { dice } = writer;
  const [first, second] = values;
  if (typeof first === 'number' && typeof second === 'number') {
    const step = second - first;
    const isLinear = values.every((value, i) => value === first + step * i);
    if (!isLinear || !dice.chance(0.6)) return null;
    return dice.pick([`${first} + ${index} * ${step}`, `${first} + ${step} * ${index}`]);
  }
  if (typeof first !== 'string' || typeof second !== 'string') return null;
  const stem = first.endsWith('0') ? first.slice(0, -1) : null;
  if (stem !== null && values.every((value, i) => value === `${stem}${i}`)) {
    return dice.pick([`\`${stem}\${${index}}\``, `${writer.text(stem)} + ${index}`]);
  }
  const isTwo = values.every((value, i) => value === (i === 0 ? first : second));
  return isTwo && dice.chance(0.5) ? `${index} === 0 ? ${writer.text(first)} : ${writer.text(second)}` : null;
}
