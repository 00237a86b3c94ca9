import { type Guard, isInteger, isNumber, isString, listOf, record, tagged } from '../../src/protocol/guard.ts';
import type { MapBox, MapGraph, MapLayout, MapLink, MapPoint } from './map-layout.ts';

/** Asks for the places of a graph's layers; answered by one of `laidOut` and `failed` with the same id. */
export interface LayOut {
  readonly type: 'layOut';
  readonly id: number;
  readonly graph: MapGraph;
}

export type FromMapWorker =
  | { readonly type: 'laidOut'; readonly id: number; readonly layout: MapLayout }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

const link = { from: isString, to: isString };
const point = { x: isNumber, y: isNumber };

const isMapGraph = record<MapGraph>({
  boxes: listOf(record<MapBox>({ id: isString, width: isNumber, height: isNumber })),
  links: listOf(record<MapLink>(link)),
});

const isMapLayout: Guard<MapLayout> = record<MapLayout>({
  width: isNumber,
  height: isNumber,
  boxes: listOf(record<MapLayout['boxes'][number]>({ id: isString, ...point })),
  links: listOf(record<MapLayout['links'][number]>({ ...link, points: listOf(record<MapPoint>(point)) })),
});

const isLayOut = tagged<LayOut, 'type'>('type', { layOut: { id: isInteger, graph: isMapGraph } });
const isFromMapWorker = tagged<FromMapWorker, 'type'>('type', {
  laidOut: { id: isInteger, layout: isMapLayout },
  failed: { id: isInteger, message: isString },
});

/** Null for what is no such message. */
export function parseLayOut(value: unknown): LayOut | null {
  return isLayOut(value) ? value : null;
}

/** Null for what is no such message. */
export function parseFromMapWorker(value: unknown): FromMapWorker | null {
  return isFromMapWorker(value) ? value : null;
}
