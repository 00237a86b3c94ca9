import type { DocumentMessage, PanelModel } from '../../src/protocol.ts';

/** What the extension tells a panel about the first version of a file that holds these models. */
export function documentMessage(...models: readonly PanelModel[]): DocumentMessage {
  return {
    type: 'document',
    version: 1,
    reading: 0,
    documentName: 'model.ts',
    documentUri: 'file:///model.ts',
    documentVersion: 1,
    models,
    notes: [],
  };
}
