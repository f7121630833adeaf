/**
 * Parsers for the expressions inside an integration's strings. Each parser takes the decoded string and returns
 * its parts with their spans (half-open UTF-16 offsets into that string) and its faults, each with the span of
 * the wrong part. No parser throws, and each parses incomplete text as far as possible.
 */

/** `arn:…` and `https://…`: targets and credentials, as a union discriminated by `kind`. */
export { ARN_FIELDS, type Arn, type ArnFault, type ArnField, parseArn } from "./arn";
/** Tables of context variables, service actions and headers that mappings cannot set. */
export {
  type ApiKind,
  CONTEXT_VARIABLES,
  type ContextVariable,
  contextVariablesOf,
  findContextVariable,
  REST_LOGS_ONLY,
} from "./contextVariables";
/** `append:header.x-id`: the keys of an HTTP API's mappings, with action, target and name. */
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
/** `Bearer ${request.header.token}`: their values, as text and variables with root, source and name. */
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
/** `user.tags[0]`: the path after `body.`, as names and brackets. */
export { type BodyPath, type PathFault, type PathStep, parseBodyPath } from "./jsonPath";
export type { LambdaFunction } from "./lambdaFunction";
export { LAMBDA_INVOCATIONS, type LambdaInvocationFault } from "./lambdaInvocation";
/** A piece of text with its span, used by all parsers. */
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
export { clientHeaderName, type ResponseHeaderSource } from "./renamedHeaders";
export {
  breaksRestCalls,
  dropsFromRestCalls,
  isReservedHeader,
  RESERVED_HEADER_PREFIXES,
  RESERVED_HEADERS,
  type RestBackend,
} from "./reservedHeaders";
/** `integration.request.header.x` and `method.request.path.id`: the mappings of REST and WebSocket APIs. */
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
/** `${request.body.action}`, `\$default` and `/4\d\d/`: what selects templates and integration responses. */
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
/** How AWS services are called through API Gateway's own URIs. */
export { JSON_SERVICES, QUERY_SERVICES, type QueryActions } from "./serviceProtocols";
export {
  findSubtype,
  requiredOf,
  SUBTYPE_PARAMETERS,
  SUBTYPES,
  type Subtype,
  type SubtypeParameter,
} from "./subtypes";
export {
  type Attribute,
  type ParsedUri,
  parseUri,
  pathParametersOf,
  type TargetFault,
  URI_NAMES,
  type UriFault,
  type UriKind,
} from "./uri";
export type { Placeholder, StageVariable, StageVariableFault } from "./uriVariables";
