import type { ModelPlan } from '../plan.ts';
import { printFunctional } from './functional.ts';
import { type Printed, printSequential } from './sequential.ts';
import type { Writer } from './writer.ts';

/** @param receiver what the model is kept in (`this.model`); null for a constant of its own. */
export function printModel(writer: Writer, plan: ModelPlan, receiver: string | null): Printed {
  return plan.style === 'sequential'
    ? printSequential(writer, plan, receiver)
    : printFunctional(writer, plan, receiver);
}
