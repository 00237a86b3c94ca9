import { type Engine, engineOf } from '../kernels/engine.ts';
import { type RandomSource, Xoshiro } from './xoshiro.ts';

/** Independent elements of one distribution. Compiled kernels draw the same numbers from the same generator. */

export function fillNormal(target: Float32Array, mean: number, stddev: number, generator: RandomSource): void {
  const engine = engineOf(target);
  if (engine !== null && generator instanceof Xoshiro) {
    const address = takeState(engine, generator);
    engine.run.fillNormal(address, target.byteOffset, target.length, mean, stddev);
    giveBackState(engine, generator);
    return;
  }
  for (let i = 0; i < target.length; i++) target[i] = mean + stddev * generator.normal();
}

/** A normal redrawn until within two standard deviations of its mean. */
export function fillTruncated(target: Float32Array, mean: number, stddev: number, generator: RandomSource): void {
  const engine = engineOf(target);
  if (engine !== null && generator instanceof Xoshiro) {
    const address = takeState(engine, generator);
    engine.run.fillTruncated(address, target.byteOffset, target.length, mean, stddev);
    giveBackState(engine, generator);
    return;
  }
  for (let i = 0; i < target.length; i++) {
    let z = Math.fround(generator.normal());
    while (Math.abs(z) > 2) z = Math.fround(generator.normal());
    target[i] = mean + stddev * z;
  }
}

export function fillUniform(target: Float32Array, low: number, high: number, generator: RandomSource): void {
  const engine = engineOf(target);
  if (engine !== null && generator instanceof Xoshiro) {
    const address = takeState(engine, generator);
    engine.run.fillUniform(address, target.byteOffset, target.length, low, high - low);
    giveBackState(engine, generator);
    return;
  }
  for (let i = 0; i < target.length; i++) target[i] = low + (high - low) * generator.uniform();
}

function takeState({ memory, state }: Engine, generator: Xoshiro): number {
  new Int32Array(memory.buffer, state, 4).set(generator.state);
  return state;
}

function giveBackState({ memory, state }: Engine, generator: Xoshiro): void {
  generator.state.set(new Int32Array(memory.buffer, state, 4));
}
