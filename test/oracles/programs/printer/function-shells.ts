import type { ModelPlan } from '../plan.ts';
import { printModel } from './model.ts';
import type { Shelled } from './shelled.ts';
import { signature } from './signature.ts';
import { indented, type Writer } from './writer.ts';

/** A function that gives the model. */
export function inFunction(writer: Writer, plan: ModelPlan): Shelled {
  writer.parameters = [];
  const { lines, result } = printModel(writer, plan, null);
  const body = indented([...lines, `return ${result};`]);
  const name = writer.fresh('build');
  const given = writer.parameters;
  const { head, argument, first = [] } = signature(writer);
  const open = openly(writer, given, (bare) => [`function ${name}(${bare}) {`, ...body, '}'], name);
  return open ?? called(writer, [`function ${name}(${head}) {`, ...indented(first), ...body, '}'], name, argument);
}

/** The same as a constant. */
export function inArrow(writer: Writer, plan: ModelPlan): Shelled {
  writer.parameters = [];
  const { lines, result } = printModel(writer, plan, null);
  const name = writer.fresh('create');
  const body = indented([...lines, `return ${result};`]);
  const given = writer.parameters;
  const { head, argument, first = [] } = signature(writer);
  const open = openly(writer, given, (bare) => [`const ${name} = (${bare}) => {`, ...body, '};'], name);
  return open ?? called(writer, [`const ${name} = (${head}) => {`, ...indented(first), ...body, '};'], name, argument);
}

type Parameters = readonly { readonly name: string; readonly value: string }[];

/** Exported and never called: what its parameters are only the caller knows. */
function openly(
  writer: Writer,
  parameters: Parameters,
  declare: (head: string) => string[],
  name: string,
): Shelled | null {
  const { dice } = writer;
  const sizes = parameters.filter(({ name: one }) => /^(?:units|filters|outputDim)\d*$/.test(one));
  if (sizes.length === 0 || !dice.chance(0.6)) return null;
  const usual = parameters.filter((one) => !sizes.includes(one)).map(({ name: one, value }) => `${one} = ${value}`);
  const head = [...sizes.map(({ name: one }) => one), ...usual].join(', ');
  const values = sizes.map(({ name: one, value }) => [one, Number(value)] as const);
  const apart = dice.chance(0.4);
  // An argument without a name of its own is called `options`.
  const assume = Object.fromEntries(values.map(([one, value]) => [apart ? `options.${one}` : one, value]));
  const declared = declare(apart ? `{ ${head} }` : head);
  const args = apart ? [Object.fromEntries(values)] : values.map(([, value]) => value);
  const lines = exported(writer, declared, name);
  return { lines, calls: [{ name, args }], assume };
}

function exported(writer: Writer, declared: readonly string[], name: string): string[] {
  if (!['namespace', 'named', 'default'].includes(writer.surface.kind)) {
    return [...declared, `module.exports = { ${name} };`];
  }
  const [first = '', ...rest] = declared;
  return [`export ${first}`, ...rest];
}

function called(writer: Writer, declared: readonly string[], name: string, argument: string | null): Shelled {
  const { dice } = writer;
  if (argument === null && dice.chance(0.5))
    return { lines: exported(writer, declared, name), calls: [{ name, args: [] }] };
  const call = `${name}(${argument ?? ''})`;
  const lines = dice.pick([[`const made = ${call};`], [`${call}.summary();`], [`${call};`]]);
  // A function declaration is hoisted.
  const early = declared[0]?.startsWith('function') === true && dice.chance(0.2);
  return { lines: early ? [...lines, ...declared] : [...declared, ...lines], calls: [] };
}

/** An awaited main function that also trains. */
export function inMain(writer: Writer, plan: ModelPlan): Shelled {
  const { lines, result } = printModel(writer, plan, null);
  const after = [`${result}.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });`, `await ${result}.fit([], []);`];
  return { lines: ['async function main() {', ...indented([...lines, ...after]), '}', 'main();'], calls: [] };
}

/** A builder whose model is awaited. */
export function inAsync(writer: Writer, plan: ModelPlan): Shelled {
  const { dice } = writer;
  const { lines, result } = printModel(writer, plan, null);
  const name = writer.fresh('prepare');
  const body = indented([...lines, `return ${result};`]);
  const lead = dice.chance(0.3) ? ['  await null;'] : [];
  const declared = dice.chance(0.5)
    ? [`async function ${name}() {`, ...lead, ...body, '}']
    : [`const ${name} = async () => {`, ...lead, ...body, '};'];
  const used = dice.pick([
    [`${name}().then((ready) => ready.summary());`],
    ['(async () => {', `  const ready = await ${name}();`, '  ready.summary();', '})();'],
    [`Promise.all([${name}()]).then(([ready]) => ready.summary());`],
  ]);
  return { lines: [...declared, ...used], calls: [] };
}
