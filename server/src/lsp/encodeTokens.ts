/** Semantic tokens as the Language Server Protocol encodes them. */
import type { SemanticTokensEdit } from "vscode-languageserver";
import { type SemanticToken, TOKEN_MODIFIERS, TOKEN_TYPES } from "../service";
import type { LineIndex } from "../syntax/lines";

const TYPE_NUMBERS = new Map(TOKEN_TYPES.map((type, index) => [type, index]));
const MODIFIER_BITS = new Map(TOKEN_MODIFIERS.map((modifier, index) => [modifier, 1 << index]));

/** Returns five numbers a token: its line and character, relative to the token before it, its length, type and modifiers. */
export function encode(tokens: readonly SemanticToken[], lines: LineIndex): number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { start, end, type, modifiers } of tokens) {
    const { line, character } = lines.position(start);
    let bits = 0;
    for (const modifier of modifiers) bits |= MODIFIER_BITS.get(modifier) ?? 0;
    data.push(
      line - lastLine,
      line === lastLine ? character - lastCharacter : character,
      end - start,
      TYPE_NUMBERS.get(type) ?? 0,
      bits,
    );
    lastLine = line;
    lastCharacter = character;
  }
  return data;
}

/** Returns the single edit that turns one list of numbers into another: what is between their common start and end. */
export function changes(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  const deleteCount = before.length - kept - start;
  return [{ start, deleteCount, data: after.slice(start, after.length - kept) }];
}
