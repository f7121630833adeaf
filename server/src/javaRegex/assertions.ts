import type { AssertionKind } from "./nodes";
import { lineBreak } from "./sets";

/** Whether an assertion holds at an offset of the text. */
export function holds(what: AssertionKind, text: string, at: number): boolean {
  const { length } = text;
  switch (what) {
    case "start":
      return at === 0;
    case "end":
      return at === length;
    case "endOrBreak":
      if (at === length) return true;
      if (at === length - 2 && text.endsWith("\r\n")) return true;
      return at === length - 1 && lineBreak(text.charCodeAt(at)) && !text.endsWith("\r\n");
    case "lineStart":
      if (at === 0) return true;
      if (at === length || (text[at - 1] === "\r" && text[at] === "\n")) return false;
      return lineBreak(text.charCodeAt(at - 1));
    case "lineEnd":
      if (at === length) return true;
      return lineBreak(text.charCodeAt(at)) && !(text[at] === "\n" && text[at - 1] === "\r");
    case "word":
      return isWord(text, at - 1) !== isWord(text, at);
    case "notWord":
      return isWord(text, at - 1) === isWord(text, at);
  }
}

function isWord(text: string, at: number): boolean {
  return /[\p{L}\p{Nd}_]/u.test(text.charAt(at));
}
