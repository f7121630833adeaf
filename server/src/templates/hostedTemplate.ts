/** Mapping templates where they are written: in a string of an input, or as a file of their own. */
import type { HostedInput } from "../hosts/host";
import type { ApiFacts } from "../model/apiFacts";
import type { IntegrationInput } from "../model/input";
import type { Operation } from "../model/operations";
import { patchedInputs } from "../model/patchedInput";
import { type HeldTemplate, isUnknownText, templatesIn } from "../model/templates";
import { type InputTemplate, parsedTemplate, templatesOf } from "../rules/engine/inputTemplates";
import { Template } from "../rules/engine/template";
import { touches } from "../syntax/locate";
import type { ParsedDocument, StringNode, TemplateDocument } from "../syntax/nodes";
import { Recent } from "../syntax/recent";
import { type StringMap, stringMap } from "../syntax/stringMap";

/** An analyzed file that may have templates. The analyses of `service.ts` are of this shape. */
export type TemplateHost =
  | InputHost
  | {
      readonly document: TemplateDocument;
      readonly template: Template;
      readonly facts: ApiFacts | undefined;
    }
  | HostFile;

/** A file with inputs in it. The path to a template is the input's ID, followed by that in the input. */
export interface HostFile {
  readonly document: ParsedDocument;
  readonly inputs: readonly (InputHost & {
    readonly hosted: Pick<HostedInput, "id" | "title" | "head" | "root" | "integration">;
  })[];
}

interface InputHost {
  readonly document: ParsedDocument;
  readonly operation?: Operation;
  readonly input: IntegrationInput | undefined;
  readonly facts: ApiFacts | undefined;
}

/** A template and the string that it is written in. */
export interface HostedTemplate {
  /** The parsed template, at its own offsets. */
  readonly template: Template;
  /** The string in the host; for a template file, the whole text. */
  readonly node: StringNode;
  /** Converts between offsets in the template and in the host. */
  readonly map: StringMap;
  /** The member and the key of the template, or a patch operation and its path; empty for a template file. */
  readonly path: readonly string[];
  /** What AWS reported about the API. */
  readonly facts: ApiFacts | undefined;
}

/** A position in a template. */
export interface TemplatePosition {
  readonly hosted: HostedTemplate;
  /** An offset in the template's text. */
  readonly offset: number;
}

/** Returns the templates in a file, in source order. Aliases are left out, because their text is written elsewhere. */
export function hostedTemplates(host: TemplateHost): readonly HostedTemplate[] {
  return cached.of(host, listTemplates);
}

/**
 * Returns the template that the host's offset is in, and where. On the quotes, the header of a block or in the
 * indentation, the position is the nearest one in the text.
 */
export function templatePositionAt(host: TemplateHost, offset: number): TemplatePosition | undefined {
  const hosted = hostedTemplates(host).find(({ node }) => touches(node.span, offset));
  return hosted && { hosted, offset: hosted.map.toValue(offset) };
}

/** Returns the template at a path; for an empty path, that of a template file. */
export function templateAtPath(host: TemplateHost, path: readonly string[]): HostedTemplate | undefined {
  // Of duplicate keys, the AWS CLI uses the last one.
  return hostedTemplates(host).findLast((hosted) => isSamePath(hosted.path, path));
}

export function isSamePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

const cached = /* @__PURE__ */ new Recent<TemplateHost, readonly HostedTemplate[]>(2);

function listTemplates(host: TemplateHost): readonly HostedTemplate[] {
  const { document } = host;
  if ("inputs" in host) return host.inputs.flatMap(templatesOfHosted);
  if ("template" in host) {
    const { template, facts } = host;
    const { root } = host.document;
    return [{ template, node: root, map: stringMap(document, root), path: [], facts }];
  }
  const { input, facts } = host;
  if (!input) return [];
  // What a patch operation sets is judged as a part of a whole input.
  const inputs = [input, ...patchedInputs(input).map((patched) => patched.input)];
  const judged = new Map(inputs.flatMap(templatesOf).map((template) => [template.node, template]));
  return templatesIn(input.root).flatMap((held) => {
    if (held.node.anchored || isUnknownText(held.node)) return [];
    return [new StringTemplate(document, held, judged.get(held.node), facts)];
  });
}

function templatesOfHosted(input: HostFile["inputs"][number]): readonly HostedTemplate[] {
  return listTemplates(input).map((hosted) => new AddressedTemplate(hosted, input.hosted.id));
}

/** A template with its path in the whole file. */
class AddressedTemplate implements HostedTemplate {
  readonly path: readonly string[];

  constructor(
    private readonly hosted: HostedTemplate,
    id: readonly string[],
  ) {
    this.path = [...id, ...hosted.path];
  }

  get node(): StringNode {
    return this.hosted.node;
  }

  get map(): StringMap {
    return this.hosted.map;
  }

  get facts(): ApiFacts | undefined {
    return this.hosted.facts;
  }

  get template(): Template {
    return this.hosted.template;
  }
}

/** A template in a string, which is parsed when it is needed: a file may hold thousands. */
class StringTemplate implements HostedTemplate {
  readonly node: StringNode;
  readonly map: StringMap;
  readonly path: readonly string[];
  #template: Template | undefined;

  constructor(
    document: { readonly text: string },
    private readonly held: HeldTemplate,
    private readonly judged: InputTemplate | undefined,
    readonly facts: ApiFacts | undefined,
  ) {
    this.node = held.node;
    this.map = stringMap(document, held.node);
    this.path = held.path;
  }

  get template(): Template {
    this.#template ??= this.judged
      ? parsedTemplate(this.judged)
      : new Template(this.node.value, { kind: this.held.kind }, this.node.holes);
    return this.#template;
  }
}
