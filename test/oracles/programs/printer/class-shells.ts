import type { ModelPlan } from '../plan.ts';
import { printModel } from './model.ts';
import type { Shelled } from './shelled.ts';
import { indented, type Writer } from './writer.ts';

/** A model in a field, built by the constructor. */
export function inClass(writer: Writer, plan: ModelPlan): Shelled {
  const name = writer.fresh('Network');
  return { lines: [...classLines(writer, plan, `class ${name}`, []), `new ${name}();`], calls: [] };
}

/** The base class's constructor calls what the subclass overrides or inherits. */
export function inSubclass(writer: Writer, plan: ModelPlan): Shelled {
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
export function inObject(writer: Writer, plan: ModelPlan): Shelled {
  writer.fields = [];
  const { lines, result } = printModel(writer, plan, null);
  const fields = (writer.fields ?? []).map(({ name, value }) => `${name}: ${value},`);
  writer.fields = null;
  const name = writer.fresh('builder');
  const body = indented([...fields, 'make() {', ...indented([...lines, `return ${result};`]), '},']);
  return { lines: [`const ${name} = {`, ...body, '};', `${name}.make();`], calls: [] };
}

/** A class that is only a place for functions. */
export function inStatic(writer: Writer, plan: ModelPlan): Shelled {
  const { lines, result } = printModel(writer, plan, null);
  const name = writer.fresh('Models');
  const method = ['static create() {', ...indented([...lines, `return ${result};`]), '}'];
  const all = writer.dice.chance(0.5) ? ['static make() {', `  return ${name}.create();`, '}', ...method] : method;
  return {
    lines: [`class ${name} {`, ...indented(all), '}', `${name}.${all === method ? 'create' : 'make'}();`],
    calls: [],
  };
}
