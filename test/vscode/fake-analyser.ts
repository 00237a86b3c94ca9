import type { Finding } from '../../src/advice/finding.ts';
import type { Analyser, Analysis, DocumentText, Settings } from '../../src/analyser.ts';
import type { Reading } from '../../src/frontends/frontend.ts';

const EMPTY_READING: Reading = {
  graphs: [],
  limits: [],
  silences: () => false,
  edits: () => null,
  spell: () => null,
  positionAt: () => null,
  optionInsertion: () => null,
  extraction: () => null,
  valueAt: () => null,
  write: () => null,
};

/** An analyser whose answers wait until the test lets them go, and that finds one thing in every document. */
export class FakeAnalyser implements Analyser {
  readonly asked: DocumentText[] = [];
  readonly closed: string[] = [];
  disposed = false;
  readonly #waiting: (() => void)[] = [];
  readonly #held: boolean;

  constructor(held = false) {
    this.#held = held;
  }

  async analyse(document: DocumentText, _settings: Settings): Promise<Analysis> {
    this.asked.push(document);
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return {
      document,
      reading: EMPTY_READING,
      findings: [finding(document)],
      prediction: () => [],
      recommendation: () => null,
      alternatives: () => [],
      explanation: () => null,
      scheme: () => null,
      fixAllEdits: () => [],
      keepsLayers: () => true,
    };
  }

  /** Lets every answer go that was asked for so far. */
  release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  fileChanged(): readonly string[] {
    return [];
  }

  close(uri: string): void {
    this.closed.push(uri);
  }

  dispose(): void {
    this.disposed = true;
  }
}

function finding(document: DocumentText): Finding {
  return {
    rule: 'unknown-name',
    severity: 'warning',
    message: `version ${document.version}`,
    graph: { index: 0, name: 'model' },
    layer: 'dense_1',
    site: 'dense_1',
    weight: null,
    span: { start: 0, end: 6 },
    fixes: [],
  };
}
