import { simulate } from '../../src/simulation/simulate.ts';
import { predict } from '../../src/theory/predict.ts';
import { type FromWorker, parseToWorker, type ToWorker } from './messages.ts';
import { runInSlices } from './slices.ts';

/** Ids of runs that were cancelled and have not ended yet. */
const cancelled = new Set<number>();
const running = new Set<number>();

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseToWorker(event.data);
  if (message === null) throw new TypeError('The simulation was sent a message that it cannot read.');
  if (message.type === 'run') void answer(message);
  else if (message.type === 'predict') foretell(message);
  else if (running.has(message.id)) cancelled.add(message.id);
});

async function answer({ id, graph, options }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
  running.add(id);
  try {
    const statistics = await runInSlices(simulate(graph, options), {
      now: () => performance.now(),
      turn: nextTurn,
      isCancelled: () => cancelled.has(id),
      matters: (progress) => progress.statistics !== null,
      onProgress: (progress) => post({ type: 'progress', id, ...progress }),
    });
    post(statistics === null ? { type: 'cancelled', id } : { type: 'done', id, statistics });
  } catch (error) {
    post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
    cancelled.delete(id);
  }
}

function foretell({ id, graph, options }: Extract<ToWorker, { type: 'predict' }>): void {
  try {
    post({ type: 'predicted', id, statistics: predict(graph, options) });
  } catch (error) {
    post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

function post(message: FromWorker): void {
  postMessage(message);
}

/** A message to oneself queues behind those that wait already, without the delay of a timer. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
