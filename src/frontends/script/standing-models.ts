import { asMember } from './application.ts';
import type { Call } from './calls.ts';
import { baseOf } from './custom-layers.ts';
import { makeLayer } from './framework.ts';
import type { ModelValue } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { emptySequential } from './models.ts';
import { list, type ObjectValue, UNDEFINED, type UnknownValue, type Value } from './values.ts';

/**
 * The sequential model that an object is whose `add` is called: an instance of a class of the file that extends the
 * framework's, or one whose base cannot be read and that is given layers. Null for other objects.
 */
export function modelOfObject(interpreter: Interpreter, instance: ObjectValue, made: Call): ModelValue | null {
  const before = interpreter.standingModels.get(instance);
  if (before !== undefined) return before;
  const base = instance.class === null ? null : baseOf(instance.class);
  const isSequential = base?.kind === 'namespace' && base.path.at(-1) === 'Sequential';
  if (!isSequential && !(base?.kind === 'unknown' && takesLayer(made))) return null;
  const model = emptySequential(interpreter, interpreter.constructions.get(instance) ?? made);
  model.label = instance.class?.name ?? null;
  interpreter.standingModels.set(instance, model);
  return model;
}

/** The sequential model that something unread turns out to be, for it is given layers: a parameter, mostly. */
export function modelOfUnknown(interpreter: Interpreter, receiver: UnknownValue, made: Call): ModelValue | null {
  const caller = interpreter.calls.at(-1)?.callee.node.start ?? 'file';
  const key = `${caller}:${receiver.name}`;
  const before = interpreter.standingModels.get(key);
  if (before !== undefined) return before;
  if (!takesLayer(made)) return null;
  const model = emptySequential(interpreter, made);
  model.label = /^[\w$.]+$/.test(receiver.name) ? receiver.name : null;
  model.gaps.push(
    `What \`${receiver.name}\` holds before line ${interpreter.line(made.node)} cannot be read: ${receiver.reason}`,
  );
  interpreter.standingModels.set(key, model);
  return model;
}

function takesLayer(made: Call): boolean {
  return asMember(made.parameters.items[0]?.value ?? UNDEFINED) !== null;
}

/** What something unread makes of symbolic tensors: one layer that is not looked into. Null where none enters it. */
export function applyUnknown(interpreter: Interpreter, { name, reason }: UnknownValue, made: Call): Value | null {
  const inputs = made.parameters.items.flatMap(({ value }) => symbolic(value));
  if (inputs.length === 0) return null;
  const label = /^(?:new\s+)?([\w$.]+)/.exec(name)?.[1] ?? 'layer';
  const opaque = { reason: `\`${label}\` is not read: ${reason}`, outputShape: 'unchanged' as const };
  return interpreter.apply(makeLayer(interpreter, label, { ...made, parameters: list([]) }, opaque), inputs);
}

function symbolic(value: Value) {
  const tensors = value.kind === 'list' ? value.items.map((item) => item.value) : [value];
  return tensors
    .filter((tensor) => tensor.kind === 'tensor' && tensor.layer !== null)
    .filter((tensor) => tensor.kind === 'tensor');
}
