import type { Writer } from './writer.ts';

/** A number, written in one of the ways in which people write sizes. */
export function writeNumber(writer: Writer, value: number, stem: string): string {
  const { dice } = writer;
  if (dice.chance(0.6)) return `${value}`;
  const ways: (() => string)[] = [
    () => writer.constant(stem, `${value}`),
    () => writer.constant(stem, `${value}`),
    () => writer.setting(stem, `${value}`),
    () => arithmetic(writer, value, stem),
    () => chosen(writer, `${value}`),
    () => listed(writer, `${value}`, stem),
    () => `CONFIG.${missing(writer)} ?? ${value}`,
    () => `CONFIG?.${missing(writer)} || ${value}`,
    () => takenApart(writer, `${value}`, stem),
    () => given(writer, `${value}`, stem),
    () => calculated(writer, value),
  ];
  if (writer.typescript)
    ways.push(
      () => enumerated(writer, value, stem),
      () => `${value} as number`,
    );
  const { parameters, fields } = writer;
  if (parameters !== null) {
    const asParameter = () => parameter(writer, parameters, value, stem);
    ways.push(asParameter, asParameter, asParameter);
  }
  if (fields !== null) ways.push(() => field(writer, fields, value, stem));
  return dice.pick(ways)();
}

function arithmetic(writer: Writer, value: number, stem: string): string {
  const { dice } = writer;
  if (!Number.isInteger(value)) return `${value * 4} / 4`;
  const base = dice.whole(1, 5);
  const name = writer.constant(stem, `${base}`);
  const ways = [
    `${name} + ${value - base}`,
    `${value * 2} / 2`,
    `Math.max(${value}, -${name})`,
    value < 0 ? `Math.ceil(${value}.7)` : `Math.floor(${value}.7)`,
  ];
  if (value % base === 0) ways.push(`${name} * ${value / base}`);
  if (value > 0 && Number.isInteger(Math.log2(value)))
    ways.push(`2 ** ${Math.log2(value)}`, `1 << ${Math.log2(value)}`);
  return dice.pick(ways);
}

/** Written out as a call of something that the language brings. */
function calculated(writer: Writer, value: number): string {
  const ways = [`Number('${value}')`, `(() => ${value})()`, `Math.min(${value}, 1000)`, `[${value}, 7].at(0)`];
  ways.push(`new Map([['a', ${value}], ['b', 3]]).get('a')`);
  if (Number.isInteger(value)) {
    ways.push(`Math.round(${value}.2)`, `parseInt('${value}', 10)`, `Math.trunc(${value}.4)`);
    ways.push(`[${value - 1}, 1].reduce((sum, item) => sum + item, 0)`);
    if (value >= 0) ways.push(`Math.ceil(${value * 2} / 2)`, `Math.sqrt(${value * value})`, `Math.abs(-${value})`);
    if (value > 0 && value < 5) ways.push(`[${'0, '.repeat(value)}].length`, `'${'a'.repeat(value)}'.length`);
  }
  return writer.dice.pick(value < 0 ? ways.filter((way) => !way.startsWith('Math.')) : ways);
}

/** Out of an object or a list that is taken apart. */
function takenApart(writer: Writer, written: string, stem: string): string {
  const name = writer.fresh(stem);
  const rest = writer.fresh('rest');
  const ways = [
    `const { size: ${name}, ...${rest} } = { other: 3, size: ${written} };`,
    `const { size: ${name} = 44 } = { size: ${written} };`,
    `const { ${name} = ${written} } = {}${writer.typescript ? ' as any' : ''};`,
    `const [, ${name}] = [91, ${written}];`,
    `const [${name} = ${written}] = [];`,
    `const [${name}, ...${rest}] = [${written}, 92, 93];`,
    `const { inner: { size: ${name} } } = { inner: { size: ${written} } };`,
  ];
  writer.declare(writer.dice.pick(ways));
  return name;
}

/** By a function of the file, or by statements. */
function given(writer: Writer, written: string, stem: string): string {
  const name = writer.fresh(`${stem}For`);
  const [declared, call] = writer.dice.pick([
    [`function ${name}(n) {\n  if (n > 3) return ${written};\n  return 96;\n}`, `${name}(4)`],
    [`const ${name} = (n) => (n === 1 ? 97 : ${written});`, `${name}(2)`],
    [
      `function ${name}(kind) {\n  switch (kind) {\n    case 'a':\n      return ${written};\n    default:\n      return 98;\n  }\n}`,
      `${name}('a')`,
    ],
    [`const ${name} = (a, ...others) => others[1];`, `${name}(1, 2, ${written})`],
    [`class ${name} {\n  static size = ${written};\n}`, `${name}.size`],
    [`const ${name} = { get size() { return ${written}; } };`, `${name}.size`],
    [`const ${name} = ((size) => () => size)(${written});`, `${name}()`],
    [`let ${name} = 1;\nif (${name} > 0) ${name} = ${written};`, name],
    [`let ${name} = ${written} - 1;\n${name} += 1;`, name],
  ] as const);
  writer.declare(declared);
  return call;
}

/** By a switch that the program sets itself. */
export function chosen(writer: Writer, written: string): string {
  const { dice } = writer;
  const on = dice.chance(0.5);
  const flag = writer.constant('flag', dice.pick([`${on}`, on ? '1 > 0' : '2 === 3', `!${!on}`]));
  return on ? `${flag} ? ${written} : 99` : `${flag} ? 99 : ${written}`;
}

function listed(writer: Writer, written: string, stem: string): string {
  const index = writer.dice.whole(0, 2);
  const items = ['77', '78', '79'].map((other, i) => (i === index ? written : other));
  const name = writer.constant(`${stem}s`, `[${items.join(', ')}]`);
  if (index !== 2 || writer.dice.chance(0.5)) return `${name}[${index}]`;
  return `${name}[${name}.length - 1]`;
}

function missing(writer: Writer): string {
  if (writer.settings.size === 0) writer.settings.set('epochs', '10');
  return writer.fresh('missing');
}

function enumerated(writer: Writer, value: number, stem: string): string {
  const name = writer.fresh('Size');
  const member = stem.charAt(0).toUpperCase() + stem.slice(1);
  writer.declare(`${writer.dice.pick(['enum', 'const enum'])} ${name} { Other = 5, ${member} = ${value} }`);
  return `${name}.${member}`;
}

function parameter(writer: Writer, parameters: { name: string; value: string }[], value: number, stem: string): string {
  const name = writer.fresh(stem);
  parameters.push({ name, value: `${value}` });
  return name;
}

function field(writer: Writer, fields: { name: string; value: string }[], value: number, stem: string): string {
  const name = writer.fresh(stem);
  fields.push({ name, value: `${value}` });
  return `this.${name}`;
}
