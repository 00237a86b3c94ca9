import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../src/model/graph.ts';
import { startBlobWorker } from './blob-worker.ts';
import { type Answer, RequestWorker } from './request-worker.ts';
import { byLayer, type StatisticsByLayer } from './series.ts';
import { type Predict, type PredictedInput, parseFromTheory } from './worker/theory-messages.ts';

/** Where theory is asked. */
export interface TheoryWorker {
  /**
   * What is predicted of each of the graphs, in their order. What they share is sent once.
   * Rejects with a message for the user.
   */
  predict(graphs: readonly ModelGraph[], options: PredictedInput): Promise<StatisticsByLayer[]>;
}

/** Loads theory when it is first asked. */
export function theoryWorker(address: string): TheoryWorker {
  const worker = new RequestWorker(
    () => startBlobWorker(address),
    parse,
    l10n.t('Theory answered with something that cannot be read.'),
  );
  return {
    predict: (graphs, options) => worker.ask((id): Predict => ({ type: 'predict', id, graphs, options })),
  };
}

function parse(value: unknown): Answer<StatisticsByLayer[]> | null {
  const message = parseFromTheory(value);
  if (message?.type === 'failed') return { id: message.id, error: message.message };
  return message === null ? null : { id: message.id, result: message.statistics.map(byLayer) };
}
