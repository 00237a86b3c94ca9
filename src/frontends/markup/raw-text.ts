/** Where an element's content ends, and where its end tag begins: at the text's end where it has none. */
type ContentEnd = number;

/**
 * The end of content in which nothing but the element's own end tag means anything (RAWTEXT, RCDATA).
 * @param name in lower case.
 */
export function rawTextEnd(text: string, from: number, name: string): ContentEnd {
  for (let at = text.indexOf('</', from); at !== -1; at = text.indexOf('</', at + 2)) {
    if (isName(text, at + 2, name)) return at;
  }
  return text.length;
}

const SCRIPT_MARK = /<!--|-->|<\/?script(?=[ \t\n\f\r/>])/gi;

/**
 * The end of a script's content by HTML's script data states (WHATWG HTML, 13.2.5.4 and 13.2.5.15 to 13.2.5.31): behind a
 * `<!--` that is not closed yet, `<script>` takes the meaning of the next `</script>` away.
 */
export function scriptDataEnd(text: string, from: number): ContentEnd {
  let isEscaped = false;
  let isDoubleEscaped = false;
  SCRIPT_MARK.lastIndex = from;
  for (let match = SCRIPT_MARK.exec(text); match !== null; match = SCRIPT_MARK.exec(text)) {
    switch (match[0].toLowerCase()) {
      case '<!--':
        // Its dashes may be those of the `-->` that closes it.
        if (!isEscaped) SCRIPT_MARK.lastIndex = match.index + 2;
        isEscaped = true;
        break;
      case '-->':
        isEscaped = false;
        isDoubleEscaped = false;
        break;
      case '<script':
        isDoubleEscaped = isEscaped;
        break;
      default:
        if (!isDoubleEscaped) return match.index;
        isDoubleEscaped = false;
    }
  }
  return text.length;
}

/** Whether an element's name stands at an offset and ends there. */
function isName(text: string, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (text.charAt(at + i).toLowerCase() !== name[i]) return false;
  return /^[ \t\n\f\r/>]$/.test(text.charAt(at + name.length));
}

const COMMENT_END = /--!?>/g;

/** Behind the comment that begins at an offset (WHATWG HTML, 13.2.5.43 to 13.2.5.52). */
export function commentEnd(text: string, at: number): number {
  const start = at + '<!--'.length;
  if (text.startsWith('>', start)) return start + 1;
  if (text.startsWith('->', start)) return start + 2;
  COMMENT_END.lastIndex = start;
  return COMMENT_END.exec(text) === null ? text.length : COMMENT_END.lastIndex;
}

/** Behind what begins like markup and is none: a document type, an instruction, an end tag without a name. */
export function bogusCommentEnd(text: string, at: number): number {
  const end = text.indexOf('>', at);
  return end === -1 ? text.length : end + 1;
}

export function isLetter(text: string, at: number): boolean {
  // 32 makes the lower-case letter of an upper-case one.
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122;
}
