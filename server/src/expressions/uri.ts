import type { Span } from "../syntax/nodes";
import { type Arn, type ArnFault, arnFaults, arnPlaceholders, parseArn } from "./arn";
import { type HttpUrl, type PathParameter, parseHttpUrl, scanParameters, type UrlFault } from "./httpUrl";
import { type LambdaFunction, lambdaFunctionFault, parseLambdaFunction } from "./lambdaFunction";
import { type LambdaInvocationFault, parseLambdaInvocation } from "./lambdaInvocation";
import { indexOutside, type Part, part, shifted, split } from "./part";
import { PARTITIONS } from "./partitions";
import { type Placeholder, type StageVariable, type StageVariableFault, scanVariables } from "./uriVariables";

/**
 * What is wrong with a private target, or between the two ARNs of a URI.
 * - `partitionDiffers`, `regionDiffers`: a function differs from the enclosing ARN, which has `expected`.
 * - `badListener`, `badLoadBalancer`, `badCloudMap`: the span is the wrong part of the ARN.
 */
export type TargetFault =
  | { readonly kind: "partitionDiffers" | "regionDiffers"; readonly span: Span; readonly expected: string }
  | { readonly kind: "badListener" | "badLoadBalancer"; readonly span: Span }
  | {
      readonly kind: "badCloudMap";
      readonly span: Span;
      readonly reason: "resource" | "serviceId" | "attribute" | "account";
    };

export type UriFault = ArnFault | LambdaInvocationFault | TargetFault | UrlFault | StageVariableFault;

interface UriBase {
  readonly text: string;
  readonly span: Span;
  readonly stageVariables: readonly StageVariable[];
  readonly placeholders: readonly Placeholder[];
  readonly faults: readonly UriFault[];
}

/** A `DiscoverInstances` attribute of a Cloud Map service: `?stage=prod`. */
export interface Attribute {
  readonly key: Part;
  readonly value?: Part;
}

/**
 * A parsed URI, by `kind`:
 * - `http-url`: `https://example.com:8443/{id}?q=1`.
 * - `lambda-invoke`, `lambda-stream`: `arn:…:apigateway:…:lambda:path/…`, with the function if it can be parsed.
 * - `lambda-function`: the ARN of the function itself.
 * - `aws-path`, `aws-action`: `arn:…:apigateway:…:s3:path/{bucket}`, `…:s3:action/GetObject&Key={key}`.
 * - `aws-wrapper`: an ARN of `apigateway` with neither a path nor an action, which a stage variable may replace.
 * - `elb-listener`, `elb`, `cloud-map`: targets of a private integration.
 * - `role`, `caller-identity`: credentials.
 * - `arn`: any other ARN.
 * - `stage-variable`: a single stage variable.
 * - `placeholder`: a single `${NAME}`.
 * - `unknown`: none of these.
 */
export type ParsedUri = UriBase &
  (
    | ({ readonly kind: "http-url" } & HttpUrl)
    | {
        readonly kind: "lambda-invoke" | "lambda-stream";
        readonly arn: Arn;
        readonly path: Part;
        /** The version and the last segment of the path, if they are typed. */
        readonly version?: Part;
        readonly ending?: Part;
        readonly function?: LambdaFunction;
      }
    | { readonly kind: "lambda-function"; readonly arn: Arn; readonly function: LambdaFunction }
    | {
        readonly kind: "aws-path";
        readonly arn: Arn;
        readonly awsService: Part;
        readonly subdomain?: Part;
        readonly path: Part;
        readonly parameters: readonly PathParameter[];
      }
    | {
        readonly kind: "aws-action";
        readonly arn: Arn;
        readonly awsService: Part;
        readonly subdomain?: Part;
        readonly action: Part;
        /** What follows the action's `&`, such as `Version=2012-11-05`. */
        readonly attributes: readonly Attribute[];
        readonly parameters: readonly PathParameter[];
      }
    | { readonly kind: "aws-wrapper" | "arn" | "role" | "caller-identity"; readonly arn: Arn }
    | { readonly kind: "elb-listener" | "elb"; readonly arn: Arn; readonly name?: Part }
    | {
        readonly kind: "cloud-map";
        readonly arn: Arn;
        readonly serviceId?: Part;
        readonly attributes: readonly Attribute[];
      }
    | { readonly kind: "stage-variable" | "placeholder" | "unknown" }
  );

export type UriKind = ParsedUri["kind"];

/** The name of each kind of URI, for use in a sentence. */
export const URI_NAMES: Readonly<Record<UriKind, string>> = {
  "http-url": "an HTTP URL",
  "lambda-invoke": "a Lambda invocation",
  "lambda-stream": "a Lambda invocation that streams its response",
  "lambda-function": "a Lambda function ARN",
  "aws-path": "an AWS service path",
  "aws-action": "an AWS service action",
  "aws-wrapper": "an API Gateway ARN without a path or an action",
  "elb-listener": "a load balancer listener",
  elb: "a load balancer",
  "cloud-map": "a Cloud Map service",
  role: "an IAM role",
  "caller-identity": "the caller's identity",
  arn: "an ARN",
  "stage-variable": "a stage variable",
  placeholder: "a placeholder",
  unknown: "neither an ARN nor a URL",
};

/** Parses the value of `uri`, `IntegrationUri`, `integrationTarget`, `credentials` or `CredentialsArn`. */
export function parseUri(text: string): ParsedUri {
  const whole = part(text, 0, text.length);
  const scanned = scanVariables(text);
  const base = {
    text,
    span: whole.span,
    stageVariables: scanned.variables,
    placeholders: scanned.placeholders,
  };
  const only = (place: { readonly span: Span } | undefined): boolean =>
    place?.span.start === 0 && place.span.end === text.length && text !== "";
  if (only(scanned.variables[0])) return { ...base, kind: "stage-variable", faults: scanned.faults };
  if (only(scanned.placeholders[0])) return { ...base, kind: "placeholder", faults: scanned.faults };
  const arn = parseArn(whole);
  if (arn) return finish(parseTarget(arn), base, scanned.faults);
  const url = parseHttpUrl(text, [...scanned.variables, ...scanned.placeholders, ...scanned.faults]);
  if (!url) return { ...base, kind: "unknown", faults: scanned.faults };
  return { ...base, kind: "http-url", ...url.url, faults: [...scanned.faults, ...url.faults] };
}

/**
 * The placeholders `{name}` of a URI's path, query or action, which mappings of `integration.request.path.name` fill
 * in. Empty for targets that have none.
 */
export function pathParametersOf(uri: ParsedUri): readonly PathParameter[] {
  return uri.kind === "http-url" || uri.kind === "aws-path" || uri.kind === "aws-action"
    ? uri.parameters
    : [];
}

/** A URI without the common members. Its ARNs are checked together at the end. */
type Target = DistributiveOmit<Exclude<ParsedUri, { readonly kind: "http-url" }>, keyof UriBase>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface Found {
  readonly target: Target & { readonly arn: Arn };
  readonly inner?: LambdaFunction;
  readonly faults: readonly UriFault[];
}

function finish(
  { target, inner, faults }: Found,
  base: Omit<UriBase, "faults">,
  variableFaults: readonly StageVariableFault[],
): ParsedUri {
  const { arn } = target;
  // A function's own ARN has no enclosing ARN.
  const innerArn = inner?.arn === arn ? undefined : inner?.arn;
  // With such a resource, apigateway is only misspelled.
  const isWrapper = arn.service?.text === "apigateway" || /^(?:path|action)\//.test(arn.resource?.text ?? "");
  const placeholders = [
    ...base.placeholders,
    ...arnPlaceholders(arn, isWrapper ? "apigateway" : "any"),
    ...(innerArn ? arnPlaceholders(innerArn, "any") : []),
    ...(inner?.placeholder ? [inner.placeholder] : []),
  ];
  const all = [
    ...variableFaults,
    ...arnFaults(arn, isWrapper ? "apigateway" : "any"),
    ...faults,
    ...(innerArn ? [...arnFaults(innerArn, "any"), ...differences(arn, innerArn)] : []),
  ];
  return { ...base, ...target, placeholders, faults: all } as ParsedUri;
}

function* differences(outer: Arn, inner: Arn): Generator<UriFault> {
  const differs = (a: Part | undefined, b: Part | undefined): b is Part =>
    a !== undefined &&
    b !== undefined &&
    a.text !== b.text &&
    /^[\w-]+$/.test(a.text) &&
    /^[\w-]+$/.test(b.text);
  const { partition, region } = inner;
  const isKnown = PARTITIONS.some(({ name }) => name === outer.partition?.text);
  if (isKnown && differs(outer.partition, partition)) {
    yield { kind: "partitionDiffers", span: partition.span, expected: outer.partition?.text ?? "" };
  } else if (differs(outer.region, region)) {
    yield { kind: "regionDiffers", span: region.span, expected: outer.region?.text ?? "" };
  }
}

function parseTarget(arn: Arn): Found {
  const resource = arn.resource?.text ?? "";
  switch (arn.service?.text) {
    case "apigateway":
      return parseWrapper(arn);
    case "lambda": {
      const found = parseLambdaFunction(arn);
      if (found) {
        const whole = { text: arn.text, span: arn.span };
        const wrong = lambdaFunctionFault(whole, found);
        const faults: readonly UriFault[] = wrong ? [{ kind: "badFunction", span: wrong }] : [];
        return { target: { kind: "lambda-function", arn, function: found }, inner: found, faults };
      }
      return { target: { kind: "arn", arn }, faults: [] };
    }
    case "elasticloadbalancing":
      return parseLoadBalancer(arn);
    case "servicediscovery":
      return parseCloudMap(arn);
    case "iam":
      if (resource === "user/*" && arn.account?.text === "*") {
        return { target: { kind: "caller-identity", arn }, faults: [] };
      }
      return { target: { kind: resource.startsWith("role/") ? "role" : "arn", arn }, faults: [] };
    default:
      return { target: { kind: "arn", arn }, faults: [] };
  }
}

function parseWrapper(arn: Arn): Found {
  const { account, resource } = arn;
  if (!account || !resource) return { target: { kind: "aws-wrapper", arn }, faults: [] };
  const dot = lastDot(account.text);
  const awsService = shifted(part(account.text, dot + 1, account.text.length), account.span.start);
  const subdomain = dot < 0 ? {} : { subdomain: shifted(part(account.text, 0, dot), account.span.start) };
  const rest = (length: number): Part =>
    shifted(part(resource.text, length, resource.text.length), resource.span.start);
  if (resource.text.startsWith("path/")) {
    const path = rest("path/".length);
    if (awsService.text !== "lambda") {
      const { parameters } = scanParameters(path);
      return { target: { kind: "aws-path", arn, awsService, ...subdomain, path, parameters }, faults: [] };
    }
    const { faults, kind, ...wrapper } = parseLambdaInvocation(path);
    const inner = wrapper.function;
    return { target: { kind, arn, path, ...wrapper }, ...(inner && { inner }), faults };
  }
  if (resource.text.startsWith("action/")) {
    const whole = rest("action/".length);
    const [action = whole, ...more] = split(whole, "&");
    const attributes = more.map(readAttribute);
    const { parameters } = scanParameters(whole);
    return {
      target: { kind: "aws-action", arn, awsService, ...subdomain, action, attributes, parameters },
      faults: [],
    };
  }
  return { target: { kind: "aws-wrapper", arn }, faults: [] };
}

/** Returns the offset of the last dot outside variables, which ends a subdomain; -1 if there is none. */
function lastDot(text: string): number {
  let last = -1;
  for (let dot = indexOutside(text, "."); dot >= 0; dot = indexOutside(text, ".", dot + 1)) last = dot;
  return last;
}

/** Parses `listener/app/name/0123456789abcdef/0123456789abcdef`, or `loadbalancer/…` with one ID. */
function parseLoadBalancer(arn: Arn): Found {
  const fields = arn.resource ? split(arn.resource, "/") : [];
  const [kind, type, name, ...ids] = fields;
  if (kind?.text !== "listener" && kind?.text !== "loadbalancer")
    return { target: { kind: "arn", arn }, faults: [] };
  const isListener = kind.text === "listener";
  const bad = isListener ? "badListener" : "badLoadBalancer";
  const faults: UriFault[] = [];
  const open = /[${}<>]/;
  if (!type || (!/^(?:app|net)$/.test(type.text) && !open.test(type.text))) {
    faults.push({ kind: bad, span: type?.span ?? kind.span });
  } else if (!name?.text) faults.push({ kind: bad, span: name?.span ?? type.span });
  else {
    const wrong = ids.find(
      ({ text }, i) => i >= (isListener ? 2 : 1) || (!/^[0-9a-f]+$/.test(text) && !open.test(text)),
    );
    if (wrong) faults.push({ kind: bad, span: wrong.span.start === wrong.span.end ? name.span : wrong.span });
    else if (ids.length < (isListener ? 2 : 1))
      faults.push({ kind: bad, span: arn.resource?.span ?? arn.span });
  }
  return {
    target: { kind: isListener ? "elb-listener" : "elb", arn, ...(name && { name }) },
    faults,
  };
}

/** Parses `service/srv-abc?stage=prod&color=blue`. */
function parseCloudMap(arn: Arn): Found {
  const { resource, account } = arn;
  const faults: UriFault[] = [];
  const bad = (reason: "resource" | "serviceId" | "attribute" | "account", span: Span): void => {
    faults.push({ kind: "badCloudMap", reason, span });
  };
  if (account?.text === "") bad("account", account.span);
  if (!resource?.text.startsWith("service/")) {
    bad("resource", resource?.text ? resource.span : arn.span);
    return { target: { kind: "cloud-map", arn, attributes: [] }, faults };
  }
  const rest = shifted(part(resource.text, "service/".length, resource.text.length), resource.span.start);
  const question = rest.text.indexOf("?");
  const serviceId = shifted(part(rest.text, 0, question < 0 ? rest.text.length : question), rest.span.start);
  if (!/^srv-[a-z0-9]+$/.test(serviceId.text) && !/[${}<>]/.test(serviceId.text)) {
    bad("serviceId", serviceId.text ? serviceId.span : resource.span);
  }
  const query = shifted(part(rest.text, question + 1, rest.text.length), rest.span.start);
  const attributes = question < 0 ? [] : split(query, "&").map(readAttribute);
  for (const { key, value } of attributes) {
    if (key.text !== "" && value?.text) continue;
    const span = { start: key.span.start, end: value?.span.end ?? key.span.end };
    bad("attribute", span.start === span.end ? { start: span.start - 1, end: span.end } : span);
  }
  return { target: { kind: "cloud-map", arn, serviceId, attributes }, faults };
}

function readAttribute(source: Part): Attribute {
  const equals = source.text.indexOf("=");
  if (equals < 0) return { key: source };
  const { start } = source.span;
  return {
    key: shifted(part(source.text, 0, equals), start),
    value: shifted(part(source.text, equals + 1, source.text.length), start),
  };
}
