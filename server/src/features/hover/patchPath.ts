import { patchTarget } from "../../model/patchPaths";
import type { ContextOf } from "../context/cursorContext";
import { describePatchMember } from "../docs/patches";
import type { Hover } from "./hover";

/** Explains the member that a path of a patch operation points at; undefined for an unknown path. */
export function hoverPatchPath({ node, operation }: ContextOf<"patchPath">): Hover | undefined {
  if (node?.kind !== "string") return undefined;
  const target = patchTarget(operation, node.value);
  if (target.kind !== "member" && target.kind !== "entry") return undefined;
  return { span: node.span, markdown: describePatchMember(operation, target.at) };
}
