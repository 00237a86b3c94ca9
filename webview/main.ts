import '../media/panel.css';
import './translations.ts';
import * as l10n from '@vscode/l10n';
import { WorkerTrainer } from './convergence/trainer.ts';
import { HostConnection } from './host-connection.ts';
import { runLater } from './later-script.ts';
import { mapWorker } from './map/map-worker.ts';
import { Panel } from './panel.ts';
import { startWorker } from './simulation-worker.ts';
import { theoryWorker } from './theory-worker.ts';

const own = document.currentScript;
const nonce = own?.nonce ?? '';

/** Addresses of the other scripts, set on this script's element by the extension. */
const {
  toolkit = '',
  worker: script = '',
  mapWorker: mapScript = '',
  theoryWorker: theoryScript = '',
  convergenceWorker: convergenceScript = '',
} = own?.dataset ?? {};

const host = new HostConnection();

function start(): void {
  const panel = new Panel(document.body, host, {
    map: mapWorker(mapScript),
    theory: theoryWorker(theoryScript),
    trainer: new WorkerTrainer(convergenceScript),
  });
  const simulation = panel.firstLook.then(() => startWorker(script));
  simulation.then(
    (started) => panel.useWorker(started),
    (error: unknown) => panel.fail(l10n.t('The simulation could not be started: {0}', String(error))),
  );
  panel.firstLook
    .then(() => runLater(toolkit, nonce))
    .catch((error: unknown) => panel.fail(error instanceof Error ? error.message : String(error)));
  addEventListener('error', ({ error }) => {
    // Notices of the browser (a resize that took two rounds) come as events without an error.
    if (error instanceof Error) panel.fail(error.message);
  });
}

// In a task of its own: the script takes long enough to be read, and nothing is sent to a page that has not said it is ready.
setTimeout(start);
