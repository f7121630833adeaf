import { isPatchOperation, type PatchOperationName, WHOLE_OF_PATCH } from "../../../model/operationNames";
import { OPERATIONS } from "../../../model/operations";
import { escapeKey, PATCH_MEMBERS, type PatchMember, patchTarget } from "../../../model/patchPaths";
import { mappingMapAt } from "../../context/mappingMap";
import { describePatchMember } from "../../docs/patches";
import type { CompletionSource, Suggestion } from "../item";
import { keyCandidates } from "../members";
import type { Snippet } from "../snippet";
import type { TextPlace } from "../textPlaceTypes";
import { mappingKeys } from "./mappingKey";

/** The paths that a patch operation can change, and the keys of the entries that follow them. */
export function patchPaths(source: CompletionSource, { text, offset }: TextPlace): readonly Suggestion[] {
  const { name } = source.operation;
  if (!isPatchOperation(name)) return [];
  const target = patchTarget(name, text);
  const members = PATCH_MEMBERS[name];
  const typed = members.find(({ path, holds }) => holds !== "value" && text.startsWith(`${path}/`));
  // Behind a member's path, only its entries can follow.
  const offered = typed ? [typed] : members;
  const key = target.kind === "entry" ? target.key : "";
  const at = Math.max(0, offset - (typed ? typed.path.length + 1 : offset));
  return offered.flatMap((member) => suggest(source, name, member, { text: key, offset: at }, text));
}

function suggest(
  source: CompletionSource,
  name: PatchOperationName,
  at: PatchMember,
  typed: { readonly text: string; readonly offset: number },
  text: string,
): readonly Suggestion[] {
  const replace = { start: 0, end: text.length };
  const documentation = describePatchMember(name, at);
  const suggestion = (snippet: Snippet): Suggestion => ({
    label: snippet.map((piece) => (typeof piece === "string" ? piece : "")).join(""),
    text: snippet,
    replace,
    detail: at.ops.join(", "),
    documentation,
    offersMore: true,
  });
  if (at.holds === "value") return [suggestion([at.path])];
  if (at.holds === "items") {
    return ["path", "querystring", "header"].map((location) =>
      suggestion([`${at.path}/method.request.${location}.`, { stop: 1, text: "" }]),
    );
  }
  const whole = OPERATIONS[WHOLE_OF_PATCH[name]];
  const schema = whole.members.get(at.member);
  if (!schema?.additional) return [];
  const map = { kind: "map", map: schema, value: schema.additional } as const;
  const mappings = mappingMapAt(whole, "REST", [{ name: at.member }]);
  const candidates = mappings
    ? mappingKeys(source, { mappings, schema: map }, typed)
    : keyCandidates(map, "REST");
  return candidates.map((candidate) => ({
    ...suggestion([`${at.path}/`, ...candidate.name.map(escaped)]),
    documentation: candidate.documentation || documentation,
    rank: mappings ? 1 : 0,
  }));
}

function escaped(piece: Snippet[number]): Snippet[number] {
  return typeof piece === "string" ? escapeKey(piece) : { ...piece, text: escapeKey(piece.text) };
}
