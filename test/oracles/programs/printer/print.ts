import type { Dice } from '../dice.ts';
import type { ModelPlan } from '../plan.ts';
import { printModel } from './model.ts';
import { importLines } from './surface.ts';
import { indented, Writer } from './writer.ts';

/** A function that the program exports and does not call, with what it is to be given. */
export interface ExportedCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A program that makes one model, and which of its exports must be called for that. */
export interface Program {
  readonly text: string;
  readonly language: 'typescript' | 'javascript';
  readonly calls: readonly ExportedCall[];
  /** Sizes that the reading is to assume: those of the calls above. */
  readonly assume: Readonly<Record<string, number>>;
  /** Text of the file `parts` beside it that it imports; null where it stands alone. */
  readonly parts: string | null;
}

/** Writes a plan as a program, in a style that the dice choose. */
export function printProgram(plan: ModelPlan, dice: Dice): Program {
  const writer = new Writer(dice);
  const shell = dice.pick([
    plainly,
    plainly,
    inFunction,
    inFunction,
    inArrow,
    inClass,
    inSubclass,
    inObject,
    inMain,
    inAsync,
    inStatic,
  ]);
  const { lines, calls, assume = {} } = shell(writer, plan);
  const settings = [...writer.settings].map(([name, value]) => `  ${name}: ${value},`);
  const config =
    settings.length === 0
      ? []
      : ['const CONFIG = {', ...settings, `}${writer.typescript && dice.chance(0.5) ? ' as const' : ''};`];
  const imports = importLines(writer.surface, writer.used, writer.quote);
  const language = writer.typescript ? 'typescript' : 'javascript';
  const before = [...(config.length === 0 ? [] : [config.join('\n')]), ...writer.declarations];
  const names = dice.chance(0.2) ? declaredNames(before) : null;
  if (names === null || !writer.surface.kind.match(/^(?:namespace|named|require)/)) {
    return { text: [...imports, '', ...before, ...lines, ''].join('\n'), language, calls, assume, parts: null };
  }
  const isModule = !writer.surface.kind.startsWith('require');
  const source = `${writer.quote}./parts${writer.quote}`;
  const list = `{ ${names.join(', ')} }`;
  const taken = isModule ? `import ${list} from ${source};` : `const ${list} = require(${source});`;
  const given = isModule ? `export ${list};` : `module.exports = ${list};`;
  return {
    text: [...imports, taken, '', ...lines, ''].join('\n'),
    language,
    calls,
    assume,
    parts: [...imports, '', ...before, given, ''].join('\n'),
  };
}

/** What the declarations name; null where there are none, or one takes something apart. */
function declaredNames(declarations: readonly string[]): string[] | null {
  const names = declarations.map((line) => /^(?:const enum|const|let|enum|function|class) (\w+)/.exec(line)?.[1]);
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length && known.length > 0 ? known : null;
}

interface Shelled {
  readonly lines: readonly string[];
  readonly calls: readonly ExportedCall[];
  readonly assume?: Readonly<Record<string, number>>;
}

function plainly(writer: Writer, plan: ModelPlan): Shelled {
  return { lines: printModel(writer, plan, null).lines, calls: [] };
}

function inFunction(writer: Writer, plan: ModelPlan): Shelled {
  writer.parameters = [];
  const { lines, result } = printModel(writer, plan, null);
  const body = indented([...lines, `return ${result};`]);
  const name = writer.fresh('build');
  const given = writer.parameters;
  const { head, argument, first = [] } = signature(writer);
  const open = openly(writer, given, (bare) => [`function ${name}(${bare}) {`, ...body, '}'], name);
  return open ?? called(writer, [`function ${name}(${head}) {`, ...indented(first), ...body, '}'], name, argument);
}

function inArrow(writer: Writer, plan: ModelPlan): Shelled {
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

interface Signature {
  readonly head: string;
  readonly argument: string | null;
  /** Statements that the body begins with. */
  readonly first?: readonly string[];
}

/** The parameters as a function declares them, and what a call gives; null where a call may give nothing. */
function signature(writer: Writer): Signature {
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

function inClass(writer: Writer, plan: ModelPlan): Shelled {
  const name = writer.fresh('Network');
  return { lines: [...classLines(writer, plan, `class ${name}`, []), `new ${name}();`], calls: [] };
}

/** The base class's constructor calls what the subclass overrides or inherits. */
function inSubclass(writer: Writer, plan: ModelPlan): Shelled {
  const base = writer.fresh('Base');
  const name = writer.fresh('Special');
  writer.fields = [];
  const { lines } = printModel(writer, plan, 'this.model');
  const fields = fieldLines(writer);
  const build = ['build() {', ...indented(lines), '}'];
  // A subclass's own fields are not there yet while the base class is constructed.
  const inBase = [...fields, 'constructor() {', '  this.model = null;', '  this.build();', '}'];
  const typed = writer.typescript ? [`model${writer.type('any')};`] : [];
  if (writer.dice.chance(0.5)) {
    const all = [
      `class ${base} {`,
      ...indented([...typed, ...inBase, ...build]),
      '}',
      `class ${name} extends ${base} {}`,
    ];
    return { lines: [...all, `new ${name}();`], calls: [] };
  }
  return {
    lines: [
      `class ${base} {`,
      ...indented([...typed, ...inBase, 'build() {}']),
      '}',
      `class ${name} extends ${base} {`,
      ...indented(build),
      '}',
      `const instance = new ${name}();`,
    ],
    calls: [],
  };
}

function classLines(writer: Writer, plan: ModelPlan, head: string, extra: readonly string[]): string[] {
  const { dice } = writer;
  writer.fields = [];
  const { lines } = printModel(writer, plan, 'this.model');
  const fields = fieldLines(writer);
  const typed = writer.typescript ? [`${dice.pick(['', 'private '])}model${writer.type('any')};`] : [];
  const method = dice.pick(['build', 'createModel', ...(writer.typescript ? [] : ['#build'])]);
  const inner = dice.chance(0.5)
    ? ['constructor() {', ...indented(lines), '}']
    : ['constructor() {', `  this.${method}();`, '}', `${method}() {`, ...indented(lines), '}'];
  return [`${head} {`, ...indented([...typed, ...fields, ...extra, ...inner]), '}'];
}

function fieldLines(writer: Writer): string[] {
  const fields = (writer.fields ?? []).map(({ name, value }) => `${name} = ${value};`);
  writer.fields = null;
  return fields;
}

/** Sizes as properties, the model built by a method. */
function inObject(writer: Writer, plan: ModelPlan): Shelled {
  writer.fields = [];
  const { lines, result } = printModel(writer, plan, null);
  const fields = (writer.fields ?? []).map(({ name, value }) => `${name}: ${value},`);
  writer.fields = null;
  const name = writer.fresh('builder');
  const body = indented([...fields, 'make() {', ...indented([...lines, `return ${result};`]), '},']);
  return { lines: [`const ${name} = {`, ...body, '};', `${name}.make();`], calls: [] };
}

function inMain(writer: Writer, plan: ModelPlan): Shelled {
  const { lines, result } = printModel(writer, plan, null);
  const after = [`${result}.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });`, `await ${result}.fit([], []);`];
  return { lines: ['async function main() {', ...indented([...lines, ...after]), '}', 'main();'], calls: [] };
}

/** A builder whose model is awaited. */
function inAsync(writer: Writer, plan: ModelPlan): Shelled {
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

/** A class that is only a place for functions. */
function inStatic(writer: Writer, plan: ModelPlan): Shelled {
  const { lines, result } = printModel(writer, plan, null);
  const name = writer.fresh('Models');
  const method = ['static create() {', ...indented([...lines, `return ${result};`]), '}'];
  const all = writer.dice.chance(0.5) ? ['static make() {', `  return ${name}.create();`, '}', ...method] : method;
  return {
    lines: [`class ${name} {`, ...indented(all), '}', `${name}.${all === method ? 'create' : 'make'}();`],
    calls: [],
  };
}
