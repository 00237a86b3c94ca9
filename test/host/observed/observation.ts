/** Something of the extension that threw, rejected, or told its log about an error. */
export interface Failure {
  /** The call, as `registerHoverProvider.provideHover`. */
  readonly where: string;
  readonly what: string;
}

export interface Registered {
  readonly provider: object;
  /** Which documents it is for, as the extension gave it to the editor. */
  readonly selector: unknown;
}

/** What an extension does with the editor's API, as an observer writes it down. */
export class Observation {
  readonly failures: Failure[] = [];
  /** Warnings in the extension's log. */
  readonly warnings: string[] = [];
  /** Providers by what registered them, as the extension made them, each with what it registered them for. */
  readonly providers = new Map<string, Registered[]>();
  /** Called whenever diagnostics of a file are set or cleared, with the milliseconds of the clock `performance.now`. */
  onDiagnostics: ((uri: string, diagnostics: readonly unknown[], at: number) => void) | null = null;
  readonly #live = new Map<string, number>();

  /** What is registered, listened to or open and not disposed of yet, by what made it. */
  get live(): ReadonlyMap<string, number> {
    return new Map([...this.#live].filter(([, count]) => count > 0).sort(([a], [b]) => a.localeCompare(b)));
  }

  /** @returns what notes its end; a second call of that changes nothing. */
  began(what: string): () => void {
    this.#live.set(what, (this.#live.get(what) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#live.set(what, (this.#live.get(what) ?? 0) - 1);
    };
  }

  failed(where: string, error: unknown): void {
    this.failures.push({ where, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  registered(by: string, provider: object, selector: unknown): void {
    this.providers.set(by, [...(this.providers.get(by) ?? []), { provider, selector }]);
  }
}
