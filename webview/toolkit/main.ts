// First: it keeps what the toolkit waits for.
import './colours.ts';
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { laterTask } from '../turns.ts';
import { takeColours } from './colours.ts';
import { makeInTurns } from './in-turns.ts';

/** The only file that knows the toolkit, and a script of its own: a quarter of the page's code, none of it for the first look. */

const later = laterTask();
/** A list finds its options once they are what they are: they come first. */
const definitions = [vsCodeOption(), vsCodeDropdown(), vsCodeButton(), vsCodeTextField()];

makeInTurns(later);
// In tasks of their own, which the page hears its user between.
later(takeColours);
for (const definition of definitions) later(() => provideVSCodeDesignSystem().register(definition));
