import * as l10n from '@vscode/l10n';
import { startBlobWorker } from '../blob-worker.ts';
import { type Answer, RequestWorker } from '../request-worker.ts';
import type { MapGraph, MapLayout } from '../worker/map-layout.ts';
import { type LayOut, parseFromMapWorker } from '../worker/map-messages.ts';

/** Where maps are laid out. */
export interface MapWorker {
  /** Rejects with a message for the user. */
  layOut(graph: MapGraph): Promise<MapLayout>;
}

/** Loads what lays out when it is first asked. */
export function mapWorker(address: string): MapWorker {
  const worker = new RequestWorker(
    () => startBlobWorker(address),
    parse,
    l10n.t('The map came back as something that cannot be read.'),
  );
  return { layOut: (graph) => worker.ask((id): LayOut => ({ type: 'layOut', id, graph })) };
}

function parse(value: unknown): Answer<MapLayout> | null {
  const message = parseFromMapWorker(value);
  if (message?.type === 'failed') return { id: message.id, error: message.message };
  return message === null ? null : { id: message.id, result: message.layout };
}
