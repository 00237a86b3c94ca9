import { assumptions, isAssumption, onlyFile, parseCommand, repeatOption } from '../arguments.ts';
import { describeGraph } from '../description.ts';
import { toJson } from '../json.ts';
import { type ExitStatus, NOTHING_FOUND, type Terminal } from '../outcome.ts';
import { Places } from '../places.ts';
import { DEFAULT_SETTINGS, Session } from '../session.ts';

/** `describe FILE`: prints the graphs that were read. */
export async function describe(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(repeatOption(args, '--assume', isAssumption), {
    // The only format; taken so that scripts can say what they expect.
    json: { type: 'boolean' },
    assume: { type: 'string', multiple: true, default: [] },
    'stdin-filename': { type: 'string', default: 'model.ts' },
  });
  const settings = { ...DEFAULT_SETTINGS, assume: assumptions(values.assume) };
  const session = new Session(terminal, values['stdin-filename']);
  const { path, document, analysis } = await session.analyseFile(onlyFile('describe', positionals), settings);
  const places = new Places(document.text);
  const graphs = analysis.reading.graphs.map((graph) => describeGraph(graph, analysis, places));
  terminal.print(toJson({ version: 1, path, graphs }));
  session.dispose();
  return NOTHING_FOUND;
}
