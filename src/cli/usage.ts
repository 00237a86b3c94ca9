import type { Command } from './commands/command.ts';

/** How to call the commands. */
export function usage(commands: readonly Command[]): string {
  const lines = commands.flatMap(({ usage: call, summary }) => [`  init-lens ${call}`, `      ${summary}`]);
  return [
    'Usage:',
    ...lines,
    '',
    'FILES are files, folders and globs; `-` is standard input, which --stdin-filename names.',
    'Every command that reads models takes --prefer uniform|normal|auto, --dialect auto|tfjs|keras2|keras3 and --assume NAME=NUMBER.',
    'Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or unreadable input.',
    '',
  ].join('\n');
}
