import '../media/panel.css';
import './translations.ts';
import * as l10n from '@vscode/l10n';
import { registerControls } from './controls.ts';
import { startMapWorker } from './map/map-worker.ts';
import { Panel } from './panel.ts';
import { startWorker } from './simulation-worker.ts';

/** Addresses of the workers' scripts, set on this script's element by the extension. */
const { worker = '', mapWorker = '' } = document.currentScript?.dataset ?? {};

registerControls();
const panel = new Panel(document.body, startMapWorker(mapWorker));
startWorker(worker).then(
  (started) => panel.useWorker(started),
  (error: unknown) => panel.fail(l10n.t('The simulation could not be started: {0}', String(error))),
);
addEventListener('error', ({ error }) => {
  // Notices of the browser (a resize that took two rounds) come as events without an error.
  if (error instanceof Error) panel.fail(error.message);
});
