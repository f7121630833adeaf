import { type PatchOperationName, WHOLE_OF_PATCH } from "../../model/operationNames";
import { OPERATIONS } from "../../model/operations";
import { type PatchMember, patchedSchema } from "../../model/patchPaths";
import { describeMember } from "./documentation";
import { code } from "./markdown";

/** Documents the path of a member in a patch operation, in Markdown. */
export function describePatchMember(operation: PatchOperationName, at: PatchMember): string {
  const whole = OPERATIONS[WHOLE_OF_PATCH[operation]].members.get(at.member);
  const schema = at.property === undefined ? whole : patchedSchema(operation, at);
  const ops = `**${code(at.path)}** · supports ${at.ops.map(code).join(", ")}`;
  return schema ? `${ops}\n\n${describeMember(schema, false, "json")}` : ops;
}
