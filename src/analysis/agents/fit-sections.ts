/** A part of a text whose lines can be left out from the end. */
export interface Section {
  /** Always there. */
  readonly heading: string;
  readonly lines: readonly string[];
  /** Stands for the lines that found no room. */
  more(count: number): string;
}

/**
 * The sections one below the other within a number of characters. Each gets an even share of what those before it left
 * over; headings, and one line that tells what is left out, stand in any case.
 */
export function fitSections(sections: readonly Section[], characters: number): string {
  const parts: string[] = [];
  let room = characters;
  for (const [i, section] of sections.entries()) {
    const part = fitSection(section, Math.floor(room / (sections.length - i)));
    parts.push(part);
    // The break between two sections.
    room = Math.max(0, room - part.length - 2);
  }
  return parts.join('\n\n');
}

function fitSection({ heading, lines, more }: Section, characters: number): string {
  const whole = [heading, ...lines].join('\n');
  if (whole.length <= characters) return whole;
  const kept = [heading];
  let used = heading.length + 1 + more(lines.length).length;
  for (const line of lines) {
    used += line.length + 1;
    if (used > characters) break;
    kept.push(line);
  }
  return [...kept, more(lines.length - kept.length + 1)].join('\n');
}
