/**
 * What stands inside of an integration's strings, as trees. Every parser takes the decoded string and gives
 * its parts with their spans (half-open UTF-16 offsets into that string) and its faults, each of which spans
 * the part that is wrong. None of them throws, and each takes half-typed text as far as it goes.
 */

/** `arn:…` and `https://…` — targets and credentials: one tree, told apart by `kind`. */
export { ARN_FIELDS, type Arn, type ArnFault, type ArnField, parseArn } from "./arn";
/** `$context.identity.sourceIp`, `SQS-SendMessage` and the headers that mappings cannot set: tables. */
export {
  type ApiKind,
  CONTEXT_VARIABLES,
  type ContextVariable,
  contextVariablesOf,
  findContextVariable,
  REST_LOGS_ONLY,
} from "./contextVariables";
/** `append:header.x-id` — the keys of an HTTP API's mappings: action, target, name. */
export {
  HTTP_ACTIONS,
  HTTP_TARGETS,
  type HttpAction,
  type HttpDirection,
  type HttpKey,
  type HttpKeyFault,
  type HttpKeySlot,
  type HttpTargetKind,
  httpKeyAt,
  parseHttpKey,
} from "./httpKey";
export type { HttpUrl, PathParameter, UrlFault } from "./httpUrl";
/** `Bearer ${request.header.token}` — their values: texts and variables, each with root, source and name. */
export {
  HTTP_ROOTS,
  HTTP_SOURCES,
  type HttpEntryFault,
  type HttpRoot,
  type HttpValue,
  type HttpValueFault,
  type HttpValuePart,
  type HttpValueSlot,
  type HttpVariable,
  httpEntryFaults,
  httpValueAt,
  parseHttpValue,
  parseStatusKey,
  type StatusKeyFault,
} from "./httpValue";
/** `user.tags[0]` — the path behind `body.`: names and brackets. */
export { type BodyPath, type PathFault, type PathStep, parseBodyPath } from "./jsonPath";
export type { LambdaFunction } from "./lambdaFunction";
export { LAMBDA_INVOCATIONS, type LambdaInvocationFault } from "./lambdaInvocation";
/** A piece of text with its span, in all of these trees. */
export { isAt, type Part } from "./part";
/** AWS's partitions and regions. */
export {
  consoleHostFor,
  PARTITIONS,
  type Partition,
  partitionForCalls,
  partitionOf,
  REGIONS,
} from "./partitions";
export {
  breaksRestCalls,
  dropsFromRestCalls,
  isReservedHeader,
  RESERVED_HEADER_PREFIXES,
  RESERVED_HEADERS,
  type RestBackend,
} from "./reservedHeaders";
/** `integration.request.header.x` and `method.request.path.id` — the mappings of REST and WebSocket APIs. */
export {
  type CacheKey,
  KEY_TARGETS,
  type MappingKey,
  type MappingKeyFault,
  type MappingScope,
  type MappingSource,
  type MappingValue,
  type MappingValueFault,
  type MessagePrefix,
  mappingValueAt,
  parseCacheKey,
  parseMappingKey,
  parseMappingValue,
  type Reference,
  type ReferenceFault,
  type ReferenceSlot,
  referenceAt,
  SCOPE_PREFIX,
  VALUE_SOURCES,
} from "./restMapping";
/** `${request.body.action}`, `\$default` and `/4\d\d/` — what chooses templates and integration responses. */
export {
  ESCAPED_DEFAULT,
  parseResponseKey,
  parseSelection,
  type ResponseKey,
  type ResponseKeyFault,
  SELECTION_VARIABLES,
  type Selection,
  type SelectionFault,
  type SelectionPart,
  type SelectionScope,
  type SelectionSlot,
  type SelectionVariable,
  selectionAt,
} from "./selection";
export { findSubtype, SUBTYPE_PARAMETERS, SUBTYPES, type Subtype, type SubtypeParameter } from "./subtypes";
export {
  type Attribute,
  type ParsedUri,
  parseUri,
  type TargetFault,
  URI_NAMES,
  type UriFault,
  type UriKind,
} from "./uri";
export type { Placeholder, StageVariable, StageVariableFault } from "./uriVariables";
