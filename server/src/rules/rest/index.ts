import type { Rule } from "../engine/rule";
import { formValueNotEncoded } from "../template/formValues";
import { notAnArn, notWrapped, proxyOfOtherService, unknownPartition } from "./awsTarget";
import { badCacheKey, cacheKeyUnmapped } from "./cacheKeys";
import {
  connectionIdMissing,
  connectionIdUnused,
  integrationTargetUnused,
  privateNotHttp,
} from "./connection";
import { credentialsMissing, credentialsNotArn } from "./credentials";
import { undeclaredHeader, undeclaredParameter, undeclaredStatus } from "./declared";
import { illegalCharacter, notHttp, unsupportedPort } from "./httpTarget";
import { lambdaNotPost, methodMissing, unknownVerb } from "./method";
import { mockWithoutTemplates, relaxedJson, statusMissing, statusNotNumber, unusedByMock } from "./mock";
import { mockOfBinary } from "./mockBinary";
import { neverWithoutTemplates, otherTypesRefused, unknownBehavior } from "./passthrough";
import { emptyPatch, unescapedSlash, unknownPath, unsupportedOp } from "./patches";
import { opOrPathMissing, valueIgnored, valueMissing, wrongValueType } from "./patchValues";
import { greedyPlaceholder, mappingWithoutPlaceholder, placeholderWithoutMapping } from "./pathParameters";
import { renamedHeader } from "./renamedHeaders";
import { asynchronousProxy, headerOfAws, lengthHeader } from "./requestHeaders";
import { badKey, badName, badValue, declaredOnMethod, httpApiKey, mapsBody } from "./requestParameters";
import {
  badResponseKey,
  badResponseValue,
  headerCase,
  headerToDeclare,
  methodResponseNeeded,
} from "./responseParameters";
import { dotBeforeLineBreak, doubledBackslash, noStatus, wordInBrackets } from "./responsePatterns";
import {
  badPattern,
  badStatusCode,
  defaultResponse,
  patternOfEverything,
  plainWords,
} from "./responseSelection";
import { responseValueNotText } from "./responseTypes";
import { formTypeMissing, unknownParameter } from "./serviceForms";
import { jsonActionNotPost } from "./serviceMethod";
import {
  bufferedWithStreamUri,
  streamedWithPlainUri,
  streamLimits,
  streamNotCached,
  streamNotProxy,
} from "./streaming";
import { targetMissing, targetNotLoadBalancer } from "./target";
import {
  badContentType,
  binaryWithResponseTemplates,
  binaryWithTemplates,
  emptyResponseTemplate,
  jsonTemplateMissing,
  templateOfProxy,
  templateTooLong,
} from "./templates";
import { timeoutNeedsQuota, timeoutTooLong, timeoutTooShort } from "./timeout";
import { tlsConfigUnused, verificationSkipped } from "./tls";

/** The rules for integrations and integration responses of REST APIs, ordered by code. */
export const restRules: readonly Rule[] = [
  methodMissing,
  lambdaNotPost,
  notHttp,
  targetMissing,
  notAnArn,
  notWrapped,
  proxyOfOtherService,
  unknownPartition,
  credentialsNotArn,
  credentialsMissing,
  badKey,
  badValue,
  declaredOnMethod,
  badName,
  mappingWithoutPlaceholder,
  placeholderWithoutMapping,
  greedyPlaceholder,
  templateOfProxy,
  unknownBehavior,
  neverWithoutTemplates,
  otherTypesRefused,
  statusMissing,
  statusNotNumber,
  relaxedJson,
  unusedByMock,
  mockWithoutTemplates,
  badCacheKey,
  cacheKeyUnmapped,
  timeoutTooShort,
  timeoutNeedsQuota,
  timeoutTooLong,
  connectionIdMissing,
  privateNotHttp,
  connectionIdUnused,
  integrationTargetUnused,
  targetNotLoadBalancer,
  streamNotProxy,
  streamedWithPlainUri,
  bufferedWithStreamUri,
  streamLimits,
  verificationSkipped,
  tlsConfigUnused,
  binaryWithTemplates,
  unsupportedPort,
  illegalCharacter,
  lengthHeader,
  headerOfAws,
  asynchronousProxy,
  mapsBody,
  httpApiKey,
  templateTooLong,
  unknownVerb,
  badContentType,
  jsonTemplateMissing,
  undeclaredParameter,
  streamNotCached,
  formTypeMissing,
  formValueNotEncoded,
  unknownParameter,
  jsonActionNotPost,
  mockOfBinary,
  badStatusCode,
  badPattern,
  badResponseKey,
  badResponseValue,
  headerToDeclare,
  methodResponseNeeded,
  responseValueNotText,
  binaryWithResponseTemplates,
  defaultResponse,
  patternOfEverything,
  plainWords,
  headerCase,
  emptyResponseTemplate,
  undeclaredStatus,
  undeclaredHeader,
  renamedHeader,
  wordInBrackets,
  noStatus,
  doubledBackslash,
  dotBeforeLineBreak,
  unsupportedOp,
  unknownPath,
  unescapedSlash,
  emptyPatch,
  opOrPathMissing,
  valueMissing,
  valueIgnored,
  wrongValueType,
];
