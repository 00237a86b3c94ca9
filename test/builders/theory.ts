import { predict } from '../../src/theory/predict.ts';
import { byLayer } from '../../webview/series.ts';
import type { TheoryWorker } from '../../webview/theory-worker.ts';

/** Theory, asked at once and not in a worker. */
export const THEORY: TheoryWorker = {
  predict: async (graphs, options) => graphs.map((graph) => byLayer(predict(graph, options))),
};
