import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Loader } from 'esbuild';
import { prepare, read } from '../unit/frontends/reading.ts';
import { disagreements } from './harness/agreement.ts';
import { makeWeightsLight } from './harness/light-weights.ts';
import { FILE_RUNS, type FileRun } from './harness/model-file-runs.ts';
import { runProgram } from './harness/run-program.ts';
import { disposeVariablesSince, variableNames } from './harness/variables.ts';

/** Every script that stands for what users write, run under TF.js itself and compared with its reading. */

const ROOT = join(__dirname, '../..');
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

function scripts(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => extname(name) in LOADERS)
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

const FILES = ['test/models', 'samples'].flatMap(scripts);

describe('model files run under TF.js', () => {
  let restoreWeights = () => {};
  let others: ReadonlySet<string> = new Set();

  before(async () => {
    await tf.setBackend('cpu');
    restoreWeights = makeWeightsLight();
    await prepare();
  });

  after(() => restoreWeights());

  beforeEach(() => {
    others = variableNames();
  });

  afterEach(() => disposeVariablesSince(others));

  for (const file of FILES) {
    const run = FILE_RUNS[file] ?? {};
    if (run.notRun !== undefined) {
      it(`${file} is not run: ${run.notRun}`, () => assert.ok(run.notRun));
      continue;
    }
    it(`${file} is read as the models that it makes`, () => compare(file, run));
    const { refused } = run;
    if (refused === undefined) continue;
    it(`${file} as it stands is refused`, () => assert.rejects(made(file, run, textOf(file)), refused));
  }

  it('are all there that the table names', () => {
    assert.deepEqual(
      Object.keys(FILE_RUNS).filter((file) => !FILES.includes(file)),
      [],
    );
  });
});

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

async function compare(file: string, run: FileRun): Promise<void> {
  const text = (run.mend ?? []).reduce((mended, [from, to]) => {
    assert.ok(mended.includes(from), `${file} holds ${from}`);
    return mended.replaceAll(from, to);
  }, textOf(file));
  const recording = await made(file, run, text);
  const named = run.models?.(recording.exports, recording.models) ?? {};
  assert.ok(recording.models.length + Object.keys(named).length > 0, `${file} makes a model`);
  const { graphs } = read(text, languageOf(file), { assume: run.assume ?? {}, dialect: 'auto' });
  assert.deepEqual(disagreements(text, graphs, recording, named), []);
}

async function made(file: string, run: FileRun, text: string) {
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
