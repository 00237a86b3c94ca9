import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { Loader } from 'esbuild';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { read } from '../../unit/frontends/reading.ts';
import type { FileRun } from './model-file-runs.ts';
import { type Ran, runProgram } from './run-program.ts';

const ROOT = join(__dirname, '../../..');
const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
};

/** Paths of a folder's scripts, from the checkout's root. */
export function scripts(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => extname(name) in LOADERS)
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** A model file's text, what is read from it, and what it makes when it runs. */
export interface ReadAndMade {
  readonly text: string;
  readonly graphs: readonly ModelGraph[];
  readonly recording: Ran;
  /** Models that stand for graphs of layers that the file itself makes no model of, by the graph's name. */
  readonly named: Readonly<Record<string, tf.LayersModel>>;
}

/** Reads a model file and runs it, both with the changes that `run` states. */
export async function readAndMade(file: string, run: FileRun): Promise<ReadAndMade> {
  const text = (run.mend ?? []).reduce((mended, [from, to]) => {
    assert.ok(mended.includes(from), `${file} holds ${from}`);
    return mended.replaceAll(from, to);
  }, textOf(file));
  const recording = await made(file, run, text);
  const named = run.models?.(recording.exports, recording.models) ?? {};
  assert.ok(recording.models.length + Object.keys(named).length > 0, `${file} makes a model`);
  const { graphs } = read(text, languageOf(file), { assume: run.assume ?? {}, dialect: 'auto' });
  return { text, graphs, recording, named };
}

/** Runs a model file's text, and calls what of its exports makes models. */
export async function made(file: string, run: FileRun, text: string): Promise<Ran> {
  const { modules, globals, replaced } = run;
  const ran = await runProgram({
    text,
    loader: LOADERS[extname(file)] ?? 'js',
    ...(modules === undefined ? {} : { modules }),
    ...(globals === undefined ? {} : { globals }),
    ...(replaced === undefined ? {} : { replaced }),
  });
  for (const call of run.calls ?? []) await call(ran.exports);
  return ran;
}

function languageOf(file: string) {
  if (/\.[cm]?ts$/.test(file)) return 'typescript';
  return file.endsWith('.tsx') ? 'tsx' : 'javascript';
}
