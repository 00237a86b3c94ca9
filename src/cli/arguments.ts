import { parseArgs } from 'node:util';
import { UsageError } from './terminal.ts';

/** An option of a command: a flag, one value, or a list (`--scheme A B`, `--scheme A --scheme B`). */
export type OptionKind =
  | { readonly type: 'flag' }
  | { readonly type: 'value' }
  /** `belongs` tells the list's further values from operands. */
  | { readonly type: 'list'; belongs(value: string): boolean };

export type OptionKinds = Readonly<Record<string, OptionKind>>;

/** What was written, by option name. */
export class Options {
  private readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | null {
    const value = this.values[name];
    return typeof value === 'string' ? value : null;
  }

  list(name: string): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  }

  /** @throws UsageError if the value is none of the choices. */
  choice<T extends string, F extends string | null = T>(name: string, choices: readonly T[], fallback: F): T | F {
    const written = this.text(name);
    if (written === null) return fallback;
    const choice = choices.find((candidate) => candidate === written);
    if (choice === undefined) throw new UsageError(`--${name} takes ${choices.join(', ')}, not ${written}.`);
    return choice;
  }

  /** @throws UsageError if the value is no whole number of at least `least`. */
  count(name: string, least: number, fallback: number): number {
    const written = this.text(name);
    if (written === null) return fallback;
    const number = Number(written);
    if (written.trim() === '' || !Number.isSafeInteger(number) || number < least) {
      throw new UsageError(`--${name} takes a whole number of at least ${least}, not ${written}.`);
    }
    return number;
  }
}

export interface Arguments {
  readonly options: Options;
  readonly operands: readonly string[];
}

/** @throws UsageError for an option that the command does not have, or one without its value. */
export function readArguments(args: readonly string[], kinds: OptionKinds): Arguments {
  const all: OptionKinds = { ...kinds, help: { type: 'flag' } };
  const options = Object.fromEntries(
    Object.entries(all).map(([name, { type }]) => [
      name,
      { type: type === 'flag' ? ('boolean' as const) : ('string' as const), multiple: type === 'list' },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: spreadLists(args, kinds), options, allowPositionals: true });
    return { options: new Options(values), operands: positionals };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** `--scheme A B FILE` as `--scheme A --scheme B FILE`. */
function spreadLists(args: readonly string[], kinds: OptionKinds): string[] {
  const spread: string[] = [];
  let list: { name: string; kind: Extract<OptionKind, { type: 'list' }>; count: number } | null = null;
  for (const [i, arg] of args.entries()) {
    if (arg === '--') return [...spread, ...args.slice(i)];
    const kind = arg.startsWith('--') ? kinds[arg.slice(2)] : undefined;
    if (kind?.type === 'list') {
      list = { name: arg, kind, count: 0 };
      // Written out with each value; without any it is left for the parser to refuse.
      const next = args[i + 1];
      if (next === undefined || next.startsWith('-')) spread.push(arg);
    } else if (list !== null && !arg.startsWith('-') && (list.count === 0 || list.kind.belongs(arg))) {
      spread.push(`${list.name}=${arg}`);
      list.count++;
    } else {
      list = null;
      spread.push(arg);
    }
  }
  return spread;
}
