import * as vscode from 'vscode';
import { SEVERITIES } from '../advice/finding.ts';
import { RULE_IDS } from '../advice/rule-id.ts';
import type { AdviceSettings } from '../advice/settings.ts';
import type { Settings } from '../analyser.ts';

export const SECTION = 'initLens';

/** `onHover`: at the layer that the mouse rests on. */
export type InlayHintsShown = 'off' | 'onHover' | 'on';

/** What the user's settings say for one resource. */
export interface EditorSettings {
  readonly enable: boolean;
  readonly inlineSuggestions: boolean;
  readonly hovers: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: InlayHintsShown;
  readonly completions: boolean;
  readonly statusBar: boolean;
  /** Milliseconds without an edit after which a document is read again; for every surface. */
  readonly debounce: number;
  readonly analysis: Settings;
}

const DIALECTS: readonly Settings['dialect'][] = ['auto', 'tfjs', 'keras2', 'keras3'];
const DISTRIBUTIONS: readonly Settings['prefer'][] = ['auto', 'uniform', 'normal'];
const SHOWN: readonly InlayHintsShown[] = ['off', 'onHover', 'on'];
const LEVELS = [...SEVERITIES, 'off'] as const;
const DEFAULT_DEBOUNCE = 300;

/** Reads the settings that hold for a resource, and for its language where the scope tells that. A value of the wrong kind counts as not set: the editor marks it itself. */
export function readSettings(scope: vscode.ConfigurationScope): EditorSettings {
  const values = vscode.workspace.getConfiguration(SECTION, scope);
  const debounce = values.get<unknown>('debounce');
  return {
    enable: values.get<unknown>('enable') !== false,
    hovers: values.get<unknown>('hover.enable') !== false,
    codeLens: values.get<unknown>('codeLens') !== false,
    inlayHints: oneOf(SHOWN, values.get('inlayHints')) ?? 'onHover',
    completions: values.get<unknown>('completions') !== false,
    statusBar: values.get<unknown>('statusBar') !== false,
    inlineSuggestions: values.get<unknown>('inlineSuggestions.enable') !== false,
    debounce: typeof debounce === 'number' && debounce >= 0 ? debounce : DEFAULT_DEBOUNCE,
    analysis: {
      dialect: oneOf(DIALECTS, values.get('dialect')) ?? 'auto',
      prefer: oneOf(DISTRIBUTIONS, values.get('prefer')) ?? 'auto',
      severities: severities(values.get('severity')),
      assume: numbers(values.get('assume')),
    },
  };
}

function severities(value: unknown): AdviceSettings['severities'] {
  const written = new Map(entriesOf(value));
  return Object.fromEntries(
    RULE_IDS.flatMap((rule) => {
      const level = oneOf(LEVELS, written.get(rule));
      return level === null ? [] : [[rule, level]];
    }),
  );
}

function numbers(value: unknown): Record<string, number> {
  return Object.fromEntries(
    entriesOf(value).flatMap(([name, number]) =>
      typeof number === 'number' && Number.isFinite(number) ? [[name, number]] : [],
    ),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function oneOf<T>(choices: readonly T[], value: unknown): T | null {
  return choices.find((choice) => choice === value) ?? null;
}
