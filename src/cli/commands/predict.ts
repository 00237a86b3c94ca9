import { DEFAULT_BATCH } from '../../theory/predict.ts';
import { assumptions, isAssumption, onlyFile, parseCommand, repeatOption } from '../arguments.ts';
import { toJson } from '../json.ts';
import { type ExitStatus, NOTHING_FOUND, type Terminal } from '../outcome.ts';
import { Places } from '../places.ts';
import { DEFAULT_SETTINGS, Session } from '../session.ts';
import { reportScheme, type StatisticsOptions } from '../statistics-report.ts';

/** `predict FILE`: prints the mean-field prediction of the file as it is. */
export async function predict(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(repeatOption(args, '--assume', isAssumption), {
    json: { type: 'boolean' },
    assume: { type: 'string', multiple: true, default: [] },
    'stdin-filename': { type: 'string', default: 'model.ts' },
  });
  const assumed = assumptions(values.assume);
  const session = new Session(terminal, values['stdin-filename']);
  const path = onlyFile('predict', positionals);
  const file = await session.analyseFile(path, { ...DEFAULT_SETTINGS, assume: assumed });
  const places = new Places(file.document.text);
  // A closed form is one draw of everything: nothing random enters.
  const options: StatisticsOptions = { seed: 0, seeds: 1, batch: DEFAULT_BATCH, input: 'normal', assumed };
  const graphs = file.analysis.reading.graphs.map((graph) => ({
    name: graph.name,
    schemes: [reportScheme('current', graph, places, () => file.analysis.prediction(graph))],
  }));
  terminal.print(toJson({ version: 1, path: file.path, options, graphs }));
  session.dispose();
  return NOTHING_FOUND;
}
