/** Signature help in mapping templates: the parameters of the call, directive or macro that the cursor is in. */
import { NO_SAMPLES, type SampleTexts } from "../model/sampleTexts";
import type { Template } from "../rules/engine/template";
import type { Span } from "../syntax/nodes";
import { hostedTemplates, type TemplateHost, templatePositionAt } from "../templates/hostedTemplate";
import { typeOfShapes } from "../templates/shapes/shape";
import { type KnownBody, shapesOf } from "../templates/shapes/valueShapes";
import { DIRECTIVES, findMethod, type Member, methodsOf, OBJECTS } from "../vtl/analysis/library";
import type { ReferenceNode } from "../vtl/syntax/nodes";
import { type OpenBracket, openBrackets } from "./context/openCall";
import { referenceIn } from "./context/typedReference";
import { describeDirective, describeTemplateMember, PRINTED } from "./docs/templateLanguage";
import { knownBody } from "./messages/knownMessage";

/** A signature, and the parameter that is being typed. */
export interface SignatureHelp {
  /** For example `$input.params(name)`. */
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  /** Where the parameters are in the label. */
  readonly parameters: readonly Span[];
  /** The index of the parameter at the cursor; 0 if there are none. */
  readonly active: number;
}

/** Returns the signature of what is called around an offset of the file; undefined outside calls. */
export function signatureHelp(
  host: TemplateHost,
  offset: number,
  samples: SampleTexts = NO_SAMPLES,
): SignatureHelp | undefined {
  const position = templatePositionAt(host, offset);
  if (!position) return undefined;
  const { hosted } = position;
  const { template, path, node } = hosted;
  const isQuoted = node.style === "json" || node.style === "double" || node.style === "single";
  if (isQuoted && node.closed && offset >= node.span.end) return undefined;
  const call = openBrackets(template.text, position.offset).findLast(({ kind }) => kind !== "index");
  if (!call) return undefined;
  const body = (): KnownBody => knownBody(template, path, hostedTemplates(host), samples);
  const signature = call.kind === "method" ? ofMethod(template, call, body) : ofDirective(template, call);
  if (!signature) return undefined;
  const parameters = parametersIn(signature.label);
  return { ...signature, parameters, active: Math.max(0, Math.min(call.argument, parameters.length - 1)) };
}

type Signature = Pick<SignatureHelp, "label" | "documentation">;

function ofMethod(template: Template, call: OpenBracket, body: () => KnownBody): Signature | undefined {
  const base = referenceIn(template.text, call.base.start, call.base.end);
  if (!base) return undefined;
  const { name, parts } = base;
  if ((name === "input" || name === "util") && parts.length === 0 && template.facts.readsObject(base)) {
    const member = OBJECTS[name].get(call.name);
    return member?.isMethod ? signatureOf(member, `$${name}.`) : undefined;
  }
  const method = methodOf(template, base, call.name, body);
  return method && signatureOf(method, "");
}

/** The method of the value's type; while the type is unknown, that of any type. */
function methodOf(
  template: Template,
  base: ReferenceNode,
  name: string,
  body: () => KnownBody,
): Member | undefined {
  const { type: known } = template.values.reference(base);
  const type = known === "any" ? typeOfShapes(shapesOf(template, base, body())) : known;
  return findMethod(type, name) ?? methodsOf("any").find((method) => method.name === name);
}

function signatureOf(member: Member, owner: string): Signature {
  return { label: owner + member.signature, documentation: describeTemplateMember(member, owner) };
}

function ofDirective({ facts }: Template, { name }: OpenBracket): Signature | undefined {
  const directive = DIRECTIVES.find((each) => each.name === name);
  if (directive) {
    const [label = ""] = /^[^)]*\)/.exec(directive.signature) ?? [];
    return label === "" ? undefined : { label, documentation: describeDirective(directive) };
  }
  if (name === "macro") return MACRO;
  const macro = facts.macros.find((each) => each.name === name);
  if (!macro) return undefined;
  const parameters = macro.parameters.map((parameter) => `$${parameter.replace(/^\$/, "")}`);
  return { label: `#${name}(${parameters.join(" ")})`, documentation: CALLED };
}

const MACRO: Signature = {
  label: "#macro(name $parameter)",
  documentation: `Defines a macro, whose parameters follow its name. ${PRINTED}`,
};
const CALLED = `A macro of this template. ${PRINTED}`;

/** Returns the spans of the parameters in a signature: `(from, to)`, `($name = value)`, `($item in list)`, `($a $b)`. */
function parametersIn(label: string): readonly Span[] {
  const open = label.indexOf("(") + 1;
  return Array.from(label.slice(open, -1).matchAll(/[^\s,=()]+/g))
    .filter(([word]) => word !== "in")
    .map(({ index, 0: word }) => ({ start: open + index, end: open + index + word.length }));
}
