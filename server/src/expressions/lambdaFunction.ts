import type { Span } from "../syntax/nodes";
import { type Arn, parseArn } from "./arn";
import { indexOutside, type Part, part, shifted } from "./part";
import type { Placeholder } from "./uriVariables";

/**
 * The ARN of a Lambda function: `…:function:orders:prod` has the name `orders` and the qualifier `prod`. If a
 * stage variable replaces the whole ARN, there is neither ARN nor name.
 */
export interface LambdaFunction {
  readonly span: Span;
  readonly arn?: Arn;
  readonly name?: Part;
  readonly qualifier?: Part;
  readonly qualifierKind?: "version" | "latest" | "alias" | "variable";
  /** True if a stage variable selects the function. */
  readonly hasNameVariable: boolean;
  readonly placeholder?: Placeholder;
}

const STAGE_VARIABLE = /\$\{stageVariables\.[^}]*\}/;

/** Parses the function in an ARN; undefined if the resource is not a function. */
export function parseLambdaFunction(arn: Arn): LambdaFunction | undefined {
  const { resource, span } = arn;
  if (!resource || arn.service?.text !== "lambda" || !resource.text.startsWith("function:")) return undefined;
  const rest = shifted(part(resource.text, "function:".length, resource.text.length), resource.span.start);
  const colon = indexOutside(rest.text, ":");
  const name = shifted(part(rest.text, 0, colon < 0 ? rest.text.length : colon), rest.span.start);
  const inBraces = /^\{([^{}.]+)\}$/.exec(name.text)?.[1];
  const base = {
    span,
    arn,
    name,
    hasNameVariable: STAGE_VARIABLE.test(name.text),
    ...(inBraces && { placeholder: { span: name.span, style: "brace" as const, name: inBraces } }),
  };
  if (colon < 0) return base;
  const qualifier = shifted(part(rest.text, colon + 1, rest.text.length), rest.span.start);
  return { ...base, qualifier, qualifierKind: kindOf(qualifier.text) };
}

function kindOf(qualifier: string): "version" | "latest" | "alias" | "variable" {
  if (qualifier === "$LATEST") return "latest";
  if (/^\d+$/.test(qualifier)) return "version";
  return STAGE_VARIABLE.test(qualifier) ? "variable" : "alias";
}

/** Returns the span that is wrong in a function's ARN; undefined if it is valid. */
export function lambdaFunctionFault(source: Part, found: LambdaFunction | undefined): Span | undefined {
  if (/^\$\{[^}]*\}$/.test(source.text)) return undefined;
  const arn = found?.arn ?? parseArn(source);
  if (!arn || source.text === "") return source.span;
  if (arn.service && arn.service.text !== "lambda") return arn.service.span;
  if (!found?.name) return arn.resource?.text ? arn.resource.span : arn.span;
  const open = /[${}<>]/;
  const { name, qualifier } = found;
  if (!open.test(name.text) && !/^[\w-]+$/.test(name.text)) return name.text ? name.span : arn.resource?.span;
  if (
    qualifier &&
    qualifier.text !== "$LATEST" &&
    !open.test(qualifier.text) &&
    !/^[\w-]+$/.test(qualifier.text)
  ) {
    return { start: qualifier.span.start - 1, end: qualifier.span.end };
  }
  return undefined;
}
