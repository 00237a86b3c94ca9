import type { Fix } from '../../model/fix.ts';
import { layerById, type ModelGraph } from '../../model/graph.ts';
import { contains, type Span, type TextEdit } from '../../model/text.ts';
import { indentAt } from '../script/style.ts';

/**
 * The comment that silences a rule, where its usual place (the file's first line, or the line above a layer's call) lies
 * outside of the script: it goes to the script's first line.
 */
export function suppressionInBlock(
  text: string,
  blocks: readonly Span[],
  graph: ModelGraph,
  { layer: id, rule }: Extract<Fix, { kind: 'suppress' }>,
): readonly TextEdit[] | null {
  const call = id === null ? undefined : layerById(graph, id)?.source.call;
  const block = id === null ? blocks[0] : blocks.find((one) => call !== undefined && contains(one, call.start));
  if (block === undefined) return null;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const comment = `// init-lens-disable${id === null ? '' : '-next-line'} ${rule}${lineEnd}`;
  const content = text.slice(block.start, block.end);
  const emptyLine = /^[^\S\n]*\n/.exec(content)?.[0].length;
  if (emptyLine === undefined) return [{ start: block.start, end: block.start, text: lineEnd + comment }];
  const start = block.start + emptyLine;
  const firstWritten = block.start + content.search(/\S/);
  return [{ start, end: start, text: indentAt(text, firstWritten) + comment }];
}
