import { join } from 'node:path';
import { runSuites } from '../host/node-run.ts';

export const run = (): Promise<void> => runSuites(join(__dirname, 'suite'));
