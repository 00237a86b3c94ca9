/** A worker of its own: a large graph takes a second, in which the simulation would not hear a cancel. */
import { layOut } from './map-layout.ts';
import { type FromMapWorker, parseLayOut } from './map-messages.ts';

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseLayOut(event.data);
  if (message === null) throw new TypeError('The map was sent a message that it cannot read.');
  postMessage(answer(message.id, () => layOut(message.graph)));
});

function answer(id: number, work: () => ReturnType<typeof layOut>): FromMapWorker {
  try {
    return { type: 'laidOut', id, layout: work() };
  } catch (error) {
    return { type: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}
