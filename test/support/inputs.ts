/** Members of a valid input, to put between braces. Tests add the problems. */

export const TEMPLATES = String.raw`"RequestTemplates": {"$default": "{\"statusCode\": 200}"}`;

/** A MOCK integration without any problems. */
export const MOCK = `"IntegrationType": "MOCK", ${TEMPLATES}`;
