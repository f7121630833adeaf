// The URL of the editor, with the extensions that are installed there.
import { fileURLToPath } from "node:url";

/** VS Code runs tests only while an extension is under development. */
export const emptyExtension = fileURLToPath(new URL("empty-extension", import.meta.url));

/**
 * @param {number} port
 * @param {{ tests?: string, folder?: string }} [paths]
 * @returns {string}
 */
export function workbenchUrl(port, { tests, folder } = {}) {
  const host = `127.0.0.1:${port}`;
  const remote = (/** @type {string} */ path) => `vscode-remote://${host}${path}`;
  const payload = [
    ...(tests
      ? [
          ["extensionDevelopmentPath", remote(emptyExtension)],
          ["extensionTestsPath", remote(tests)],
        ]
      : []),
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload), ...(folder ? { folder } : {}) });
  return `http://${host}/?${query}`;
}
