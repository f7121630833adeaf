import type { Rule } from "../engine/rule";
import { constantCondition } from "./conditions";
import { bareClaims, contextInOtherCase, logsOnlyContext, unknownContext } from "./context";
import {
  escapedQuote,
  printedDirective,
  refusedDirective,
  templateSyntax,
  thousandRounds,
  unbalanced,
} from "./directives";
import { formOverLines } from "./form";
import { bodyOfGet, paramsOfWebSocket, propertyOfBody, unknownInputMember } from "./input";
import {
  jsonInQuotes,
  neverJson,
  pathPrinted,
  quotesLeftEscaped,
  unescapedBody,
  unescapedParameter,
} from "./json";
import { badStatus, fixedHeader, overriddenTwice, requestInResponse, responseInRequest } from "./overrides";
import { badPath, pathWithoutRoot, rootInMapping } from "./paths";
import { countOfList, undefinedReference, unknownMethod } from "./references";
import { unquotedStageVariable } from "./stageVariables";
import { unreachable } from "./unreachable";
import { unknownUtil } from "./util";

/** The rules on mapping templates and the paths in them, in the order of their codes. */
export const templateRules: readonly Rule[] = [
  unknownInputMember,
  unknownUtil,
  unknownContext,
  bareClaims,
  quotesLeftEscaped,
  pathPrinted,
  jsonInQuotes,
  refusedDirective,
  printedDirective,
  unbalanced,
  thousandRounds,
  overriddenTwice,
  responseInRequest,
  requestInResponse,
  badStatus,
  escapedQuote,
  formOverLines,
  countOfList,
  undefinedReference,
  neverJson,
  logsOnlyContext,
  paramsOfWebSocket,
  bodyOfGet,
  unquotedStageVariable,
  unescapedParameter,
  propertyOfBody,
  contextInOtherCase,
  fixedHeader,
  templateSyntax,
  unescapedBody,
  unknownMethod,
  constantCondition,
  unreachable,
  pathWithoutRoot,
  rootInMapping,
  badPath,
];
