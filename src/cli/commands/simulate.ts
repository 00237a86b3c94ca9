import type { Analysis } from '../../analyser.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { applyScheme } from '../../model/scheme.ts';
import type { InputDistribution, LayerStatistics } from '../../model/statistics.ts';
import { type SimulationOptions, simulate as simulateGraph } from '../../simulation/simulate.ts';
import {
  assumptions,
  choice,
  isAssumption,
  isSchemeName,
  onlyFile,
  parseCommand,
  repeatOption,
  wholeNumber,
} from '../arguments.ts';
import { toJson } from '../json.ts';
import { type ExitStatus, NOTHING_FOUND, type Terminal, UsageError } from '../outcome.ts';
import { Places } from '../places.ts';
import { DEFAULT_SETTINGS, Session } from '../session.ts';
import { reportScheme, type StatisticsOptions } from '../statistics-report.ts';

const INPUTS: readonly InputDistribution[] = ['normal', 'uniform', 'constant'];

/** `simulate FILE`: draws weights and inputs, and prints what goes forward and backward. */
export async function simulate(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const assuming = repeatOption(args, '--assume', isAssumption);
  const repeated = repeatOption(assuming, '--scheme', isSchemeName);
  const { values, positionals } = parseCommand(repeated, {
    json: { type: 'boolean' },
    scheme: { type: 'string', multiple: true, default: ['current', 'recommended'] },
    batch: { type: 'string', default: '32' },
    seeds: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    input: { type: 'string', default: 'normal' },
    assume: { type: 'string', multiple: true, default: [] },
    'stdin-filename': { type: 'string', default: 'model.ts' },
  });
  const options: StatisticsOptions = {
    seed: wholeNumber('--seed', values.seed, 0),
    seeds: wholeNumber('--seeds', values.seeds, 1),
    batch: wholeNumber('--batch', values.batch, 2),
    input: choice('--input', values.input, INPUTS),
    assumed: assumptions(values.assume),
  };
  const path = onlyFile('simulate', positionals);
  const session = new Session(terminal, values['stdin-filename']);
  const file = await session.analyseFile(path, { ...DEFAULT_SETTINGS, assume: options.assumed });
  const places = new Places(file.document.text);
  const graphs = file.analysis.reading.graphs.map((graph) => ({
    name: graph.name,
    schemes: values.scheme.map((scheme) => {
      const changed = withScheme(graph, scheme, file.analysis);
      return reportScheme(scheme, changed, places, () => finish(changed, options));
    }),
  }));
  terminal.print(toJson({ version: 1, path: file.path, options, graphs }));
  session.dispose();
  return NOTHING_FOUND;
}

function withScheme(graph: ModelGraph, id: string, analysis: Analysis): ModelGraph {
  const scheme = analysis.scheme(graph, id);
  if (scheme === null) {
    throw new UsageError(
      `--scheme takes current, recommended or an initialiser's name such as heUniform; it was given "${id}".`,
    );
  }
  return applyScheme(graph, scheme);
}

function finish(graph: ModelGraph, options: SimulationOptions): readonly LayerStatistics[] {
  const run = simulateGraph(graph, options);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
