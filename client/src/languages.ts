/** The languages whose documents may be integration inputs or mapping templates. */
export const LANGUAGES: readonly string[] = ["json", "jsonc", "yaml", "vtl", "velocity"];

/** The languages of integration inputs. */
export const INPUT_LANGUAGES: readonly string[] = ["json", "jsonc", "yaml"];

/** The languages of standalone mapping templates. */
export const TEMPLATE_LANGUAGES: readonly string[] = ["vtl", "velocity"];

/** The URI scheme of the read-only documents that show plans and test results. */
export const PLAN_SCHEME = "apigw-plan";
