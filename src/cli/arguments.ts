import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './outcome.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command's options and files. @throws UsageError for what the command does not take. */
export function parseCommand<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Repeats an option that takes several values (`--scheme a b` is `--scheme a --scheme b`), so that the standard parser
 * reads it. What follows counts as a value while it looks like one, so that a file may follow too.
 */
export function repeatOption(args: readonly string[], option: string, isValue: (text: string) => boolean): string[] {
  let isOpen = false;
  return args.flatMap((argument, i) => {
    const isFurther = isOpen && args[i - 1] !== option && isValue(argument);
    isOpen = argument === option || (isOpen && (args[i - 1] === option || isFurther));
    return isFurther ? [option, argument] : [argument];
  });
}

export const isSchemeName = (text: string): boolean => /^[A-Za-z]+$/.test(text);
export const isAssumption = (text: string): boolean => /^[^-].*=\d+$/.test(text);

/** The value if it is one of the choices. @throws UsageError that lists them. */
export function choice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((each) => each === value);
  if (chosen === undefined) throw new UsageError(`${option} takes ${choices.join(', ')}; it was given "${value}".`);
  return chosen;
}

/** A whole number from `least` on. @throws UsageError otherwise. */
export function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isSafeInteger(number) || number < least) {
    throw new UsageError(`${option} takes a whole number from ${least} on; it was given "${value}".`);
  }
  return number;
}

/** `NAME=NUMBER` pairs. @throws UsageError for anything else. */
export function assumptions(pairs: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at <= 0) throw new UsageError(`--assume takes NAME=NUMBER; it was given "${pair}".`);
      return [pair.slice(0, at), wholeNumber(`--assume ${pair.slice(0, at)}`, pair.slice(at + 1), 1)] as const;
    }),
  );
}

/** The one file of a command that takes one. @throws UsageError for none or several. */
export function onlyFile(command: string, positionals: readonly string[]): string {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError(
      `${command} takes exactly one file, or - for standard input; it was given ${positionals.length}.`,
    );
  }
  return path;
}
