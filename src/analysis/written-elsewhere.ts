import type { RuleId } from '../advice/rule-id.ts';
import { readSuppressions, type Suppressions } from '../advice/suppressions.ts';
import type { Elsewhere } from '../model/graph.ts';

/** The comments that silence rules in the files that a document imports, each file read when it is first asked about. */
export class ImportedSuppressions {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly read = new Map<string, Suppressions>();

  /** @param texts of the imported files by URI. */
  constructor(texts: ReadonlyMap<string, string>) {
    this.texts = texts;
  }

  silence(rule: RuleId, { uri, offset }: Elsewhere): boolean {
    const known = this.read.get(uri) ?? readSuppressions(this.texts.get(uri) ?? '');
    this.read.set(uri, known);
    return known.silences(rule, offset);
  }
}

/** The message of a finding that is shown where the document leads to the layer, with where the layer itself is. */
export function withPlace(message: string, { file, line }: Elsewhere): string {
  return `${message} The layer is written in ${file}, line ${line}.`;
}
