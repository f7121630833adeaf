/** Entries of HAR files, as browsers and proxies save them. */

import { type Json, toJson } from "../../syntax/json";
import { findMember } from "../../syntax/locate";
import type { ObjectNode, ValueNode } from "../../syntax/nodes";
import { bodyOf, type NewSample, newSample, ValueList } from "../newSample";
import { contextOfUrl, readUrl, stageNote, titleOf } from "./url";

/** More entries are not offered to choose from. */
const MOST_ENTRIES = 1000;

/** Returns the entries of a HAR file, of a list of entries, or a single entry; undefined for anything else. */
export function harEntries(root: ValueNode | undefined): readonly ObjectNode[] | undefined {
  if (root?.kind === "array") return entriesIn(root.items);
  if (root?.kind !== "object") return undefined;
  const log = findMember(root, "log")?.value;
  const entries = log?.kind === "object" ? findMember(log, "entries")?.value : undefined;
  if (entries?.kind === "array") return entriesIn(entries.items) ?? [];
  return entriesIn([root]);
}

function entriesIn(items: readonly ValueNode[]): readonly ObjectNode[] | undefined {
  const entries = items.filter((item): item is ObjectNode => {
    const request = item.kind === "object" ? findMember(item, "request")?.value : undefined;
    return request?.kind === "object" && findMember(request, "url")?.value?.kind === "string";
  });
  return entries.length > 0 ? entries : undefined;
}

/** Makes the sample requests of entries: one each, or one for each message that was sent over a WebSocket. */
export function samplesFromHar(entries: readonly ObjectNode[]): readonly NewSample[] {
  const samples: NewSample[] = [];
  for (const entry of entries) {
    if (samples.length >= MOST_ENTRIES) break;
    const messages = messagesOf(entry);
    samples.push(...(messages.length > 0 ? messages : [sampleOf(entry)]));
  }
  return samples.slice(0, MOST_ENTRIES);
}

function messagesOf(entry: ObjectNode): readonly NewSample[] {
  const messages = findMember(entry, "_webSocketMessages")?.value;
  if (messages?.kind !== "array") return [];
  return messages.items.slice(0, MOST_ENTRIES).flatMap((item) => {
    if (textIn(item, "type") !== "send") return [];
    const data = textIn(item, "data") ?? "";
    return [newSample({ body: bodyOf(data) }, titleOf("MESSAGE", data.slice(0, 60)))];
  });
}

function sampleOf(entry: ObjectNode): NewSample {
  const request = findMember(entry, "request")?.value;
  const url = readUrl(textIn(request, "url") ?? "");
  const method = textIn(request, "method")?.toUpperCase() ?? "GET";
  const notes = [...stageNote(url)];
  const headers = new ValueList(true);
  for (const { name, value } of pairsIn(request, "headers")) {
    // Those of HTTP/2, such as `:authority`, are not headers.
    if (!name.startsWith(":")) headers.add(name, value);
  }
  const data = request?.kind === "object" ? findMember(request, "postData")?.value : undefined;
  const parts = {
    method,
    path: url.path,
    queryStringParameters: url.query.all,
    headers: headers.all,
    body: bodyIn(data, notes),
    context: contextOfUrl(url),
  };
  return newSample(parts, titleOf(method, url.path), notes);
}

function bodyIn(data: ValueNode | undefined, notes: string[]): Json | undefined {
  const text = textIn(data, "text");
  if (text !== undefined && text !== "") return bodyOf(text);
  const fields = pairsIn(data, "params");
  if (fields.length === 0) return undefined;
  if (/^multipart\//i.test(textIn(data, "mimeType") ?? "")) {
    notes.push("The body is a form with parts, which the HAR entry does not have as text. Add it.");
    return undefined;
  }
  // Some tools have the fields of a form decoded, and no text.
  return fields.map(({ name, value }) => `${encoded(name)}=${encoded(value)}`).join("&");
}

/** Browsers leave the fields of a form encoded; other tools decode them. */
function encoded(text: string): string {
  if (!/[^\w%.~+*'()!-]/.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair.
    return text;
  }
}

function textIn(node: ValueNode | undefined, name: string): string | undefined {
  const value = node?.kind === "object" ? findMember(node, name)?.value : undefined;
  return value?.kind === "string" ? value.value : undefined;
}

function pairsIn(
  node: ValueNode | undefined,
  name: string,
): readonly { readonly name: string; readonly value: string }[] {
  const list = node?.kind === "object" ? findMember(node, name)?.value : undefined;
  if (list?.kind !== "array") return [];
  return list.items.flatMap((item) => {
    const key = textIn(item, "name");
    const value = item.kind === "object" ? toJson(findMember(item, "value")?.value) : undefined;
    return key === undefined
      ? []
      : [{ name: key, value: typeof value === "string" ? value : String(value ?? "") }];
  });
}
