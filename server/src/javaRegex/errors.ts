/**
 * Why a pattern cannot be used: Java rejects it or throws while it matches, or the matcher does not support it.
 * The message is a sentence for the person who wrote the pattern.
 */
export class RegexError extends Error {
  override readonly name = "RegexError";
}
