import { percentiles } from '../percentiles.ts';

/** Milliseconds of one thing done: by the clock, and what the host's thread worked meanwhile. */
export interface Taken {
  readonly elapsed: number;
  readonly processor: number;
}

/** Runs once and measures. */
export async function taken(run: () => unknown): Promise<Taken> {
  const [start, used] = [performance.now(), processor()];
  await run();
  return { elapsed: performance.now() - start, processor: processor() - used };
}

/**
 * Milliseconds that this thread has worked: what other programs take from it does not count. Systems count in ticks of some
 * milliseconds: means say something, single figures do not.
 */
export function processor(): number {
  const { user, system } = threadTimes();
  return (user + system) / 1000;
}

/** Of Node 24; older ones only know of all threads together. */
function threadTimes(): NodeJS.CpuUsage {
  const ofThread: unknown = Reflect.get(process, 'threadCpuUsage');
  const usage: unknown = typeof ofThread === 'function' ? Reflect.apply(ofThread, process, []) : null;
  return isUsage(usage) ? usage : process.cpuUsage();
}

function isUsage(value: unknown): value is NodeJS.CpuUsage {
  return typeof value === 'object' && value !== null && 'user' in value && 'system' in value;
}

/**
 * One line with the target beside it. Each thing is done several times: on a machine that others use, the best of these is what
 * the thing itself takes, and percentiles go over the things.
 */
export function line(name: string, things: readonly (readonly Taken[])[], target: number | null): string {
  const all = things.flat();
  const clock = percentiles(all.map(({ elapsed }) => elapsed));
  const best = percentiles(things.map((times) => Math.min(...times.map(({ elapsed }) => elapsed))));
  const mean = all.reduce((sum, each) => sum + each.processor, 0) / all.length;
  const repeated = things.some(({ length }) => length > 1);
  const told = [
    `${name}: p50 ${ms(clock.p50)} ms, p95 ${ms(clock.p95)} ms`,
    ...(repeated ? [`best of ${things[0]?.length} each p50 ${ms(best.p50)} ms, p95 ${ms(best.p95)} ms`] : []),
    `${ms(mean)} ms of the processor each, ${all.length} times`,
  ];
  if (target !== null) {
    const verdict = (p95: number) => (p95 < target ? 'met' : 'missed');
    const byBest = repeated ? `, ${verdict(best.p95)} by the best of each` : '';
    told.push(`target p95 ${target} ms: ${verdict(clock.p95)} by the clock${byBest}`);
  }
  return told.join('; ');
}

const ms = (value: number) => value.toFixed(1);
