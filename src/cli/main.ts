import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { nodeEnvironment } from './node-environment.ts';
import { run } from './run.ts';

/** The bundle stands in `dist/`, beside the WebAssembly files and the rules' pages. */
const dist = __dirname;

run(process.argv.slice(2), {
  folder: process.cwd(),
  environment: nodeEnvironment((name) => readFile(join(dist, 'wasm', name))),
  input: () => buffer(process.stdin),
  print: (line) => process.stdout.write(line),
  complain: (line) => process.stderr.write(line),
  rulePage: (rule) => readFile(join(dist, 'rules', `${rule}.md`), 'utf8'),
}).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`init-lens: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
