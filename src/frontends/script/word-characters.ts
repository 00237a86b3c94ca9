/** Letters, digits, `_` and `$`, ASCII ones alone: of what most names are made. */
export function isWordCharacter(character: number): boolean {
  return character < 128 && WORD_CHARACTERS[character] === 1;
}

const WORD_CHARACTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w$]/.test(String.fromCharCode(code)) ? 1 : 0,
);
