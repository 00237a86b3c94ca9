import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeEnvironment } from '../../src/cli/node-environment.ts';
import { run } from '../../src/cli/run.ts';
import { loadWasm } from '../unit/frontends/wasm.ts';

const ROOT = join(__dirname, '../..');
const ENVIRONMENT = nodeEnvironment(loadWasm);

/** What one call of the command line did. */
export interface Outcome {
  readonly status: number;
  readonly output: string;
  readonly complaints: string;
}

/** A folder with files in which the command line is run, in this process. */
export class Workplace {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>> = {}, folder = mkdtempSync(join(tmpdir(), 'init-lens-cli-'))) {
    this.folder = folder;
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** The same place, seen from a folder in it. */
  below(folder: string): Workplace {
    return new Workplace({}, join(this.folder, folder));
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.folder, path));
  }

  read(path: string): string {
    return this.bytes(path).toString('utf8');
  }

  async run(args: readonly string[], input = ''): Promise<Outcome> {
    const output: string[] = [];
    const complaints: string[] = [];
    const status = await run(args, {
      folder: this.folder,
      environment: ENVIRONMENT,
      input: async () => Buffer.from(input),
      print: (text) => output.push(text),
      complain: (text) => complaints.push(text),
      rulePage: async (rule) => readFileSync(join(ROOT, 'docs/rules', `${rule}.md`), 'utf8'),
    });
    return { status, output: output.join(''), complaints: complaints.join('') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
