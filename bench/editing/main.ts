import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { WITH_SCRIPT_CHECKS } from '../../scripts/host/settings.mjs';
import { inProject } from '../../scripts/project.mjs';

/** Hosts that are started only to see the extension activated: each can do that once. */
const FRESH_HOSTS = 4;

/**
 * What a person at the keyboard waits for, measured inside the extension host with the packed extension. The editor's own
 * language features do the same work in the same run, where there is such.
 */
export async function benchmarkEditing(): Promise<void> {
  const load = (...path: string[]) => import(pathToFileURL(inProject(...path)).href);
  const { packageExtension }: { packageExtension(): Promise<string> } = await load('scripts', 'host', 'vsix.mjs');
  const { ensureNode24 }: { ensureNode24(): Promise<string> } = await load('scripts', 'host', 'node24.mjs');
  const { scratchSamples }: { scratchSamples(purpose: string): string } = await load('scripts', 'host', 'scratch.mjs');
  const vsix = await packageExtension();
  const tests = inProject('dist', 'bench', 'editing.cjs');
  await bundleHost(tests);
  const node = await ensureNode24();
  for (let run = 0; run <= FRESH_HOSTS; run++) {
    const args = [
      inProject('scripts', 'host', 'extension-tests.mjs'),
      ...['--tests', tests, '--extension', inProject('test', 'vsix', 'carrier')],
      ...['--folder', withScriptChecks(scratchSamples('bench-editing')), '--install-vsix', vsix],
    ];
    await finished(node, args, run < FRESH_HOSTS ? 'activation' : 'all');
  }
}

/** The folder, whose settings are stronger than those of the window. */
function withScriptChecks(folder: string): string {
  const settings = join(folder, '.vscode');
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, 'settings.json'), JSON.stringify(WITH_SCRIPT_CHECKS));
  return folder;
}

async function bundleHost(outfile: string): Promise<void> {
  await build({
    entryPoints: [inProject('bench', 'editing', 'host.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

function finished(node: string, args: readonly string[], part: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      env: { ...process.env, INIT_LENS_BENCH: part },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The extension host ended with ${code}.`))));
  });
}
