import type { ChangedKernels, ModelFinding } from '../model/diagnosis.ts';
import { isRole } from './graph-guard.ts';
import { isInteger, isString, listOf, literal, nullable, record } from './guard.ts';

export const isChangedKernels = record<ChangedKernels>({
  initializer: isString,
  defaultOf: nullable(isString),
  activation: nullable(isString),
  kernels: listOf(record<ChangedKernels['kernels'][number]>({ layer: isString, role: isRole })),
});

export const isModelFinding = record<ModelFinding>({
  rule: isString,
  title: isString,
  severity: literal('error', 'warning', 'info', 'hint'),
  message: isString,
  layer: isString,
  layers: listOf(isString),
  line: isInteger,
});
