import type { Value } from './values.ts';

/** A test that cannot be told, under the name of what it is about: `!deep` asks the same as `deep`. */
export interface OpenTest {
  readonly key: string;
  readonly negated: boolean;
}

export function openTest(written: string): OpenTest {
  let key = written;
  let negated = false;
  for (let bare = key.replace(/^!(?!=)/, ''); bare !== key; bare = key.replace(/^!(?!=)/, '')) {
    key = bare;
    negated = !negated;
  }
  const compared = /^(.+?) !== ?(.+)$/.exec(key);
  if (compared === null) return { key, negated };
  return { key: `${compared[1]} === ${compared[2]}`, negated: !negated };
}

/**
 * What is taken to be so in a branch whose test cannot be told: the same question has the same answer inside of it, and
 * what was compared with a value has that value.
 */
export class Suppositions {
  private readonly holds = new Map<string, boolean>();
  private readonly values = new Map<string, Value>();

  answer({ key, negated }: OpenTest): boolean | null {
    const holds = this.holds.get(key);
    return holds === undefined ? null : holds !== negated;
  }

  /** The value that something unknown was found equal to. */
  valueOf(name: string): Value | undefined {
    return this.values.get(name);
  }

  /** Something unknown has a value while `run` lasts. */
  with<T>(name: string, value: Value, run: () => T): T {
    const before = this.values.get(name);
    this.values.set(name, value);
    try {
      return run();
    } finally {
      restore(this.values, name, before);
    }
  }

  /** @param equal what is known to have which value, where the test is such a comparison and holds. */
  while<T>({ key, negated }: OpenTest, holds: boolean, equal: Equality | null, run: () => T): T {
    const before = this.holds.get(key);
    const valueBefore = equal === null ? undefined : this.values.get(equal.name);
    this.holds.set(key, holds !== negated);
    if (equal !== null) this.values.set(equal.name, equal.value);
    try {
      return run();
    } finally {
      restore(this.holds, key, before);
      if (equal !== null) restore(this.values, equal.name, valueBefore);
    }
  }
}

/** Something unknown, by its name, and the value that it is compared with. */
export interface Equality {
  readonly name: string;
  readonly value: Value;
}

function restore<T>(map: Map<string, T>, key: string, before: T | undefined): void {
  if (before === undefined) map.delete(key);
  else map.set(key, before);
}
