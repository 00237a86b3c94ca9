import type { Analyser, Analysis, DocumentText, Settings } from '../analyser.ts';

/** An analyser that can be put back to its beginning: parser, grammars, kept analyses and imported files. */
export interface RestartableAnalyser extends Analyser {
  /** Whoever waits for an analysis gets that of the new one. */
  restart(): void;
}

/** @param create makes an analyser that knows nothing yet. */
export function restartableAnalyser(create: () => Analyser): RestartableAnalyser {
  return new Restartable(create);
}

class Restartable implements RestartableAnalyser {
  private readonly create: () => Analyser;
  private current: Analyser;

  constructor(create: () => Analyser) {
    this.create = create;
    this.current = create();
  }

  async analyse(document: DocumentText, settings: Settings): Promise<Analysis> {
    for (;;) {
      const asked = this.current;
      try {
        return await asked.analyse(document, settings);
      } catch (error) {
        // A disposed analyser refuses what it was reading: that is asked of the one that took its place.
        if (asked === this.current) throw error;
      }
    }
  }

  restart(): void {
    const before = this.current;
    this.current = this.create();
    before.dispose();
  }

  fileChanged(uri: string): readonly string[] {
    return this.current.fileChanged(uri);
  }

  close(uri: string): void {
    this.current.close(uri);
  }

  dispose(): void {
    this.current.dispose();
  }
}
