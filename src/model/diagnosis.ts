import type { LayerId, WeightRole } from './graph.ts';

/** Kernels that the recommended scheme changes, alike in what is written for them and in what their output meets. */
export interface ChangedKernels {
  /** As the file would write it. */
  readonly initializer: string;
  /** The framework whose default it is; null where the file writes it. */
  readonly defaultOf: string | null;
  /** Name of the effective activation; null for none. */
  readonly activation: string | null;
  readonly kernels: readonly { readonly layer: LayerId; readonly role: WeightRole }[];
}

/** One entry of the Problems view that concerns a model. */
export interface ModelFinding {
  readonly rule: string;
  /** What is wrong, in one line without a full stop: the heading of the rule's page. */
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** The graph's own layer, also where a part of it is meant. */
  readonly layer: LayerId;
  /** Every layer of the graph that the same call makes. */
  readonly layers: readonly LayerId[];
  /** 1-based line where the editor underlines it. */
  readonly line: number;
}
