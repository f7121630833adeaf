import type { IntegrationInput } from "../model/input";
import { isUntouchedSkeleton } from "../model/skeleton";
import type { ParsedDocument } from "../syntax/nodes";
import { byteOrderMark, duplicateKey, notAnObject, unparseable } from "./file/json";
import { missingMember, unknownMember, wrongCase } from "./file/members";
import { jsonInString, notWhole, nullValue, templateNotText, wrongType } from "./file/types";
import {
  belowMinimum,
  emptyPathMember,
  notInEnum,
  skeletonLeftover,
  templateTooLong,
  tooLong,
} from "./file/values";
import type { Problem, Report, Rule } from "./rule";
import {
  connectionIdMissing,
  connectionIdUnused,
  privateNotHttpProxy,
  tlsConfigUnused,
} from "./v2/connection";
import {
  unknownVersion,
  versionMissing,
  versionOfHttpProxy,
  versionOfSubtype,
  versionOfWebSocket,
} from "./v2/payloadFormat";
import { httpOnlyMember, mixedProtocols, nonProxyOnHttp, webSocketOnlyMember } from "./v2/protocol";
import { methodMissing, subtypeNotProxy, targetMissing } from "./v2/target";
import { timeoutOfHttp, timeoutOfWebSocket } from "./v2/timeout";

/** Every rule, in the order of the codes. */
export const RULES: readonly Rule[] = [
  unparseable,
  notAnObject,
  unknownMember,
  wrongCase,
  missingMember,
  wrongType,
  nullValue,
  belowMinimum,
  notInEnum,
  duplicateKey,
  byteOrderMark,
  emptyPathMember,
  skeletonLeftover,
  notWhole,
  jsonInString,
  templateNotText,
  tooLong,
  mixedProtocols,
  nonProxyOnHttp,
  versionMissing,
  unknownVersion,
  versionOfHttpProxy,
  versionOfSubtype,
  subtypeNotProxy,
  targetMissing,
  connectionIdMissing,
  privateNotHttpProxy,
  connectionIdUnused,
  methodMissing,
  tlsConfigUnused,
  timeoutOfHttp,
  timeoutOfWebSocket,
  webSocketOnlyMember,
  httpOnlyMember,
  versionOfWebSocket,
  templateTooLong,
];

/** Runs the rules on the file and, where its root is an object, on the input; in the order of the text. */
export function runRules(document: ParsedDocument, input: IntegrationInput | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  // An untouched skeleton would trip a dozen rules, and its author knows: it gets one quiet notice.
  const skeleton = input !== undefined && isUntouchedSkeleton(input.root, input.operation);
  for (const rule of RULES) {
    const report: Report = (finding) => {
      const aws = finding.aws ?? rule.aws;
      problems.push({
        severity: rule.severity,
        ...finding,
        code: rule.code,
        ...(aws !== undefined && { aws }),
      });
    };
    if (rule.on === "document") rule.check(document, report);
    else if (!input || (skeleton && rule !== skeletonLeftover)) continue;
    else if (!rule.protocols || rule.protocols.includes(input.protocol ?? "unknown"))
      rule.check(input, report);
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
