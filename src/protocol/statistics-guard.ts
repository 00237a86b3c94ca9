import type { Magnitudes } from '../model/magnitudes.ts';
import type { BackwardStatistics, ForwardStatistics, Histogram, LayerStatistics } from '../model/statistics.ts';
import { isInteger, isNumber, isString, listOf, literal, nullable, record } from './guard.ts';

const isMagnitudes = record<Magnitudes>({
  zeros: isNumber,
  nonFinite: isNumber,
  first: isInteger,
  counts: listOf(isNumber),
});

const overSeeds = { secondMoment: isNumber, median: isNumber, standardError: isNumber, low: isNumber, high: isNumber };
const sized = { magnitudes: nullable(isMagnitudes) };

const isForward = record<ForwardStatistics>({
  ...overSeeds,
  mean: isNumber,
  variance: isNumber,
  deadFraction: isNumber,
  saturatedFraction: isNumber,
  cosine: nullable(isNumber),
  histogram: nullable(record<Histogram>({ edges: listOf(isNumber), counts: listOf(isNumber) })),
  ...sized,
});

export const isStatistics = listOf(
  record<LayerStatistics>({
    id: isString,
    method: literal('meanField', 'undrawn', 'drawn', 'passThrough'),
    approximation: nullable(isString),
    forward: isForward,
    backward: record<BackwardStatistics>({ ...overSeeds, ...sized }),
    weightGradient: nullable(record<{ secondMoment: number }>({ secondMoment: isNumber })),
    nonFinite: isNumber,
  }),
);
