import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyScheme } from '../../src/model/scheme.ts';
import { predict } from '../../src/theory/predict.ts';
import { analyse } from '../builders/analyse.ts';
import { expectDefined } from './frontends/reading.ts';

const ROOT = join(__dirname, '..', '..');
const PICTURES = 'media/walkthrough';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const strings: Record<string, string> = JSON.parse(read('package.nls.json'));

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const [walkthrough, ...others]: { readonly steps: readonly Step[] }[] = manifest.contributes.walkthroughs;
const steps = walkthrough?.steps ?? [];
const textOf = (key: string) => strings[key.slice(1, -1)] ?? '';
const commandsIn = (step: Step) =>
  [...textOf(step.description).matchAll(/\(command:(?:toSide:)?([\w.]+)/g)].map(([, command]) => command);

describe('the walkthrough', () => {
  it('is one, of at most five steps, and begins with a sample', () => {
    assert.deepEqual(others, []);
    assert.ok(steps.length > 0 && steps.length <= 5, `${steps.length} steps`);
    assert.deepEqual(steps[0]?.completionEvents, ['onCommand:initLens.openSample']);
  });

  it('has something to do in each step, with commands that exist, and knows when it was done', () => {
    const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const known = new Set([...contributed, 'workbench.action.openSettings']);
    for (const step of steps) {
      const commands = commandsIn(step);
      assert.ok(commands.length > 0, step.id);
      for (const command of commands) assert.ok(known.has(command), `${step.id}: ${command}`);
      for (const event of step.completionEvents) {
        const [, command] = /^onCommand:(.*)$/.exec(event) ?? [];
        assert.ok(event === 'onStepSelected' || commands.includes(command), `${step.id}: ${event}`);
      }
    }
  });

  it('has a picture for each step, and each picture a step and a description', () => {
    const shown = steps.map(({ media }) => media.svg);
    assert.deepEqual(
      [...shown].sort(),
      readdirSync(join(ROOT, PICTURES))
        .map((name) => `${PICTURES}/${name}`)
        .sort(),
    );
    for (const { media } of steps) assert.ok(textOf(media.altText).length > 20, media.svg);
  });

  it('takes every colour of its pictures from the theme', () => {
    for (const { media } of steps) {
      const colours = [...read(media.svg).matchAll(/\b(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour ?? '');
      assert.deepEqual(
        colours.filter((colour) => colour !== 'none' && !/^var\(--vscode-[\w-]+, #[0-9a-f]{6,8}\)$/.test(colour)),
        [],
        media.svg,
      );
      assert.doesNotMatch(read(media.svg), /style=|<script|<style|href=/, 'the page’s policy refuses them');
    }
  });

  it('charts what is predicted for the sample', async () => {
    const analysis = await analyse(read('samples/mlp.ts'));
    const graph = expectDefined(analysis.reading.graphs[0], 'the sample has a model');
    const chart = read(`${PICTURES}/propagation.svg`);
    for (const id of ['current', 'recommended']) {
      const scheme = expectDefined(analysis.scheme(graph, id), id);
      const hidden = predict(applyScheme(graph, scheme), { input: 'normal' }).slice(1, -1);
      const [, points = ''] = new RegExp(`id="${id}" points="([^"]*)"`).exec(chart) ?? [];
      // 40 units a power of ten, 1 at 60.
      const drawn = points.split(' ').map((point) => 10 ** ((60 - Number(point.split(',')[1])) / 40));
      assert.equal(drawn.length, hidden.length);
      // The picture's tenth of a unit is 0.6% of the signal.
      for (const [i, value] of drawn.entries()) {
        assert.ok(Math.abs(value / (hidden[i]?.forward.secondMoment ?? 0) - 1) < 0.006, `${id}, layer ${i + 1}`);
      }
    }
  });
});
