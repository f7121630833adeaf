import type { Rule } from "./engine/rule";
import { mistakenReference, unreplacedReference } from "./file/hostReferences";
import { byteOrderMark, duplicateKey, notAnObject, unparseable } from "./file/json";
import { missingMember, unknownMember, wrongCase } from "./file/members";
import { newMember } from "./file/newMembers";
import { jsonInString, notWhole, nullValue, templateNotText, wrongType } from "./file/types";
import {
  belowMinimum,
  emptyEntry,
  emptyPathMember,
  notInEnum,
  skeletonLeftover,
  tooLong,
} from "./file/values";
import {
  duplicateYamlKey,
  numericStatusCode,
  refusedYaml,
  unquotedKey,
  unquotedText,
  unquotedVersion,
  yesAndNo,
} from "./file/yaml";
import { restRules } from "./rest";
import { templateRules } from "./template";
import { uriRules } from "./uri";
import { v2Rules } from "./v2";
import { mixedProtocols } from "./v2/protocol";

/** Every rule, in the order of its code. */
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
  duplicateYamlKey,
  byteOrderMark,
  unquotedVersion,
  unquotedKey,
  numericStatusCode,
  unquotedText,
  refusedYaml,
  yesAndNo,
  emptyPathMember,
  skeletonLeftover,
  newMember,
  notWhole,
  jsonInString,
  templateNotText,
  tooLong,
  emptyEntry,
  mixedProtocols,
  mistakenReference,
  unreplacedReference,
  ...restRules,
  ...v2Rules,
  ...templateRules,
  ...uriRules,
];
