// The extension's page in VS Code: the README without what works only in the repository.

/**
 * VS Code shows the page of an installed extension without a base for relative addresses, so pictures would be
 * missing and links would lead nowhere. The walkthrough has pictures instead.
 * @param {string} readme
 * @returns {string}
 */
export function extensionPage(readme) {
  return readme
    .replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n?/gm, "")
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!https:|#)[^)]*\)/g, "$1");
}
