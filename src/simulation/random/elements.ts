import { type Engine, engineOf } from '../kernels/engine.ts';
import { normalsFromWords } from './box-muller.ts';
import { GROUP, type Lanes } from './lanes.ts';
import { type RandomSource, Xoshiro } from './xoshiro.ts';

/**
 * Independent elements of one distribution, in groups of eight; what the last group has too many is thrown away. Compiled
 * kernels draw the same numbers from the same generator.
 */

export function fillNormal(target: Float32Array, mean: number, stddev: number, generator: RandomSource): void {
  if (!(generator instanceof Xoshiro)) {
    for (let i = 0; i < target.length; i++) target[i] = mean + stddev * generator.normal();
    return;
  }
  const { lanes } = generator;
  const engine = engineOf(target);
  if (engine === null) {
    const [centre, scale] = [Math.fround(mean), Math.fround(stddev)];
    inGroups(target, (group, at) => normalsFromWords(lanes.next(), group, at, centre, scale));
    return;
  }
  const address = takeState(engine, lanes);
  engine.run.fillNormal(address, target.byteOffset, target.length, mean, stddev);
  giveBackState(engine, lanes);
}

/** A normal redrawn until within two standard deviations of its mean. */
export function fillTruncated(target: Float32Array, mean: number, stddev: number, generator: RandomSource): void {
  const engine = engineOf(target);
  if (engine !== null && generator instanceof Xoshiro) {
    const { lanes } = generator;
    const address = takeState(engine, lanes);
    engine.run.fillTruncated(address, target.byteOffset, target.length, mean, stddev);
    giveBackState(engine, lanes);
    return;
  }
  for (let from = 0; from < target.length; ) {
    const rest = target.subarray(from);
    fillNormal(rest, 0, 1, generator);
    for (const z of rest) if (Math.abs(z) <= 2) target[from++] = z;
  }
  const [centre, scale] = [Math.fround(mean), Math.fround(stddev)];
  for (let i = 0; i < target.length; i++) target[i] = centre + Math.fround(scale * (target[i] ?? 0));
}

/** Between both ends, which may occur. */
export function fillUniform(target: Float32Array, low: number, high: number, generator: RandomSource): void {
  const [middle, half] = [Math.fround((low + high) / 2), Math.fround((high - low) / 2)];
  if (!(generator instanceof Xoshiro)) {
    for (let i = 0; i < target.length; i++) target[i] = middle + half * (2 * generator.uniform() - 1);
    return;
  }
  const { lanes } = generator;
  const engine = engineOf(target);
  if (engine === null) {
    const scale = Math.fround(half * 2 ** -31);
    inGroups(target, (group, at) => {
      const words = lanes.next();
      for (let i = 0; i < GROUP; i++) group[at + i] = middle + Math.fround(scale * Math.fround(words[i] ?? 0));
    });
    return;
  }
  const address = takeState(engine, lanes);
  engine.run.fillUniform(address, target.byteOffset, target.length, middle, half);
  giveBackState(engine, lanes);
}

const lastGroup = new Float32Array(GROUP);

/** Calls `fill` for every eight elements, which stand in an array of their own where the target ends among them. */
function inGroups(target: Float32Array, fill: (to: Float32Array, at: number) => void): void {
  const whole = target.length - (target.length % GROUP);
  for (let at = 0; at < whole; at += GROUP) fill(target, at);
  if (whole === target.length) return;
  fill(lastGroup, 0);
  target.set(lastGroup.subarray(0, target.length - whole), whole);
}

function takeState({ memory, state }: Engine, lanes: Lanes): number {
  new Int32Array(memory.buffer, state, lanes.state.length).set(lanes.state);
  return state;
}

function giveBackState({ memory, state }: Engine, lanes: Lanes): void {
  lanes.state.set(new Int32Array(memory.buffer, state, lanes.state.length));
}
