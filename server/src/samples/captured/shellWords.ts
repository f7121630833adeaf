/** The words of a command as a shell reads them: POSIX shells, and `cmd` of Windows as browsers copy commands for it. */

/** Returns the words. What is not closed extends to the end. Never throws, in linear time. */
export function shellWords(text: string): readonly string[] {
  return words(joinedLines(text));
}

/** Browsers escape everything with carets for `cmd`. `cmd` and PowerShell continue lines in their own ways. */
function joinedLines(text: string): string {
  const plain = text.includes('^"') ? text.replace(CARET, unescapedCaret) : text;
  return plain.replace(/[\^`][ \t]*\r?\n/g, " ");
}

/** `cmd` removes a caret and the first line break after it, but not a second one. */
const CARET = /\^(?:\r?\n(\r?\n)?|([\s\S]))/g;

function unescapedCaret(_: string, lineBreak: string | undefined, next: string | undefined): string {
  return lineBreak ?? next ?? " ";
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  E: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function words(text: string): readonly string[] {
  const found: string[] = [];
  let pieces: string[] | undefined;
  let at = 0;
  const take = (piece: string): void => {
    pieces ??= [];
    pieces.push(piece);
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      if (pieces) found.push(pieces.join(""));
      pieces = undefined;
      at += 1;
    } else if (char === "\\") {
      const isLineBreak = /^\r?\n/.exec(text.slice(at + 1, at + 3));
      if (isLineBreak) at += 1 + isLineBreak[0].length;
      else {
        take(text.charAt(at + 1));
        at += 2;
      }
    } else if (char === "'") {
      const end = endOf(text.indexOf("'", at + 1), text);
      take(text.slice(at + 1, end));
      at = end + 1;
    } else if (char === "$" && text.charAt(at + 1) === "'") {
      const quoted = ansiQuoted(text, at + 2);
      take(quoted.value);
      at = quoted.end;
    } else if (char === '"') {
      const quoted = doubleQuoted(text, at + 1);
      take(quoted.value);
      at = quoted.end;
    } else if (char === "#" && !pieces) {
      // A comment.
      at = endOf(text.indexOf("\n", at), text);
    } else {
      const [plain = char] = /^[^\s\\'"$]+/.exec(text.slice(at, at + 4096)) ?? [];
      take(plain);
      at += plain.length;
    }
  }
  if (pieces) found.push(pieces.join(""));
  return found;
}

const endOf = (index: number, text: string): number => (index < 0 ? text.length : index);

interface Quoted {
  readonly value: string;
  readonly end: number;
}

function doubleQuoted(text: string, start: number): Quoted {
  const pieces: string[] = [];
  let at = start;
  while (at < text.length && text.charAt(at) !== '"') {
    const [plain] = /^[^"\\]+/.exec(text.slice(at, at + 4096)) ?? [];
    if (plain) {
      pieces.push(plain);
      at += plain.length;
      continue;
    }
    const next = text.charAt(at + 1);
    if (next === "\n") at += 2;
    else {
      pieces.push(/["\\$`]/.test(next) ? next : `\\${next}`);
      at += 2;
    }
  }
  return { value: pieces.join(""), end: at + 1 };
}

/** `$'…'`: browsers quote line breaks and exclamation marks so. */
function ansiQuoted(text: string, start: number): Quoted {
  const pieces: string[] = [];
  let at = start;
  while (at < text.length && text.charAt(at) !== "'") {
    if (text.charAt(at) !== "\\") {
      pieces.push(text.charAt(at));
      at += 1;
      continue;
    }
    const [all, , hex] = /^\\(u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2}))/.exec(text.slice(at, at + 6)) ?? [];
    const digits = hex ?? (all?.startsWith("\\x") ? all.slice(2) : undefined);
    if (all && digits !== undefined) {
      pieces.push(String.fromCharCode(Number.parseInt(digits, 16)));
      at += all.length;
      continue;
    }
    const next = text.charAt(at + 1);
    pieces.push(ESCAPES[next] ?? next);
    at += 2;
  }
  return { value: pieces.join(""), end: at + 1 };
}
