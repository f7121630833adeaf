/** The languages whose documents may be integration inputs or mapping templates. */
export const LANGUAGES: readonly string[] = ["json", "jsonc", "yaml", "vtl", "velocity"];

/** The languages of standalone mapping templates; every such document is ours. */
export const TEMPLATE_LANGUAGES: readonly string[] = ["vtl", "velocity"];
