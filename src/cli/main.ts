import { buffer } from 'node:stream/consumers';
import type { Terminal } from './outcome.ts';
import { run } from './run.ts';

const terminal: Terminal = {
  print: (output) => {
    process.stdout.write(output);
  },
  complain: (message) => {
    process.stderr.write(`${message}\n`);
  },
  readStandardInput: () => buffer(process.stdin),
  workingFolder: process.cwd(),
  assets: __dirname,
};

// A reader that closes early (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode);
  throw error;
});

run(process.argv.slice(2), terminal).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.complain(`init-lens failed, which is a mistake in Init Lens and not in your files: ${detail}`);
    process.exitCode = 2;
  },
);
