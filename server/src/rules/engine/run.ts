import type { IntegrationInput } from "../../model/input";
import { patchedInputs } from "../../model/patchedInput";
import { isUntouchedSkeleton, untouchedMembers } from "../../model/skeleton";
import type { ParsedDocument } from "../../syntax/nodes";
import type { Problem } from "./finding";
import { parsedTemplate, templatesOf } from "./inputTemplates";
import { patchedProblems } from "./patchedProblems";
import { inTextOrder, outside, within, withoutMisspelled, withoutTagged } from "./problems";
import { reporter } from "./reporter";
import { type DocumentRule, type InputRule, MAX_OF_A_RULE, type Rule, type TemplateRule } from "./rule";
import type { Template } from "./template";
import { TemplateProblems } from "./templateProblems";

/** Runs a list of rules, and caches what they find in templates. */
export class RuleRunner {
  readonly #rules: readonly (DocumentRule | InputRule)[];
  readonly #templateRules: readonly TemplateRule[];
  /** The rules for each combination of operation and protocol; the empty key is for files without an input. */
  readonly #rulesByKind = new Map<string, readonly (DocumentRule | InputRule)[]>();
  readonly #templateProblems = new TemplateProblems((template) =>
    this.runOnTemplate(parsedTemplate(template)),
  );

  constructor(rules: readonly Rule[]) {
    this.#rules = rules.filter((rule) => rule.on !== "template");
    this.#templateRules = rules.filter((rule) => rule.on === "template");
  }

  /** Runs the rules on the file and, where its root is an object, on the input. Returns problems in text order. */
  run(document: ParsedDocument, input: IntegrationInput | undefined): readonly Problem[] {
    const problems: Problem[] = [];
    // An untouched skeleton would trip a dozen rules, and its author knows: it gets a single notice.
    const isSkeleton = input !== undefined && isUntouchedSkeleton(input.root, input.operation);
    const inInput: Problem[] = [];
    const reportOf = reporter(problems);
    const reportOfInput = reporter(inInput);
    for (const rule of this.rulesFor(input)) {
      if (rule.on === "document") rule.check(document, reportOf(rule));
      else if (input && (!isSkeleton || rule.checksSkeletons)) rule.check(input, reportOfInput(rule));
    }
    this.startFile();
    if (input && !isSkeleton)
      inInput.push(...this.#problemsOfTemplates(input), ...this.#problemsOfPatch(input));
    const known = withoutTagged(inInput, document);
    problems.push(...(input?.parts ? within(known, input.parts) : withoutUntouched(known, input)));
    return inTextOrder(withoutMisspelled(problems));
  }

  /** Begins the check of a file, so that what is cached for templates that it no longer has can be released. */
  startFile(): void {
    this.#templateProblems.startFile();
  }

  /** Runs the rules on one of the inputs of a file. Returns problems in text order. */
  runOnInput(input: IntegrationInput): readonly Problem[] {
    const problems: Problem[] = [];
    const reportOf = reporter(problems);
    for (const rule of this.rulesFor(input)) if (rule.on === "input") rule.check(input, reportOf(rule));
    problems.push(...this.#problemsOfTemplates(input));
    return inTextOrder(withoutMisspelled(problems));
  }

  /** Runs the rules on a template of its own. Returns problems in text order, at the template's own offsets. */
  runOnTemplate(template: Template): readonly Problem[] {
    const problems: Problem[] = [];
    const reportOf = reporter(problems, MAX_OF_A_RULE);
    for (const rule of this.#templateRules) rule.check(template, reportOf(rule));
    return inTextOrder(problems);
  }

  /** Releases what is cached for the templates that no file has had since the last call. */
  forgetTemplates(): void {
    this.#templateProblems.forget();
  }

  /** Returns the rules for a file and its input, in list order; without an input, those for any file. */
  rulesFor(input: IntegrationInput | undefined): readonly (DocumentRule | InputRule)[] {
    const kind = input ? `${input.operation.name} ${input.protocol}` : "";
    const known = this.#rulesByKind.get(kind);
    if (known) return known;
    const rules = this.#rules.filter(
      (rule) => rule.on === "document" || (input !== undefined && appliesTo(rule, input)),
    );
    this.#rulesByKind.set(kind, rules);
    return rules;
  }

  /** The problems of what patch operations set, which the rules see as parts of a whole input. */
  #problemsOfPatch(input: IntegrationInput): readonly Problem[] {
    return patchedInputs(input).flatMap((patched) => {
      const problems: Problem[] = [];
      const reportOf = reporter(problems);
      for (const rule of this.rulesFor(patched.input)) {
        if (rule.on === "input") rule.check(patched.input, reportOf(rule));
      }
      problems.push(...this.#problemsOfTemplates(patched.input));
      return patchedProblems(patched, problems);
    });
  }

  #problemsOfTemplates(input: IntegrationInput): readonly Problem[] {
    const counts = new Map<string, number>();
    const isWithinLimit = ({ code }: Problem): boolean => {
      const count = counts.get(code) ?? 0;
      counts.set(code, count + 1);
      return count < MAX_OF_A_RULE;
    };
    return templatesOf(input).flatMap((template) =>
      this.#templateProblems.in(input.document, template, isWithinLimit),
    );
  }
}

/** A skeleton is filled in member by member: what is not set yet is not a mistake. */
function withoutUntouched(
  problems: readonly Problem[],
  input: IntegrationInput | undefined,
): readonly Problem[] {
  const untouched = input ? untouchedMembers(input.root, input.operation) : [];
  if (untouched.length === 0) return problems;
  // In YAML, the notice about the skeleton itself is at the start of the first member.
  const isNotice = ({ code, severity }: Problem): boolean => code === "AG0021" && severity === "information";
  const spans = untouched.map(({ span }) => span);
  return [
    ...problems.filter(isNotice),
    ...outside(
      problems.filter((problem) => !isNotice(problem)),
      spans,
    ),
  ];
}

function appliesTo({ operations, protocols }: InputRule, { operation, protocol }: IntegrationInput): boolean {
  return (
    (!operations || operations.includes(operation.name)) &&
    (!protocols || protocols.includes(protocol ?? "unknown"))
  );
}
