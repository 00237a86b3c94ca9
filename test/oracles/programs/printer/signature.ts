import type { Writer } from './writer.ts';

export interface Signature {
  readonly head: string;
  readonly argument: string | null;
  /** Statements that the body begins with. */
  readonly first?: readonly string[];
}

/** The parameters as a function declares them, and what a call gives; null where a call may give nothing. */
export function signature(writer: Writer): Signature {
  const { dice } = writer;
  const parameters = writer.parameters ?? [];
  writer.parameters = null;
  if (parameters.length === 0) return { head: '', argument: dice.chance(0.5) ? '' : null };
  const names = parameters.map(({ name }) => name);
  const defaults = parameters.map(({ name, value }) => `${name} = ${value}`);
  const wrong = parameters.map(({ name }) => `${name} = 55`);
  const values = parameters.map(({ value }) => value);
  const pairs = parameters.map(({ name, value }) => `${name}: ${value}`);
  const apart = `const { ${names.join(', ')} }`;
  const declared = writer.fresh('DEFAULTS');
  const withDefaults = (merged: string, argument: string | null, usual: readonly string[]): Signature => {
    writer.declare(`const ${declared} = { ${usual.join(', ')} };`);
    return { head: argument === null ? 'options = {}' : 'options', argument, first: [`${apart} = ${merged};`] };
  };
  const wrongPairs = parameters.map(({ name }) => `${name}: 55`);
  const given = `{ ${pairs.join(', ')} }`;
  return dice.pick<() => Signature>([
    () => withDefaults(`{ ...${declared}, ...options }`, null, pairs),
    () => withDefaults(`{ ...${declared}, ...options }`, given, wrongPairs),
    () => withDefaults(`Object.assign({}, ${declared}, options)`, given, wrongPairs),
    () => withDefaults(`Object.assign(structuredClone(${declared}), options)`, null, pairs),
    () => withDefaults(`{ ...JSON.parse(JSON.stringify(${declared})), ...options }`, null, pairs),
    () => ({ head: 'options', argument: given, first: [`${apart} = options;`] }),
    () => ({ head: defaults.join(', '), argument: null }),
    () => ({ head: wrong.join(', '), argument: values.join(', ') }),
    () => ({ head: names.join(', '), argument: values.join(', ') }),
    () => ({ head: `{ ${defaults.join(', ')} } = {}`, argument: null }),
    () => ({ head: `{ ${wrong.join(', ')} } = {}`, argument: `{ ${pairs.join(', ')} }` }),
    () => ({ head: `{ ${names.join(', ')} }`, argument: `{ ${pairs.join(', ')} }` }),
  ])();
}
