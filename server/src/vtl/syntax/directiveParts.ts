/** What all directives with a body share. */
import { HASH, isWhite } from "./characters";
import type { Span } from "./nodes";
import type { TokenStream } from "./stream";
import * as T from "./tokens";

/** What surrounds a block: whether an `#else` or `#end` may end it. */
export interface Surroundings {
  /** Whether an `#end` ends the block: false for the template itself. */
  readonly nested: boolean;
  /** Whether an `#else` or `#elseif` ends the block. */
  readonly inIf: boolean;
}

/** The span of a directive's `#name`, without the blanks that Velocity's token includes. */
export function nameOf(stream: TokenStream, token: T.Token): Span {
  const { text } = stream;
  let { end } = token;
  while (end > token.start && isWhite(text.charCodeAt(end - 1))) end--;
  let start = end - 1;
  while (start > token.start && text.charCodeAt(start) !== HASH) start--;
  return { start: stream.at(Math.max(start, token.start)), end: stream.at(end) };
}

/** Takes the `#end` of the directive that the token opens, or reports that it is missing. */
export function takeEnd(stream: TokenStream, opening: T.Token): Span | undefined {
  if (stream.ended) return undefined;
  if (stream.kind === T.END) return nameOf(stream, stream.take());
  const name = stream.image(opening).trimEnd();
  stream.report(
    "missingEnd",
    opening.start,
    opening.start + name.length,
    `\`${name}\` has no matching #end.`,
  );
  return undefined;
}
