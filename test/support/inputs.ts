/** Members of a sound input, to put between braces; tests add what is wrong. */

export const TEMPLATES = String.raw`"RequestTemplates": {"application/json": "{\"statusCode\": 200}"}`;

/** Nothing is wrong with it, and never will be: the sample of the README is such a file. */
export const MOCK = `"IntegrationType": "MOCK", ${TEMPLATES}`;
