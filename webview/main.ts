import '../media/panel.css';
import { registerControls } from './controls.ts';
import { Panel } from './panel.ts';
import { startWorker } from './simulation-worker.ts';

/** Set on the script's element by the extension. */
const workerAddress = document.currentScript?.dataset.worker ?? '';

registerControls();
const panel = new Panel(document.body);
startWorker(workerAddress).then(
  (worker) => panel.useWorker(worker),
  (error: unknown) => panel.fail(`The simulation could not be started: ${String(error)}`),
);
addEventListener('error', ({ error }) => {
  // Notices of the browser (a resize that took two rounds) come as events without an error.
  if (error instanceof Error) panel.fail(error.message);
});
