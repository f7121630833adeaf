import { isDocumentMark, lineEndAt } from "../decode";
import type { Span } from "../nodes";
import { readInBlock } from "./block";
import { abandonFlow, readInFlow, reportMissingBracket } from "./flow";
import { settleProperties } from "./pendingProperties";
import { YamlReader } from "./reader";

/** Which parts of the document have been read. */
interface DocumentState {
  hasDirectives: boolean;
  hasStarted: boolean;
  hasEnded: boolean;
}

/**
 * Reads YAML from the offset to the end, as the AWS CLI does: what a token means depends on its column and on
 * whether a key may start there. Reports what the AWS CLI rejects, and goes on reading.
 */
export function readYaml(text: string, start: number, maxProblems: number): YamlReader {
  const reader = new YamlReader(text, start, maxProblems);
  const state: DocumentState = { hasDirectives: false, hasStarted: false, hasEnded: false };
  reader.skip();
  while (reader.at < text.length && readToken(reader, state)) reader.skip();
  finish(reader, state);
  return reader;
}

function finish(reader: YamlReader, { hasDirectives, hasStarted }: DocumentState): void {
  const { tree } = reader;
  if (tree.inFlow) {
    const end = Math.max(reader.at, 1);
    reportMissingBracket(reader, { start: end - 1, end });
  }
  settleProperties(reader);
  closeAll(reader);
  if (hasDirectives && !hasStarted) {
    tree.report("syntax", { start: 0, end: 1 }, "Expected a --- line after the directives.");
  }
}

function closeAll({ tree, at }: YamlReader): void {
  for (let innermost = tree.innermost; innermost; innermost = tree.innermost) {
    tree.close(innermost.inFlow ? at : undefined, !innermost.inFlow);
  }
}

/** Reads what is at the position. Returns false if the rest of the text is another document. */
function readToken(reader: YamlReader, state: DocumentState): boolean {
  const { text, at, lineStart } = reader;
  if (at === lineStart && isDocumentMark(text, at)) return readMark(reader, state);
  if (state.hasEnded) return reportDocuments(reader, { start: at, end: lineEndAt(text, at) });
  if (text[at] === "%" && at === lineStart && !state.hasStarted) {
    readDirective(reader);
    state.hasDirectives = true;
    return true;
  }
  if (reader.isFreshLine && reader.flowLimit >= 0 && at - lineStart <= reader.flowLimit) abandonFlow(reader);
  state.hasStarted = true;
  if (reader.tree.inFlow) readInFlow(reader);
  else readInBlock(reader);
  reader.isFreshLine = false;
  return true;
}

function readMark(reader: YamlReader, state: DocumentState): boolean {
  const span = { start: reader.at, end: reader.at + 3 };
  const isEnd = reader.text[reader.at] === ".";
  if (isEnd ? !state.hasStarted && state.hasDirectives : state.hasStarted || state.hasEnded) {
    return reportDocuments(reader, span);
  }
  if (isEnd) {
    if (reader.tree.inFlow) abandonFlow(reader);
    settleProperties(reader);
    closeAll(reader);
    state.hasEnded = true;
  } else state.hasStarted = true;
  reader.mayStartKey = false;
  reader.isFreshLine = false;
  reader.at = span.end;
  return true;
}

function reportDocuments({ tree }: YamlReader, span: Span): false {
  tree.report("documents", span, "The AWS CLI does not accept more than one document per file.");
  return false;
}

function readDirective(reader: YamlReader): void {
  const { text, tree, at: start } = reader;
  const end = lineEndAt(text, start);
  const span = { start, end };
  const line = text.slice(start, end);
  if (!/^%[-\w:.]+(?: |$)/.test(line)) {
    tree.report("syntax", span, "Invalid directive. Strings that start with % must be quoted.");
  }
  const version = /^%YAML +(\d+\.\d+) *(?:#.*)?$/.exec(line)?.[1];
  if (version === "1.1" || version === "1.2") tree.version = version;
  else if (version !== undefined || line.startsWith("%YAML")) {
    tree.report("syntax", span, "Unsupported YAML version. The AWS CLI reads YAML 1.1 and 1.2.");
  }
  reader.at = end;
}
