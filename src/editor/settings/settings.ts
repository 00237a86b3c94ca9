import * as vscode from 'vscode';
import type { Settings } from '../../analyser.ts';
import { type Check, flag, isObject, number, oneOf, type Problem } from '../../config/checks.ts';
import { excludedBy } from '../../config/excluded.ts';
import { mergedSettings } from '../../config/merge.ts';
import { type ConfiguredOptions, OPTION_CHECKS, readOptions } from '../../config/options.ts';
import type { FoundProject } from './project-files.ts';

export const SECTION = 'initLens';

/** `onHover`: at the layer that the mouse rests on. */
export type InlayHintsShown = 'off' | 'onHover' | 'on';

/** What holds for one resource. */
export interface EditorSettings {
  readonly enable: boolean;
  /** Left out by the settings or the project file. */
  readonly excluded: boolean;
  readonly inlineSuggestions: boolean;
  readonly hovers: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: InlayHintsShown;
  readonly completions: boolean;
  readonly statusBar: boolean;
  /** Milliseconds without an edit after which a document is read again; for every surface. */
  readonly debounce: number;
  /** Characters above which a document is analysed only when the user asks for it. */
  readonly maxLength: number;
  readonly analysis: Settings;
}

/** What settings are read for. */
export interface Resource {
  readonly uri: vscode.Uri;
  /** Settings may differ by language. */
  readonly languageId: string | null;
  readonly project: FoundProject | null;
}

const MAX_DEBOUNCE = 10_000;
const MAX_KILOBYTES = 65_536;
const debounce = wholeNumber(0, MAX_DEBOUNCE);
const kilobytes = wholeNumber(1, MAX_KILOBYTES);

/**
 * Reads the settings that hold for a resource. A wrong value counts as not set, and is complained about.
 *
 * Who counts first: the settings of the workspace and its folder, the project file, the user's settings, the default. So
 * what a project says is the same for all who work on it, and on the command line, unless its workspace says otherwise.
 */
export function readSettings(
  resource: Resource,
  complain: (message: string) => void,
  values: Values = valuesOf(resource),
): EditorSettings {
  const { uri, project } = resource;
  const get = <T>(name: string, check: Check<T>, fallback: T): T => {
    const value = values.get(name);
    if (value === undefined) return fallback;
    const problems: Problem[] = [];
    const read = check(value, [name], problems);
    for (const problem of problems)
      complain(`${sentence(problem)} ${read === null ? 'The default counts.' : 'It is left out.'}`);
    return read ?? fallback;
  };
  const places = [userOptions, workspaceOptions].map((of) => {
    const { options, problems } = readOptions(of(values));
    for (const problem of problems) complain(`${sentence(problem)} It counts as not set.`);
    return options;
  });
  const [user = {}, workspace = {}] = places;
  return {
    enable: get('enable', flag, true),
    excluded: isExcluded(uri, get('exclude', OPTION_CHECKS.exclude, []), project),
    hovers: get('hover.enable', flag, true),
    codeLens: get('codeLens', flag, true),
    inlayHints: get('inlayHints', oneOf<InlayHintsShown>(['off', 'onHover', 'on']), 'onHover'),
    completions: get('completions', flag, true),
    statusBar: get('statusBar', flag, true),
    inlineSuggestions: get('inlineSuggestions.enable', flag, true),
    debounce: get('debounce', debounce, 300),
    maxLength: get('maxFileSize', kilobytes, 1024) * 1024,
    analysis: mergedSettings([user, project?.options ?? {}, workspace]),
  };
}

/** What is read of the editor's configuration. */
export interface Values {
  get(name: string): unknown;
  inspect(name: string): Written | undefined;
}

/** A setting by the place where it is written. */
interface Written {
  readonly globalValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

function valuesOf({ uri, languageId }: Resource): Values {
  return vscode.workspace.getConfiguration(SECTION, languageId === null ? uri : { uri, languageId });
}

/** Options of an analysis, which a project file can set too. */
const SHARED: readonly (keyof ConfiguredOptions)[] = ['prefer', 'dialect', 'severity', 'assume', 'thresholds'];

function userOptions(values: Values): Record<string, unknown> {
  return written(values, (set) => [set?.globalValue, set?.globalLanguageValue]);
}

function workspaceOptions(values: Values): Record<string, unknown> {
  return written(values, (set) => [
    set?.workspaceValue,
    set?.workspaceLanguageValue,
    set?.workspaceFolderValue,
    set?.workspaceFolderLanguageValue,
  ]);
}

/** What is written in some of a setting's places, the strongest last; objects are joined as the editor joins them. */
function written(values: Values, places: (set: Written | undefined) => readonly unknown[]): Record<string, unknown> {
  const found = SHARED.flatMap((name) => {
    const set = places(values.inspect(name)).filter((value) => value !== undefined);
    if (set.length === 0) return [];
    return [[name, set.every(isObject) ? joined(set) : set.at(-1)]];
  });
  return Object.fromEntries(found);
}

function joined(objects: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(objects.flatMap((one) => (isObject(one) ? Object.entries(one) : [])));
}

function isExcluded(uri: vscode.Uri, patterns: readonly string[], project: FoundProject | null): boolean {
  if (project?.excludes(uri)) return true;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
  if (patterns.length === 0 || folder === undefined) return false;
  return excludedBy(patterns)(uri.path.slice(folder.length).replace(/^\//, ''));
}

function wholeNumber(least: number, most: number): Check<number> {
  const isAllowed = (value: number) => Number.isInteger(value) && value >= least && value <= most;
  return number(`from ${least} to ${most}, without a fraction,`, isAllowed);
}

function sentence({ path, message }: Problem): string {
  return `The setting ${[SECTION, ...path].join('.')}: ${message}`;
}
