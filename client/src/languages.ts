/** The languages of integration inputs. */
export const INPUT_LANGUAGES: readonly string[] = ["json", "jsonc", "yaml"];

/** The languages of standalone mapping templates. */
export const TEMPLATE_LANGUAGES: readonly string[] = ["vtl", "velocity"];

/** The other languages of files that may hold integrations, as the extensions for them call them. */
const HOST_LANGUAGES: readonly string[] = ["cloudformation", "terraform", "opentofu", "tofu", "hcl"];

/** Names of such files, in whatever language. Without an extension for Terraform or CloudFormation, they have none. */
const HOST_FILES = /\.(?:tf|tofu|template)$/i;
const HOST_PATTERN = "**/*.{tf,tofu,template}";

const LANGUAGES: readonly string[] = [...INPUT_LANGUAGES, ...TEMPLATE_LANGUAGES, ...HOST_LANGUAGES];

/** The documents that the language server knows. Anything else, such as `dockercompose`, is a language of its own. */
export const SELECTOR: readonly ({ readonly language: string } | { readonly pattern: string })[] = [
  ...LANGUAGES.map((language) => ({ language })),
  { pattern: HOST_PATTERN },
];

/** Whether the language server knows documents of the language and the path. */
export function isOurs({
  languageId,
  path,
}: {
  readonly languageId: string;
  readonly path: string;
}): boolean {
  return LANGUAGES.includes(languageId) || HOST_FILES.test(path);
}

/** The URI scheme of the read-only documents that show plans and test results. */
export const PLAN_SCHEME = "apigw-plan";
