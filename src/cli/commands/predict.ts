import { applyScheme } from '../../model/scheme.ts';
import { DEFAULT_BATCH, predict as predictGraph } from '../../theory/predict.ts';
import { EXIT } from '../terminal.ts';
import type { Command } from './command.ts';
import { oneFile } from './one-file.ts';
import {
  connectedGraphs,
  INPUTS,
  STATISTICS_OPTIONS,
  schemeNames,
  schemesOf,
  statisticsJson,
  statisticsTable,
} from './statistics-report.ts';

export const predict: Command = {
  name: 'predict',
  usage: 'predict FILE [--json] [--scheme NAME…] [--batch 32] [--input normal|uniform|constant]',
  summary: 'Prints the mean-field prediction of signal and gradient at every layer.',
  options: STATISTICS_OPTIONS,
  async run(call) {
    const { options, terminal } = call;
    const batch = options.count('batch', 2, DEFAULT_BATCH);
    const input = options.choice('input', INPUTS, 'normal');
    const names = schemeNames(options);
    const file = await oneFile(call);
    const { now } = terminal.environment;
    const graphs = connectedGraphs(file.analysis).map((graph) => ({
      graph,
      schemes: schemesOf(file.analysis, graph, names).map((scheme) => {
        const start = now();
        const layers = predictGraph(applyScheme(graph, scheme), { input, batch });
        return { scheme: scheme.id, seconds: (now() - start) / 1000, layers };
      }),
    }));
    const print = options.flag('json');
    const asked = { seed: null, seeds: null, batch, input };
    terminal.print(print ? statisticsJson(file, asked, graphs) : statisticsTable(file, graphs));
    return EXIT.clean;
  },
};
