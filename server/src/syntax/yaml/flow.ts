import type { Span, ValueNode } from "../nodes";
import { readMember } from "./blockMembers";
import { awaitsNode, type OpenCollection } from "./openCollections";
import { readProperty, settleProperties, takeProperties } from "./pendingProperties";
import type { YamlReader } from "./reader";
import { scalarAt } from "./scalars";
import { afterSpaces, isColon, isFlowClosed, isGap } from "./scan";

/** How many unclosed brackets may cause a search to the end of the text. */
const MAX_VAIN_SEARCHES = 10;

/** Reads the token at the position in flow style, which is inside braces or brackets. */
export function readInFlow(reader: YamlReader): void {
  const { text, tree } = reader;
  const unit = text[reader.at] ?? "";
  const innermost = tree.innermost;
  if (!innermost) return;
  if (unit === "[" || unit === "{") openFlow(reader, unit);
  else if (unit === "]" || unit === "}") closeFlow(reader, unit);
  else if (unit === ",") readComma(reader);
  else if (isFlowColon(reader, innermost)) readFlowColon(reader, innermost);
  else if (unit === "?" && isGap(text, reader.at + 1)) {
    const span = reader.character;
    reader.at++;
    if (innermost.kind === "object" && (innermost.lastComma || !awaitsNode(innermost))) {
      tree.startKey(innermost, reader.at);
    } else tree.report("syntax", span, "Strings that start with ? must be quoted.");
  } else if (unit === "&" || unit === "!") readProperty(reader, unit);
  else {
    const scalar = scalarAt(reader, true, reader.flowLimit, false);
    const isKey = isColon(text, afterSpaces(text, scalar.end), true);
    tree.place(scalar.node(isKey), takeProperties(reader));
    reader.moveTo(scalar.end);
  }
}

/** Opens the collection that starts with the bracket at the position. */
export function openFlow(reader: YamlReader, unit: "[" | "{"): void {
  const { tree, at: start, lineStart, mayStartKey } = reader;
  if (!tree.inFlow) {
    const parent = tree.innermost?.indentation ?? -1;
    const isMisplaced = mayStartKey && reader.isFreshLine && start - lineStart <= parent;
    reader.flowStart = { at: start, lineStart, mayBeKey: mayStartKey, isMisplaced };
    reader.flowLimit = parent >= 0 && !isClosed(reader, start) ? parent : -1;
  }
  if (unit === "[") tree.openSequence(start, -1, takeProperties(reader));
  else tree.openMapping(start, -1, takeProperties(reader));
  reader.at++;
}

function isClosed(reader: YamlReader, start: number): boolean {
  if (reader.vainSearches >= MAX_VAIN_SEARCHES) return false;
  const closed = isFlowClosed(reader.text, start);
  if (!closed) reader.vainSearches++;
  return closed;
}

/** Ends unclosed flow collections before a line that clearly does not belong to them. */
export function abandonFlow(reader: YamlReader): void {
  const { tree } = reader;
  const end = endOfTextBefore(reader.text, reader.lineStart);
  reportMissingBracket(reader, { start: end - 1, end });
  settleProperties(reader);
  while (tree.inFlow) tree.close(end, false);
  reader.flowLimit = -1;
  reader.mayStartKey = true;
}

export function reportMissingBracket({ tree }: YamlReader, span: Span): void {
  const closing = tree.innermost?.kind === "array" ? "]" : "}";
  tree.report("syntax", span, `Missing closing ${closing}.`);
}

/** Reports and skips a bracket or comma that does not belong to anything before it. */
export function skipStray(reader: YamlReader, unit: "]" | "}" | ","): void {
  const message =
    unit === ","
      ? "Expected a value before this comma."
      : `This ${unit} has no matching ${unit === "]" ? "[" : "{"}.`;
  reader.tree.report("syntax", reader.character, message);
  reader.at++;
}

/** Reports a node that is not indented enough to belong to what comes before it. */
export function reportMisplaced({ tree }: YamlReader, span: Span): void {
  tree.report("syntax", span, "This value must be indented further.");
}

function endOfTextBefore(text: string, lineStart: number): number {
  let at = lineStart;
  while (at > 1 && isGap(text, at - 1)) at--;
  return at;
}

function closeFlow(reader: YamlReader, unit: "]" | "}"): void {
  const { tree } = reader;
  const kind = unit === "]" ? "array" : "object";
  if (!tree.canCloseFlow(kind)) {
    skipStray(reader, unit);
    return;
  }
  settleProperties(reader);
  closeInnerFlow(reader, kind);
  reader.at++;
  const isOutermost = !tree.open.at(-2)?.inFlow;
  if (isOutermost) closeOutermostFlow(reader);
  else tree.close(reader.at, true);
}

/** Closes everything inside the innermost brackets of that kind. */
function closeInnerFlow({ tree, at }: YamlReader, kind: OpenCollection["kind"]): void {
  for (let inner = tree.innermost; inner; inner = tree.innermost) {
    const isPair = inner.kind === "object" && inner.isPair;
    if (inner.kind === kind && !isPair) return;
    if (!isPair) {
      const span = { start: inner.start, end: inner.start + 1 };
      tree.report("syntax", span, `This ${inner.kind === "array" ? "[" : "{"} is never closed.`);
    }
    tree.close(at, isPair);
  }
}

/** Closes the outermost collection of flow style, which is a key if a colon follows it. */
function closeOutermostFlow(reader: YamlReader): void {
  const { text, tree } = reader;
  reader.flowLimit = -1;
  const colon = afterSpaces(text, reader.at);
  const { at, lineStart, mayBeKey, isMisplaced } = reader.flowStart;
  if (isColon(text, colon, false) && mayBeKey && lineStart === reader.lineStart) {
    const node = tree.close(reader.at, true, false);
    if (node) readMember(reader, node, at - lineStart, at, colon);
  } else {
    if (isMisplaced) reportMisplaced(reader, { start: at, end: at + 1 });
    tree.close(reader.at, true);
  }
  reader.mayStartKey = false;
}

function readComma(reader: YamlReader): void {
  const { tree } = reader;
  const span = reader.character;
  settleProperties(reader);
  reader.at++;
  let innermost = tree.innermost;
  if (innermost?.kind === "object" && innermost.isPair) {
    tree.close(undefined, true);
    innermost = tree.innermost;
  }
  if (!innermost) return;
  const isEmpty = innermost.kind === "array" ? innermost.items.length === 0 : innermost.members.length === 0;
  if (isEmpty || innermost.lastComma) tree.report("syntax", span, "Expected a value before this comma.");
  innermost.lastComma = span;
  const member = innermost.kind === "object" ? innermost.members.at(-1) : undefined;
  if (member) member.comma ??= span.start;
}

/** True at a colon that ends a key. After a quote or a bracket, no blank has to follow the colon. */
function isFlowColon({ text, at }: YamlReader, innermost: OpenCollection): boolean {
  if (isColon(text, at, true)) return true;
  return text[at] === ":" && `"'}]`.includes(text[at - 1] ?? "") && innermost.kind === "object";
}

function readFlowColon(reader: YamlReader, innermost: OpenCollection): void {
  const { tree } = reader;
  const span = reader.character;
  const colon = reader.at;
  reader.at++;
  if (innermost.kind === "array") {
    const item = innermost.lastComma ? undefined : innermost.items.pop();
    const pair = tree.openMapping(item?.span.start ?? colon, -1, undefined, true);
    const empty: ValueNode = { kind: "null", span: { start: colon, end: colon } };
    tree.addMember(pair, tree.asKey(item ?? empty), colon);
    return;
  }
  const member = innermost.lastComma ? undefined : innermost.members.at(-1);
  if (!member) tree.report("syntax", span, "Expected a key before this colon.");
  else if (member.colon === undefined) member.colon = colon;
  else if (member.value?.kind === "string" || member.value?.kind === "word") {
    // `{"A": "B": 1}` is `"A":`, whose value is still to be typed, then `"B": 1`.
    const key = member.value;
    delete member.value;
    tree.report("syntax", member.key.span, "Expected a value after this key.");
    tree.addMember(innermost, key, colon);
  } else tree.report("syntax", span, "Expected a comma or }.");
}
