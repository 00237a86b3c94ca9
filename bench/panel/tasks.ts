/** One task of a page's main thread, in milliseconds. */
export interface Task {
  /** Since the recording began. */
  readonly start: number;
  readonly elapsed: number;
  /** Of the processor: where others use the machine too, less than what elapsed. */
  readonly processor: number;
  /** What took most of it, by name, the longest first. */
  readonly spent: readonly (readonly [what: string, elapsed: number])[];
}

/** An event of Chromium's trace format; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: Origin; readonly beginData?: Origin };
}

interface Origin {
  readonly frame?: string;
  readonly url?: string;
  readonly functionName?: string;
}

/** What a trace has to record for `panelTasks`. */
export const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

const TASK = 'ThreadControllerImpl::RunTask';

/**
 * Tasks of the thread on which a frame lives that did anything for that frame: ran its script, styled it, laid it out or painted it.
 * The whole task counts, whatever else was in it: the window's own page shares the thread here, which it does not in a desktop's.
 */
export function tasksOf(frame: string, script: RegExp, trace: Buffer): Task[] {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString('utf8'));
  const complete = traceEvents.filter(({ ph, dur }) => ph === 'X' && dur !== undefined);
  const origin = Math.min(...complete.map(({ ts }) => ts));
  const isOfFrame = ({ args }: TraceEvent) => {
    const of = args?.data ?? args?.beginData;
    return of?.frame === frame || (of?.url !== undefined && script.test(of.url));
  };
  const threads = new Map<string, TraceEvent[]>();
  for (const event of complete) {
    const thread = `${event.pid}:${event.tid}`;
    threads.set(thread, [...(threads.get(thread) ?? []), event]);
  }
  return [...threads.values()]
    .filter((events) => events.some(isOfFrame))
    .flatMap((events) => tasksOn(events, isOfFrame, origin));
}

function tasksOn(events: readonly TraceEvent[], isOfFrame: (event: TraceEvent) => boolean, origin: number): Task[] {
  const inOrder = [...events].sort((a, b) => a.ts - b.ts);
  const tasks = inOrder.filter(({ name }) => name === TASK);
  let at = 0;
  return tasks.flatMap((task) => {
    const end = task.ts + (task.dur ?? 0);
    while (at < inOrder.length && (inOrder[at]?.ts ?? 0) < task.ts) at++;
    const within: TraceEvent[] = [];
    for (let i = at; i < inOrder.length && (inOrder[i]?.ts ?? end) < end; i++) {
      const event = inOrder[i];
      if (event !== undefined && event.name !== TASK) within.push(event);
    }
    if (!within.some(isOfFrame)) return [];
    return [
      {
        start: (task.ts - origin) / 1000,
        elapsed: (task.dur ?? 0) / 1000,
        processor: (task.tdur ?? task.dur ?? 0) / 1000,
        spent: spentIn(within),
      },
    ];
  });
}

const LISTED = 4;

function spentIn(events: readonly TraceEvent[]): Task['spent'] {
  const sums = new Map<string, number>();
  for (const { name, dur = 0, args } of events) {
    const what = args?.data?.functionName ? `${name} ${args.data.functionName}` : name;
    sums.set(what, (sums.get(what) ?? 0) + dur / 1000);
  }
  return [...sums].sort(([, a], [, b]) => b - a).slice(0, LISTED);
}
