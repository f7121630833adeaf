import type { InputRule } from "../engine/rule";
import { templateTooLong } from "../file/values";
import { badAwsTarget, credentialsNotArn } from "./awsTarget";
import { connectionIdMissing, connectionIdUnused, privateNotHttpProxy, tlsConfigUnused } from "./connection";
import {
  badResponseKey as badHttpResponseKey,
  badPathKey,
  badRequestKey,
  otherDialectKey,
  reservedHeader,
  statusCodeAction,
} from "./httpKeys";
import { illegalCharacter, notHttp } from "./httpTarget";
import {
  badStatusCode,
  badStatusKey,
  bodyTruncated,
  quotedText,
  requestInResponse,
  unbracedVariable,
  unknownVariable,
  unparsedVariable,
  unsupportedPath,
  valueIgnored,
} from "./httpValues";
import { bareFunction, lambdaNotPost, otherAccount } from "./lambdaTarget";
import { unknownMethod } from "./method";
import {
  unknownVersion,
  versionMissing,
  versionOfHttpProxy,
  versionOfSubtype,
  versionOfWebSocket,
} from "./payloadFormat";
import { greedyParameter, notPrivateTarget, stageInPath, vpcLinkOfWebSocket } from "./privateTarget";
import { httpOnlyMember, nonProxyOnHttp, webSocketOnlyMember } from "./protocol";
import { badResponseKey, badResponsePattern, responseOfHttp } from "./responseKey";
import {
  requestTemplateNeverSelected,
  responseTemplateNeverSelected,
  unescapedDefault,
  unknownRequestVariable,
  unknownResponseVariable,
} from "./selection";
import {
  parameterMissing,
  subtypeWithoutRole,
  subtypeWithUri,
  unknownParameter,
  unknownSubtype,
} from "./subtype";
import { emptyTarget, methodMissing, subtypeNotProxy, targetMissing } from "./target";
import { mockWithoutStatus, responsesNeeded, templatesOfProxy } from "./templates";
import { timeoutOfHttp, timeoutOfWebSocket } from "./timeout";
import { deletedMapping, emptyParameter, mergedParameters } from "./update";
import { badResponseParameter, badWebSocketKey, badWebSocketValue, onConnectOnly } from "./wsMappings";

/** The rules for HTTP and WebSocket APIs, in the order of their codes. */
export const v2Rules: readonly InputRule[] = [
  nonProxyOnHttp,
  versionMissing,
  unknownVersion,
  versionOfHttpProxy,
  versionOfSubtype,
  unknownSubtype,
  subtypeWithoutRole,
  parameterMissing,
  unknownParameter,
  subtypeNotProxy,
  subtypeWithUri,
  targetMissing,
  connectionIdMissing,
  notPrivateTarget,
  privateNotHttpProxy,
  connectionIdUnused,
  methodMissing,
  tlsConfigUnused,
  timeoutOfHttp,
  timeoutOfWebSocket,
  badRequestKey,
  reservedHeader,
  badPathKey,
  unknownVariable,
  unbracedVariable,
  unsupportedPath,
  bodyTruncated,
  valueIgnored,
  badStatusKey,
  badHttpResponseKey,
  requestInResponse,
  badStatusCode,
  statusCodeAction,
  otherDialectKey,
  quotedText,
  webSocketOnlyMember,
  httpOnlyMember,
  versionOfWebSocket,
  lambdaNotPost,
  bareFunction,
  badWebSocketKey,
  badWebSocketValue,
  onConnectOnly,
  mockWithoutStatus,
  requestTemplateNeverSelected,
  unknownRequestVariable,
  unescapedDefault,
  templatesOfProxy,
  responsesNeeded,
  responseOfHttp,
  badResponseKey,
  badResponsePattern,
  unknownResponseVariable,
  responseTemplateNeverSelected,
  badResponseParameter,
  mergedParameters,
  deletedMapping,
  emptyParameter,
  templateTooLong,
  greedyParameter,
  stageInPath,
  vpcLinkOfWebSocket,
  otherAccount,
  emptyTarget,
  notHttp,
  illegalCharacter,
  badAwsTarget,
  credentialsNotArn,
  unparsedVariable,
  unknownMethod,
];
