import { explained } from '../../advice/explain/explain.ts';
import { explanationText } from '../../advice/explain/render.ts';
import { RULE_IDS } from '../../advice/rule-id.ts';
import { allLayers } from '../../model/graph.ts';
import type { AnalysedFile } from '../documents.ts';
import { JSON_VERSION, printJson } from '../formats/json.ts';
import { SETTING_OPTIONS } from '../settings.ts';
import { EXIT, UsageError } from '../terminal.ts';
import type { Command } from './command.ts';
import { oneFile } from './one-file.ts';

export const explain: Command = {
  name: 'explain',
  usage: 'explain RULE, or explain FILE [--layer NAME] [--json]',
  summary:
    'Prints a rule’s page; of a file the numbers behind each kernel: fans, formula, deviations, signal, gradient.',
  options: { ...SETTING_OPTIONS, layer: { type: 'value' }, json: { type: 'flag' } },
  async run(call) {
    const { operands, options, terminal } = call;
    const [name = '', ...others] = operands;
    const rule = RULE_IDS.find((id) => id === name);
    if (others.length > 0 || (rule === undefined && !isFile(name))) {
      throw new UsageError(`explain takes one rule or one file. The rules are ${RULE_IDS.join(', ')}.`);
    }
    if (rule !== undefined) {
      terminal.print(await terminal.rulePage(rule));
      return EXIT.clean;
    }
    const file = await oneFile(call);
    const graphs = explanationsIn(file, options.text('layer'));
    terminal.print(options.flag('json') ? asJson(file, graphs) : asText(file, graphs));
    return EXIT.clean;
  },
};

/** No rule has a dot or a folder in its name. */
function isFile(name: string): boolean {
  return name === '-' || /[./\\]/.test(name);
}

type Explained = ReturnType<typeof explanationsIn>;

/** Of every weight of every layer, or of those of one layer. */
function explanationsIn({ analysis }: AnalysedFile, layerName: string | null) {
  return analysis.reading.graphs.map((graph) => ({
    graph,
    explanations: allLayers(graph)
      .filter(({ id, name }) => layerName === null || layerName === name || layerName === id)
      .flatMap((layer) => explained(layer).flatMap(({ role }) => analysis.explanation(graph, layer.id, role) ?? [])),
  }));
}

function asJson({ name }: AnalysedFile, graphs: Explained): string {
  return printJson({
    version: JSON_VERSION,
    path: name,
    graphs: graphs.map(({ graph, explanations }) => ({ name: graph.name, weights: explanations })),
  });
}

function asText({ name }: AnalysedFile, graphs: Explained): string {
  if (graphs.length === 0) return `No model was found in ${name}.\n`;
  return graphs
    .map(({ graph, explanations }) => [`${graph.name}\n`, ...explanations.map(explanationText)].join('\n'))
    .join('\n');
}
