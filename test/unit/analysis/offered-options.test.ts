import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { offeredOptions } from '../../../src/analysis/offered-options.ts';
import type { Reading } from '../../../src/frontends/frontend.ts';
import { type Language, languageOfPath } from '../../../src/language.ts';
import { allLayers, layerById } from '../../../src/model/graph.ts';
import { applyEdits, type TextEdit } from '../../../src/model/text.ts';
import { analyse } from '../../builders/analyse.ts';
import { expectDefined, prepare, readDocument } from '../frontends/reading.ts';

const ROOT = join(__dirname, '../../..');
const FILES = globSync(['samples/*', 'test/models/*.{ts,tsx,js,json,jsonc,html,vue,svelte}', '!**/*.graph.json'], {
  cwd: ROOT,
}).sort();

interface Visit {
  readonly offers: number;
  /** Of looking one place up, in order. */
  readonly milliseconds: readonly number[];
}

/** What would be taken at some place of one written call. */
interface Offer {
  readonly site: string;
  readonly edit: TextEdit;
}

/** Asks at every offset, and reads what comes of everything that would be taken. */
async function walk(text: string, language: Language): Promise<Visit> {
  const analysis = await analyse(text, language);
  const distinct = new Map<string, Offer>();
  const milliseconds: number[] = [];
  let offers = 0;
  for (let offset = 0; offset <= text.length; offset++) {
    const started = performance.now();
    const offered = offeredOptions(analysis, offset);
    milliseconds.push(performance.now() - started);
    for (const { replace, text: inserted } of offered) {
      offers++;
      assert.ok(inserted.startsWith(text.slice(replace.start, replace.end)), `what was typed begins it at ${offset}`);
      const at = expectDefined(analysis.reading.positionAt(offset), 'it is offered in a layer');
      const { site } = expectDefined(layerById(at.graph, at.layer), 'the layer exists');
      distinct.set(JSON.stringify([replace, inserted]), { site, edit: { ...replace, text: inserted } });
    }
  }
  for (const round of rounds([...distinct.values()])) check(text, language, analysis.reading, round);
  return { offers, milliseconds: milliseconds.sort((a, b) => a - b) };
}

/** One offer of every call at a time, so that a file is read again as often as the busiest call has places. */
function rounds(offers: readonly Offer[]): Offer[][] {
  const made: Offer[][] = [];
  for (const offer of offers) {
    const fits = (round: readonly Offer[]) =>
      round.every(
        ({ site, edit }) => site !== offer.site && (edit.end < offer.edit.start || offer.edit.end < edit.start),
      );
    const round = made.find(fits);
    if (round === undefined) made.push([offer]);
    else round.push(offer);
  }
  return made;
}

function check(text: string, language: Language, before: Reading, round: readonly Offer[]): void {
  const edits = round.map(({ edit }) => edit);
  const said = `taken: ${JSON.stringify(edits)}`;
  const after = readAgain(applyEdits(text, edits), language);
  const all = sameCalls(before, new Set(round.map(({ site }) => site)));
  assertSame(rest(after, all), rest(before, all), said);
  for (const { site } of round) {
    const changed = sameCalls(before, new Set([site]));
    assert.notDeepEqual(initializers(after, changed), initializers(before, changed), said);
  }
}

/** Texts first: to compare whole graphs member by member takes far longer. */
function assertSame(actual: unknown, expected: unknown, said: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) assert.deepEqual(actual, expected, said);
}

function readAgain(text: string, language: Language): Reading {
  return readDocument(text, language);
}

/** Ids of what some written calls make. */
function sameCalls({ graphs }: Reading, sites: ReadonlySet<string>): ReadonlySet<string> {
  const layers = graphs.flatMap(allLayers);
  return new Set(layers.flatMap((layer) => (sites.has(layer.site) ? layer.id : [])));
}

function initializers({ graphs }: Reading, ids: ReadonlySet<string>): unknown {
  const layers = graphs.flatMap(allLayers).filter(({ id }) => ids.has(id));
  return layers.flatMap(({ weights }) => weights.map(({ initializer: { spec, explicit } }) => [spec, explicit]));
}

/** All that is read but the initialisers of some layers, by what the file says and not by where. */
function rest({ graphs }: Reading, changed: ReadonlySet<string>): unknown {
  return graphs.map((graph) => [
    graph.name,
    graph.kind,
    graph.inputs,
    graph.outputs,
    graph.unknowns.map(({ name }) => name),
    allLayers(graph).map(({ id, name, inputs, operation, activation, outputShape, weights, trainable, problems }) => ({
      id,
      name,
      inputs,
      operation,
      activation,
      outputShape,
      trainable,
      problems: problems.filter(({ kind }) => kind !== 'unknownName').map(({ kind }) => kind),
      weights: weights.map(({ role, shape, initializer }) => [role, shape, changed.has(id) ? null : initializer.spec]),
    })),
  ]);
}

describe('what is offered at a cursor', () => {
  before(prepare);

  for (const path of FILES) {
    it(`changes only an initialiser, anywhere in ${path}`, async () => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const language = expectDefined(languageOfPath(path), 'it is a model file');
      const { milliseconds } = await walk(text, language);
      const p95 = expectDefined(milliseconds[Math.floor(milliseconds.length * 0.95)], 'there are places');
      assert.ok(p95 < 10, `${p95} ms`);
    });
  }

  it('is something where an initialiser lacks', async () => {
    const text = readFileSync(join(ROOT, 'samples/mlp.ts'), 'utf8');
    assert.ok((await walk(text, 'typescript')).offers > 20);
  });
});
