/** A worker of its own: theory of a deep net takes a tenth of a second, in which a page or a simulation would hear nothing. */
import { predict } from '../../src/theory/predict.ts';
import { type FromTheory, type Predict, parsePredict } from './theory-messages.ts';

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parsePredict(event.data);
  if (message === null) throw new TypeError('Theory was sent a message that it cannot read.');
  postMessage(answer(message));
});

function answer({ id, graphs, options }: Predict): FromTheory {
  try {
    return { type: 'predicted', id, statistics: graphs.map((graph) => predict(graph, options)) };
  } catch (error) {
    return { type: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}
