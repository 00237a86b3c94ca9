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

/** Milliseconds that this thread has worked: what other programs take from it does not count. */
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

/** One line: percentiles by the clock with the target beside them, and the same of the processor. */
export function line(name: string, times: readonly Taken[], target: number | null): string {
  const clock = percentiles(times.map(({ elapsed }) => elapsed));
  const worked = percentiles(times.map((each) => each.processor));
  const ms = (value: number) => value.toFixed(1);
  const verdict = (p95: number) => (target === null ? '' : p95 < target ? 'met' : 'missed');
  const wanted =
    target === null
      ? ''
      : `; target p95 ${target} ms: ${verdict(clock.p95)} by the clock, ${verdict(worked.p95)} by the processor`;
  return (
    `${name}: p50 ${ms(clock.p50)} ms, p95 ${ms(clock.p95)} ms, least ${ms(clock.least)} ms ` +
    `(processor p50 ${ms(worked.p50)}, p95 ${ms(worked.p95)}; ${times.length} times)${wanted}`
  );
}
