import type { Rule } from "../engine/rule";
import { constantCondition } from "./conditions";
import { bareClaims, contextInOtherCase, logsOnlyContext, unknownContext } from "./context";
import {
  escapedQuote,
  foreachLimit,
  printedDirective,
  refusedDirective,
  templateSyntax,
  unbalanced,
} from "./directives";
import { base64InARow, literalEscape } from "./encoding";
import { lineBreakInForm } from "./form";
import { bodyOfGet, paramsOfWebSocket, propertyOfBody, unknownInputMember } from "./input";
import {
  escapedSingleQuotes,
  jsonInQuotes,
  neverJson,
  pathPrinted,
  unescapedBody,
  unescapedContext,
  unescapedParameter,
} from "./json";
import { textAsNumber } from "./numbers";
import { badStatus, fixedHeader, overriddenTwice, requestInResponse, responseInRequest } from "./overrides";
import { badPath, pathWithoutRoot, rootInMapping } from "./paths";
import { countOfList, undefinedReference, unknownMethod } from "./references";
import { unquotedStageVariable } from "./stageVariables";
import { unreachable } from "./unreachable";
import { unknownUtil } from "./util";

/** The rules for mapping templates and the paths in them, in the order of their codes. */
export const templateRules: readonly Rule[] = [
  unknownInputMember,
  unknownUtil,
  unknownContext,
  bareClaims,
  escapedSingleQuotes,
  pathPrinted,
  jsonInQuotes,
  refusedDirective,
  printedDirective,
  unbalanced,
  foreachLimit,
  overriddenTwice,
  responseInRequest,
  requestInResponse,
  badStatus,
  escapedQuote,
  lineBreakInForm,
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
  unescapedContext,
  textAsNumber,
  literalEscape,
  base64InARow,
  pathWithoutRoot,
  rootInMapping,
  badPath,
];
