import type { Span } from './text.ts';

/** What a dialect finds wrong with a layer's written options, in facts; rules turn it into findings. */
export type Problem =
  /** A name that the framework does not know. */
  | {
      readonly kind: 'unknownName';
      readonly what: 'initializer' | 'activation';
      /** The option as written. */
      readonly option: string;
      readonly written: string;
      /** The nearest right name as this surface spells it, null if there is none. */
      readonly suggestion: string | null;
      /** Where it goes wrong: at run time, or when a saved file is loaded. */
      readonly consequence: 'throws' | 'unloadable';
      /** What the framework would say or do; a sentence. */
      readonly detail: string;
      /** The value's span. */
      readonly span: Span;
    }
  /** An option that the framework does not know. */
  | {
      readonly kind: 'unknownOption';
      readonly written: string;
      readonly suggestion: string | null;
      readonly consequence: 'dropped' | 'throws';
      readonly span: Span;
    }
  /** An argument that is accepted and then ignored or replaced. */
  | { readonly kind: 'droppedArgument'; readonly argument: string; readonly detail: string; readonly span: Span };
