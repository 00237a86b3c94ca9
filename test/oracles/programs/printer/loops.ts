import type { Loop } from './rounds.ts';
import { indented, type Writer } from './writer.ts';

/** A statement that runs the body once for every round. */
export function loopStatement(writer: Writer, loop: Loop, count: number, body: readonly string[]): string[] {
  const lines = indented(body);
  return loop.list === null ? counting(writer, loop, count, lines) : going(writer, loop, loop.list, lines);
}

function counting(writer: Writer, { index }: Loop, count: number, lines: readonly string[]): string[] {
  const end = writer.dice.chance(0.3) ? writer.constant('depth', `${count}`) : `${count}`;
  const forms = [
    () => [`for (let ${index} = 0; ${index} < ${end}; ${index}++) {`, ...lines, '}'],
    () => [`for (let ${index} = 0; ${index} < ${end}; ${index} += 1) {`, ...lines, '}'],
    () => [`let ${index} = 0;`, `while (${index} < ${end}) {`, ...lines, `  ${index}++;`, '}'],
    () => [`let ${index} = 0;`, 'do {', ...lines, `  ${index} += 1;`, `} while (${index} < ${end});`],
    () => [`for (let ${index} = 0; ; ${index}++) {`, `  if (${index} >= ${end}) break;`, ...lines, '}'],
    () => [`for (let ${index} = 0; ${index} < 9; ${index}++) {`, `  if (${index} >= ${end}) continue;`, ...lines, '}'],
    () => [`for (const ${index} of Array(${end}).keys()) {`, ...lines, '}'],
    () => [`[...Array(${end}).keys()].forEach((${index}) => {`, ...lines, '});'],
    () => [`Array.from({ length: ${end} }).forEach((_, ${index}) => {`, ...lines, '});'],
  ];
  return writer.dice.pick(forms)();
}

function going(writer: Writer, loop: Loop, list: string, lines: readonly string[]): string[] {
  const { index, item } = loop;
  const held = writer.fresh('list');
  const forms = [
    () => [`${list}.forEach((${item}, ${index}) => {`, ...lines, '});'],
    () => [`for (const [${index}, ${item}] of ${list}.entries()) {`, ...lines, '}'],
    () => [
      `const ${held} = ${list};`,
      `for (let ${index} = 0; ${index} < ${held}.length; ${index}++) {`,
      `  const ${item} = ${held}[${index}];`,
      ...lines,
      '}',
    ],
  ];
  if (!loop.usesIndex) {
    forms.push(
      () => [
        `const ${held} = [...${list}];`,
        `while (${held}.length > 0) {`,
        `  const ${item} = ${held}.shift();`,
        ...lines,
        '}',
      ],
      () => [
        `const ${held} = ${list};`,
        `for (const ${index} in ${held}) {`,
        `  const ${item} = ${held}[${index}];`,
        ...lines,
        '}',
      ],
      () => [`for (const ${item} of ${list}) {`, ...lines, '}'],
      () => [`for (const ${item} of ${list}) {`, ...lines, '}'],
      () => [`${list}.forEach((${item}) => {`, ...lines, '});'],
    );
  }
  return writer.dice.pick(forms)();
}

/** An expression for the list of what `make` gives for every round. */
export function mapped(writer: Writer, loop: Loop, count: number, result: string, flat: boolean): string {
  const { list, index, item, usesIndex } = loop;
  const given = result.startsWith('{') ? `(${result})` : result;
  const method = flat ? 'flatMap' : 'map';
  if (list !== null) {
    return `${list}.${method}((${usesIndex ? `${item}, ${index}` : item}) => ${given})`;
  }
  if (flat) return `[...Array(${count}).keys()].flatMap((${index}) => ${given})`;
  return writer.dice.pick([
    `Array.from({ length: ${count} }, (_, ${index}) => ${given})`,
    `[...Array(${count})].map((_, ${index}) => ${given})`,
    `new Array(${count}).fill(null).map((_, ${index}) => ${given})`,
  ]);
}
