/** A worker of its own, loaded when training is asked for: TensorFlow.js is several times as large as all the rest. */
import { type FromTrainer, parseToTrainer, type ToTrainer } from '../../convergence/messages.ts';
import { secondsPerStep, train } from './training.ts';

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseToTrainer(event.data);
  if (message === null) throw new TypeError('The training was sent a message that it cannot read.');
  void answer(message);
});

async function answer(message: ToTrainer): Promise<void> {
  const { id } = message;
  const now = () => performance.now();
  try {
    if (message.type === 'measure') {
      post({ type: 'measured', id, secondsPerStep: await secondsPerStep(message.graph, message.options, now) });
      return;
    }
    await train(message.graphs, message.options, {
      now,
      onChance: (repeat, chance) => post({ type: 'chance', id, repeat, chance }),
      onProgress: (fraction, losses) => post({ type: 'progress', id, fraction, losses }),
    });
    post({ type: 'done', id });
  } catch (error) {
    post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

function post(message: FromTrainer): void {
  postMessage(message);
}
