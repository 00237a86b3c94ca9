import { applyScheme } from '../../model/scheme.ts';
import type { LayerStatistics } from '../../model/statistics.ts';
import { simulate as simulateGraph } from '../../simulation/simulate.ts';
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

export const simulate: Command = {
  name: 'simulate',
  usage:
    'simulate FILE [--json] [--scheme NAME…] [--batch 32] [--seeds 8] [--seed 1] [--input normal|uniform|constant] [--full-size]',
  summary: 'Draws weights and inputs and measures signal and gradient at every layer, forward and backward.',
  options: { ...STATISTICS_OPTIONS, seeds: { type: 'value' }, seed: { type: 'value' }, 'full-size': { type: 'flag' } },
  async run(call) {
    const { options, terminal } = call;
    const asked = {
      seed: options.count('seed', 0, 1),
      seeds: options.count('seeds', 1, 8),
      batch: options.count('batch', 2, 32),
      input: options.choice('input', INPUTS, 'normal'),
    };
    const images = options.flag('full-size') ? 'full' : 'reduced';
    const names = schemeNames(options);
    const file = await oneFile(call);
    const { now } = terminal.environment;
    const graphs = connectedGraphs(file.analysis).map((graph) => ({
      graph,
      schemes: schemesOf(file.analysis, graph, names).map((scheme) => {
        const start = now();
        const layers = toTheEnd(simulateGraph(applyScheme(graph, scheme), asked, { images }));
        return { scheme: scheme.id, seconds: (now() - start) / 1000, layers };
      }),
    }));
    terminal.print(options.flag('json') ? statisticsJson(file, asked, graphs) : statisticsTable(file, graphs));
    return EXIT.clean;
  },
};

/** Nothing else is to be done meanwhile. */
function toTheEnd(simulation: ReturnType<typeof simulateGraph>): readonly LayerStatistics[] {
  for (;;) {
    const step = simulation.next();
    if (step.done === true) return step.value;
  }
}
