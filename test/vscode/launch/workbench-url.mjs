// The URL of the editor with an extension loaded.

/**
 * @param {number} port
 * @param {{ extension: string, tests?: string, folder?: string }} paths
 * @returns {string}
 */
export function workbenchUrl(port, { extension, tests, folder }) {
  const host = `127.0.0.1:${port}`;
  const remote = (/** @type {string} */ path) => `vscode-remote://${host}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ...(tests ? [["extensionTestsPath", remote(tests)]] : []),
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload), ...(folder ? { folder } : {}) });
  return `http://${host}/?${query}`;
}
